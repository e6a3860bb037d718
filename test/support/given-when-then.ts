import type { Aggregate, Decision } from '../../src/platform/change/aggregate.js';
import { idsOf } from '../../src/platform/change/command-id.js';
import type { Given } from '../../src/platform/change/given.js';
import { foldOne } from '../../src/platform/change/stream-memory.js';
import type { Caller } from '../../src/platform/auth/caller.js';
import { localDateOf } from '../../src/platform/calendar/local-date.js';
import type { Decided, Fact, Instant, Recorded } from '../../src/platform/fact.js';
import { RuleBroken } from '../../src/platform/rule-broken.js';
import { Forbidden, NotFound } from '../../src/platform/change/refusals.js';
import { testRules } from './rules.js';

export interface Told<F extends Fact = Fact> {
  readonly fact: F;
  readonly at?: Instant;
  readonly recordedAt?: Instant;
  readonly by?: Caller;
}

export const officer: Caller = { id: 'u-officer', person: 'p-officer', role: 'OFFICER', org: '341881100' };
export const coordinator: Caller = {
  id: 'u-coordinator',
  person: 'p-coordinator',
  role: 'COORDINATOR',
  org: '341881100201',
};
export const reviewer: Caller = { id: 'u-reviewer', person: 'p-reviewer', role: 'REVIEWER', org: '341881100' };
export const bureau: Caller = { id: 'u-bureau', person: 'p-bureau', role: 'BUREAU', org: '341881' };
export const system: Caller = { id: 'system:test', person: 'system:test', role: 'SYSTEM', org: 'system' };

/** The id of the n-th fact told, from 0: what a correction names. */
export function factId(index: number): string {
  return `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`;
}

/** A fact as it stands in a log, for folds and projections under test. Instants default to the first of September 2026. */
export function recordedFact<F extends Fact>(
  { fact, at, recordedAt, by = officer }: Told<F>,
  index: number,
  stream: string,
): Recorded<F> {
  const occurredAt = at ?? '2026-09-01T00:00:00.000Z';
  return {
    ...fact,
    id: factId(index),
    stream,
    revision: index,
    position: index + 1,
    metadata: {
      $correlationId: 'c',
      $causationId: 'c',
      commandId: `command-${index}`,
      requestHash: 'h',
      actorId: by.id,
      actorPerson: by.person,
      actorRole: by.role,
      actorOrg: by.org,
      divisionEdition: '2023',
      rulebookVersion: '0',
      occurredAt,
      recordedAt: recordedAt ?? occurredAt,
      schemaVersion: '1',
    },
  };
}

/** Given facts, when a command, then precisely these facts in this order, or this rule. */
export function given<State, F extends Fact>(aggregate: Aggregate<State, F>, told: readonly Told<NoInfer<F>>[] = []) {
  const stream = `${aggregate.category}-1`;
  const state = told.reduce<State>(
    (known, one, index) => foldOne(aggregate, known, recordedFact(one, index, stream)),
    aggregate.initial,
  );
  return {
    state,
    when<Command, Foreign = undefined>(
      decide: Decision<Command, State, F, Foreign>,
      command: Command,
      circumstances: {
        readonly now?: Instant;
        readonly actor?: Caller;
        readonly foreign?: Foreign;
        readonly commandId?: string;
      } = {},
    ) {
      const run = (): readonly Decided<F>[] => decide(command, state, givenOf(circumstances) as Given<Foreign>);
      return {
        then(expected: readonly Decided<F>[]): void {
          expect(run()).toEqual(expected);
        },
        thenRefused(rule: string, pointer?: string): void {
          const error = thrownBy(run);
          if (error === undefined) throw new Error(`expected rule ${rule}, but the command was accepted`);
          if (!(error instanceof RuleBroken)) throw error;
          expect({ rule: error.rule, pointer: error.pointer }).toEqual({ rule, pointer });
        },
        /** Refused for the role's sake: 403, no rule of the domain. */
        thenForbidden(): void {
          expect(thrownBy(run)).toBeInstanceOf(Forbidden);
        },
        thenNotFound(): void {
          expect(thrownBy(run)).toBeInstanceOf(NotFound);
        },
        facts: run,
      };
    },
  };
}

function givenOf(circumstances: {
  now?: Instant;
  actor?: Caller;
  foreign?: unknown;
  commandId?: string;
}): Given<unknown> {
  const now = circumstances.now ?? '2026-09-10T04:00:00.000Z';
  const commandId = circumstances.commandId ?? '11111111-1111-5111-8111-111111111111';
  return {
    now,
    today: localDateOf(now),
    commandId,
    ids: idsOf(commandId),
    actor: circumstances.actor ?? officer,
    rules: testRules(localDateOf(now)),
    foreign: circumstances.foreign,
  };
}

function thrownBy(run: () => unknown): Error | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  return undefined;
}
