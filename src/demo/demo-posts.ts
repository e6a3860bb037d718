import type { LocalDate } from '../platform/fact.js';
import type { DemoFamily } from './demo-families.js';
import type { Play } from './demo-script.js';

/** Days on which a coordinator does not answer for his village: from `from` on, up to the day before `until`. */
export interface Absence {
  /** His account. */
  readonly of: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  /** Account of who calls on his families then; without one the township's officer does. */
  readonly standIn?: string;
  /** False of a stand-in from another village: the officer enters what he saw. */
  readonly entersHimself?: boolean;
}

/** Who calls on a family, and whose account enters it. */
export interface Caller {
  readonly account: string;
  /** As the visit names him. */
  readonly visitor: string;
}

export function callerOn(family: DemoFamily, day: LocalDate): Caller {
  const { village } = family;
  const { standIn = village.officer, entersHimself = true } = answererOn(family, day);
  return { account: entersHimself ? standIn : village.officer, visitor: `demo-${standIn}` };
}

/** Name of the act, in the township's office, that brings a coordinator into post. */
export function appointmentOf(account: string): string {
  return `appoint-${account}`;
}

/** As a listing names who looks after the family: his post, where the play appoints him, else his account. */
export function coordinatorRefOf(family: DemoFamily, day: LocalDate, idOf: Play['idOf']): string {
  const { village, coordinator } = family;
  const { standIn = coordinator } = answererOn(family, day);
  return village.office === undefined ? `demo-${standIn}` : idOf(village.office, appointmentOf(standIn));
}

function answererOn({ village, coordinator }: DemoFamily, day: LocalDate): Partial<Absence> {
  const absence = village.absences?.find(
    ({ of, from, until }) => of === coordinator && from <= day && (until === undefined || day < until),
  );
  return absence ?? { standIn: coordinator };
}
