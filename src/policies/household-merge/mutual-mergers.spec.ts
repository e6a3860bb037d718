import { officer, recordedFact, reviewer } from '../../../test/support/given-when-then.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { box, member, registeredHousehold } from '../../../test/support/people.js';
import { testRules } from '../../../test/support/rules.js';
import { household } from '../../aggregates/household/household.js';
import { householdCommands } from '../../aggregates/household/household.commands.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { MergeForeign } from '../../aggregates/household/merging/approve-merge.js';
import { ApproveMerge } from '../../aggregates/household/merging/approve-merge.js';
import { belongingsIn } from '../../aggregates/household/merging/told-belongings.js';
import { person } from '../../aggregates/person/person.js';
import { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import { SystemClock } from '../../platform/clock/system.clock.js';
import type { Fact } from '../../platform/fact.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { RuleBroken } from '../../platform/rule-broken.js';
import { householdMergePolicy } from './household-merge.policy.js';

/** Two households, each proposed to end in the other. */
const heads = { 'h-1': 'm-one', 'h-2': 'm-two' } as const;
type Id = keyof typeof heads;
const ids: readonly Id[] = ['h-1', 'h-2'];
const otherOf = (id: Id): Id => (id === 'h-1' ? 'h-2' : 'h-1');

function proposed(id: Id): HouseholdFact {
  const place = { into: otherOf(id), intoTown: '341881100', memberIds: [heads[id]] };
  const holds = { headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR' } as const;
  return { type: 'MergeProposed', data: { ...place, ...holds, proposalId: `p-${id}`, reason: box('twice') } };
}

async function twoProposals(): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  let told = 0;
  const write = async (stream: string, facts: readonly Fact[]) =>
    store.append(
      stream,
      'none',
      facts.map((fact) => recordedFact({ fact, by: officer }, told++, stream)),
    );
  for (const id of ids) {
    const head = member(heads[id], { relation: 'HEAD' });
    await write(`household-${id}`, [registeredHousehold({ head }), proposed(id)]);
    await write(`person-id:${heads[id]}`, [
      { type: 'PersonConfirmed', data: { householdRef: id, memberId: heads[id] } },
    ]);
  }
  return store;
}

/** One of two processes on that log: what its door has asked when an approval came, and how far its policies have come. */
function processOn(store: MemoryEventStore) {
  const rules = async () => testRules();
  const change = new Change({ store, clock: new SystemClock(), rules, pause: async () => undefined });
  const asked = async (id: Id): Promise<MergeForeign> => {
    const { state } = await change.memory.load(household, otherOf(id));
    const told = belongingsIn(await store.read(`household-${id}`, { from: 0 }));
    return { survivor: state.status === 'registered' ? state : undefined, told };
  };
  const approve = async (id: Id, foreign: MergeForeign) => {
    const area = { kind: 'towns', towns: ['341881100'] } as const;
    const context = { ...systemContext('approval', id), caller: reviewer, area };
    return change.run(rowIn(householdCommands, ApproveMerge), new ApproveMerge(id, `p-${id}`), context, foreign);
  };
  let done = 0;
  /** The next command of the policy in the order of the log; false when there is none. */
  const step = async (): Promise<boolean> => {
    const { events } = await store.readAll(0, { types: householdMergePolicy.types, limit: 1_000 });
    const next = events.flatMap((fact) =>
      householdMergePolicy.react(fact).map((reaction, index) => ({ ...reaction, cause: `${fact.id}:${index}` })),
    )[done];
    if (next === undefined) return false;
    done += 1;
    await change.run(next.row, next.command, systemContext('household-merge', next.cause));
    return true;
  };
  return { change, asked, approve, step };
}

type Process = ReturnType<typeof processOn>;

async function drained(...processes: readonly Process[]): Promise<void> {
  for (const { step } of processes) while (await step());
}

/** What stands in the end, seen by a process that has seen nothing before. */
async function outcome(store: MemoryEventStore) {
  const { change } = processOn(store);
  const states = await Promise.all(ids.map(async (id) => (await change.memory.load(household, id)).state));
  const survivor = states.findIndex(({ status }) => status === 'registered');
  const holders = await Promise.all(
    ids.map(async (id) => {
      const { state } = await change.memory.load(person, `id:${heads[id]}`);
      return state.status === 'free' ? 'nobody' : state.householdRef;
    }),
  );
  return {
    survivor: ids[survivor],
    states: states.map((state) => (state.status === 'merged' ? ['merged', state.into, state.ended] : state.status)),
    members: states.flatMap((state) => (state.status === 'registered' ? state.members.map((one) => one.memberId) : [])),
    holders,
  };
}

function whole(survivor: Id) {
  const ended = otherOf(survivor);
  const merged = ['merged', survivor, true];
  return {
    survivor,
    states: survivor === 'h-1' ? ['registered', merged] : [merged, 'registered'],
    members: [heads[survivor], heads[ended]],
    holders: [survivor, survivor],
  };
}

/** Both processes had asked before either wrote: both approvals stand. */
async function bothApproved(first: Id) {
  const store = await twoProposals();
  const [one, other] = [processOn(store), processOn(store)];
  const [foreign, backwards] = [await one.asked(first), await other.asked(otherOf(first))];
  await one.approve(first, foreign);
  await other.approve(otherOf(first), backwards);
  return { store, one, other };
}

describe('two mergers into each other, approved by two processes at once', () => {
  it.each(ids)('end in one whole household: the approval of %s stands first in the log and holds', async (first) => {
    const { store, one } = await bothApproved(first);
    await drained(one);
    expect(await outcome(store)).toEqual(whole(otherOf(first)));
  });

  it.each(ids)('broken off after every step and begun again they come to the same end (%s first)', async (first) => {
    for (let broken = 0; broken <= 10; broken++) {
      const { store, one } = await bothApproved(first);
      for (let n = 0; n < broken; n++) await one.step();
      await drained(processOn(store));
      const once = (await store.readAll(0, { limit: 1_000 })).events.length;
      await drained(processOn(store));
      expect([broken, await outcome(store)]).toEqual([broken, whole(otherOf(first))]);
      expect((await store.readAll(0, { limit: 1_000 })).events.length).toBe(once);
    }
  });

  it('nor does it matter in which order two processes react', async () => {
    for (let schedule = 0; schedule < 2 ** 7; schedule++) {
      const { store, one, other } = await bothApproved('h-1');
      for (let turn = 0; turn < 7; turn++) await ((schedule >> turn) & 1 ? one : other).step();
      await drained(other, one);
      expect([schedule, await outcome(store)]).toEqual([schedule, whole('h-2')]);
    }
  });

  it('the second is refused once the first has arrived, and void when it came in between', async () => {
    const ends: string[] = [];
    for (let steps = 0; steps <= 4; steps++) {
      const store = await twoProposals();
      const [one, other] = [processOn(store), processOn(store)];
      const backwards = await other.asked('h-2');
      await one.approve('h-1', await one.asked('h-1'));
      for (let n = 0; n < steps; n++) await one.step();
      try {
        await other.approve('h-2', backwards);
        ends.push('approved');
      } catch (error) {
        ends.push(error instanceof RuleBroken ? error.rule : String(error));
      }
      await drained(one, other);
      expect([steps, await outcome(store)]).toEqual([steps, whole('h-2')]);
    }
    expect(ends).toEqual(['approved', ...Array.from({ length: 4 }, () => 'changed-since')]);
  });
});
