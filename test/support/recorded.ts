import type { Envelope, JsonObject, Recorded } from '../../src/platform/fact.js';

/** A fact as a test writes it: only what the story needs. Place, id and envelope are filled in, always the same way. */
export interface GivenFact {
  readonly type: string;
  readonly data: object;
  readonly stream: string;
  readonly metadata?: Partial<Envelope>;
  readonly id?: string;
}

export const BIRTH = Date.UTC(2026, 0, 5, 1, 0, 0);

/** Envelope of the n-th fact (from 1): recorded a minute after the one before, occurred when it was recorded. */
export function envelope(n: number, given: Partial<Envelope> = {}): Envelope {
  const recordedAt = given.recordedAt ?? new Date(BIRTH + n * 60_000).toISOString();
  return {
    $correlationId: testId('correlation', n),
    $causationId: testId('correlation', n),
    commandId: testId('command', n),
    requestHash: '0'.repeat(64),
    actorId: 'officer-1',
    actorPerson: 'person-1',
    actorRole: 'OFFICER',
    actorOrg: '341881101',
    divisionEdition: '2023',
    rulebookVersion: '0',
    occurredAt: recordedAt,
    schemaVersion: '1',
    ...given,
    recordedAt,
  };
}

/** Numbers the facts as a log would: positions 1, 2, 3 …, revisions per stream. */
export function recorded(facts: readonly GivenFact[]): Recorded[] {
  const revisions = new Map<string, number>();
  return facts.map((fact, index) => {
    const revision = (revisions.get(fact.stream) ?? -1) + 1;
    revisions.set(fact.stream, revision);
    return {
      id: fact.id ?? testId('event', index + 1),
      type: fact.type,
      data: fact.data as JsonObject,
      stream: fact.stream,
      revision,
      position: index + 1,
      metadata: envelope(index + 1, fact.metadata),
    };
  });
}

const KINDS = { event: '01', command: '02', correlation: '03' } as const;

/** A well-formed id that a person can read in a failure: kind and number. */
export function testId(kind: keyof typeof KINDS, n: number): string {
  return `00000000-00${KINDS[kind]}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
