import type { LocalDate } from '../../platform/fact.js';
import type { InsuredDays } from './guarantees/insurance.js';

/** What of a coordinator's service goes on after his relief too: what he was given back, what he is still owed. */
export interface Service {
  readonly since: LocalDate;
  /** `RECORDER 0079`: handed out and not returned. */
  readonly devices: readonly string[];
  /** `TRANSPORT 2026-09`: paid already. */
  readonly paid: readonly string[];
  readonly trainings: readonly string[];
  readonly duties: readonly string[];
  readonly insurances: readonly InsuredDays[];
  /** Last days of cover whose passing was written. */
  readonly expired: readonly LocalDate[];
}

export function newService(since: LocalDate): Service {
  return { since, devices: [], paid: [], trainings: [], duties: [], insurances: [], expired: [] };
}

export function deviceOf(kind: string, deviceNo: string): string {
  return `${kind} ${deviceNo}`;
}

export function paymentOf(kind: string, period: string): string {
  return `${kind} ${period}`;
}
