/**
 * What happened, as plain data. Everything that decides, remembers, reacts or answers speaks in these types;
 * nothing here knows a framework, a database or a word of social assistance.
 */

/** Instant in UTC, ISO-8601 with milliseconds: `2026-09-30T15:40:00.000Z`. */
export type Instant = string;

/** Local day in Asia/Shanghai: `2026-09-30`. */
export type LocalDate = string;

/** The month, quarter or year a fact counts for: `2026-09`, `2026-Q3` or `2026`. */
export type Period = string;

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** One fact as a decision states it: a literal type string and plain data. */
export interface Fact<Type extends string = string, Data extends object = JsonObject> {
  readonly type: Type;
  readonly data: Data;
}

/**
 * A fact on its way out of a decision. `occurredAt` is the business time when it differs from now;
 * `subjectPeriod` the period the fact counts for. The rest of the envelope is written by `change.ts` alone.
 */
export type Decided<F extends Fact = Fact> = F & { readonly occurredAt?: Instant; readonly subjectPeriod?: Period };

/** The envelope of a recorded fact: a flat map of strings (the multi-stream append of newer servers takes nothing else). */
export interface Envelope {
  readonly $correlationId: string;
  readonly $causationId: string;
  readonly commandId: string;
  readonly requestHash: string;
  readonly actorId: string;
  readonly actorPerson: string;
  readonly actorRole: string;
  readonly actorOrg: string;
  readonly onBehalfOf?: string;
  readonly townCode?: string;
  readonly villageCode?: string;
  readonly subjectPeriod?: Period;
  readonly divisionEdition: string;
  readonly rulebookVersion: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly lateEntry?: string;
  readonly schemaVersion: string;
  readonly traceparent?: string;
}

/** A fact as it stands in a log: who, when (two clocks), where, and its place in stream and log. */
export type Recorded<F extends Fact = Fact> = F & {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly metadata: Envelope;
};

/** Names the last included fact of a frame, card, filing or sheet; survives moving the log to another store. */
export interface Anchor {
  readonly stream: string;
  readonly revision: number;
}

/** Category of a stream: everything before the first dash. */
export function categoryOf(stream: string): string {
  const dash = stream.indexOf('-');
  return dash < 0 ? stream : stream.slice(0, dash);
}
