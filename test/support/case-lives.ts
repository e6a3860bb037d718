import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { caseCommands } from '../../src/aggregates/case/case.commands.js';
import type { CaseFact } from '../../src/aggregates/case/case.events.js';
import type { CaseFile } from '../../src/aggregates/case/case.js';
import { caseFile } from '../../src/aggregates/case/case.js';
import { caseStatuses, statusAfter } from '../../src/aggregates/case/case-status.js';
import type { CaseCommand } from '../../src/aggregates/case/status-by-command.js';
import { statusByCommand } from '../../src/aggregates/case/status-by-command.js';
import type { Caller, Role } from '../../src/platform/auth/caller.js';
import { addDays, startOfDay } from '../../src/platform/calendar/local-date.js';
import { idsOf } from '../../src/platform/change/command-id.js';
import type { TableRow } from '../../src/platform/change/command-table.js';
import type { Given } from '../../src/platform/change/given.js';
import { Forbidden, NotFound } from '../../src/platform/change/refusals.js';
import { foldOne } from '../../src/platform/change/stream-memory.js';
import type { Decided, Recorded } from '../../src/platform/fact.js';
import { RuleBroken } from '../../src/platform/rule-broken.js';
import { drawn } from './case-commands.js';
import { brokenBy } from './case-invariants.js';
import { commandsAhead } from './case-progress.js';
import { Choices } from './choices.js';
import { recordedFact } from './given-when-then.js';
import { testRules } from './rules.js';

const rules = testRules('2026-09-10');
const rows = new Map(caseCommands.map((row) => [row.command.name, row]));
const names = Object.keys(statusByCommand) as readonly CaseCommand[];
const creating = caseCommands.filter(({ creates }) => creates).map(({ command }) => command.name);

/** Where nothing but a limit that has passed is told any more. */
const ended: readonly string[] = ['REJECTED', 'DUPLICATE'];

export interface Step {
  /** 0 to 5: on with the case by sound commands; 6 and 7: on with it; 8: anything allowed where it stands; 9: anything. */
  readonly way: number;
  readonly days: number;
  /** Whatever else is drawn for the command follows from it. */
  readonly seed: number;
}

/** What is tried on a case, one command after the other. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    way: fc.nat(9),
    days: fc.constantFrom(...Array<number>(24).fill(0), 1, 2, 9, 9, 9, 30, 200),
    seed: fc.nat(),
  }),
  { minLength: 100, maxLength: 200, size: 'max' },
);

/** A case on which commands were tried one after the other: all that was recorded, and each state on the way. */
export interface Life {
  readonly told: readonly Recorded<CaseFact>[];
  readonly states: readonly CaseFile[];
  readonly broken: readonly string[];
}

export function live(tries: readonly Step[]): Life {
  const told: Recorded<CaseFact>[] = [];
  const states: CaseFile[] = [frozen(caseFile.initial)];
  const broken: string[] = [];
  let today = '2026-09-10';
  for (const { way, days, seed } of tries) {
    today = addDays(today, days);
    const state = states.at(-1) ?? caseFile.initial;
    if (ended.includes(state.status)) break;
    const draw = new Choices(seed, startOfDay(today), today, way <= 5);
    const name = chosen(way, draw, state);
    const row = rows.get(name);
    if (!row) throw new Error(`no ${name} in the command table`);
    const actor = callerOf(row, draw);
    const facts = decided(row, drawn[name](draw, state, rules), state, actor, draw);
    if (facts.length > 0 && !allowed(name, state)) broken.push(`${name} is decided in ${state.status}`);
    for (const fact of facts) {
      const { occurredAt: at = draw.now } = fact;
      const recorded = frozen(recordedFact({ fact, at, recordedAt: draw.now, by: actor }, told.length, 'case-k-1'));
      broken.push(...brokenBy(recorded, told), ...grown(states, recorded));
      told.push(recorded);
    }
  }
  return { told, states, broken };
}

function chosen(way: number, draw: Choices, state: CaseFile): CaseCommand {
  if (way <= 7) return draw.of(commandsAhead(state));
  const here = way === 9 ? names : names.filter((name) => allowed(name, state));
  return draw.of([here[0] ?? 'MissDeadline', ...here]);
}

/** By the table of the README alone. */
function allowed(name: CaseCommand, { status }: CaseFile): boolean {
  if (status === 'UNKNOWN') return creating.includes(name);
  return statusByCommand[name].some((known) => known === status);
}

function callerOf({ access: { roles } }: TableRow, draw: Choices): Caller {
  const role: Role = roles[draw.of([0, 0, 0, 1]) % roles.length] ?? 'OFFICER';
  const org = role === 'DEPARTMENT' ? 'MEDICAL' : '341881100';
  // Now and then one person with two accounts.
  return { id: `u-${role}`, person: draw.wrong(3) ? 'p-OFFICER' : `p-${role}`, role, org };
}

/** What the command comes to; decided again it comes to the same. Anything but a refusal of the domain is thrown. */
function decided(
  row: TableRow,
  fields: readonly unknown[],
  state: CaseFile,
  actor: Caller,
  { now, today }: Choices,
): readonly Decided<CaseFact>[] {
  const command: object = frozen(Reflect.construct(row.command, fields) as object);
  const foreign = foreignOf(row.command.name, fields);
  const decide = row.decide as (
    command: object,
    state: CaseFile,
    given: Given<unknown>,
  ) => readonly Decided<CaseFact>[];
  const run = () =>
    decide(command, state, {
      now,
      today,
      commandId: 'c-1',
      ids: idsOf('11111111-1111-5111-8111-111111111111'),
      actor,
      rules,
      foreign,
    });
  try {
    const facts = run();
    if (!isDeepStrictEqual(run(), facts)) throw new Error(`${row.command.name} is decided otherwise the second time`);
    return facts;
  } catch (error) {
    if (error instanceof RuleBroken || error instanceof NotFound || error instanceof Forbidden) return [];
    throw error;
  }
}

/** What a handler would have learnt of case k-2: open, of family h-1, its means checked. */
function foreignOf(name: string, fields: readonly unknown[]): unknown {
  if (name === 'RetryPolicyStep') return { done: true };
  const there = fields.includes('k-2');
  if (name === 'MarkDuplicate') return { status: there ? 'OPEN' : fields.includes('k-3') ? 'DUPLICATE' : undefined };
  return there ? { householdRef: 'h-1', check: { result: 'WITHIN', validUntil: '2027-06-30' } } : undefined;
}

function grown(states: CaseFile[], fact: Recorded<CaseFact>): readonly string[] {
  const before = states.at(-1) ?? caseFile.initial;
  const after = frozen(foldOne(caseFile, before, fact));
  states.push(after);
  const { status } = before;
  const expected = statusAfter(status === 'UNKNOWN' ? undefined : status, fact);
  return after.status === expected && caseStatuses.includes(expected)
    ? []
    : [`${fact.type} leads from ${status} to ${after.status}`];
}

/** So that whoever changes what he was given is caught at once. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach((part) => frozen(part));
  }
  return value;
}
