import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period, Recorded } from '../../platform/fact.js';
import type { CaseFact } from './case.events.js';

/** What a fact may be about where a case holds several of a kind. */
export const aboutNames = ['applicationId', 'measureId', 'referralId', 'problemId', 'memberId'] as const;

export type AboutName = (typeof aboutNames)[number];

/** A fact of this case that a correction may name, and what a correction must know of it. */
export interface ToldFact {
  readonly id: string;
  readonly type: CaseFact['type'];
  /** The day it is about. */
  readonly on: LocalDate;
  readonly ids: { readonly [Name in AboutName]?: string };
  /** Of a payment: the month it is for. */
  readonly period?: Period;
}

export function toldAfter(before: readonly ToldFact[], fact: Recorded<CaseFact>): readonly ToldFact[] {
  const { id, type, metadata } = fact;
  const data: Readonly<Record<string, unknown>> = fact.data;
  const ids = aboutNames.flatMap((name) => (typeof data[name] === 'string' ? [[name, data[name]] as const] : []));
  const told: ToldFact = { id, type, on: localDateOf(metadata.occurredAt), ids: Object.fromEntries(ids) };
  return [...before, fact.type === 'BenefitPaid' ? { ...told, period: fact.data.period } : told];
}
