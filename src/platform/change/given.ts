import type { Caller } from '../auth/caller.js';
import type { WorkCalendar } from '../calendar/work-calendar.js';
import type { Divisions } from '../divisions/divisions.js';
import type { Instant, LocalDate } from '../fact.js';

/** A published parameter as it holds at one instant. Numbers are integers; money in 分, ratios in basis points. */
export interface Parameters {
  /** Throws when no such parameter was ever published: a decision must not guess. */
  number(id: string): number;
  /** As it held on `day` by the rulebook of `version`; undefined where nothing published by then holds that day. */
  at(id: string, version: number, day: LocalDate): PublishedValue | undefined;
}

export interface PublishedValue {
  readonly value: number;
  readonly unit: string;
}

/** The published rules a decision may know: parameters, calendars, division edition, and their version. */
export interface Rules {
  /** Revision of the `rulebook` stream they were read at, -1 before anything was published. */
  readonly version: number;
  readonly parameters: Parameters;
  readonly calendar: WorkCalendar;
  readonly divisions: Divisions;
}

/** Everything a decision may know besides its command and its own stream. All of it is injected. */
export interface Given<Foreign = undefined> {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly commandId: string;
  /** Ids derived from the command, so that deciding again yields the same ones. */
  readonly ids: { next(): string };
  readonly actor: Caller;
  readonly rules: Rules;
  /** What a handler asked of another stream. */
  readonly foreign: Foreign;
}
