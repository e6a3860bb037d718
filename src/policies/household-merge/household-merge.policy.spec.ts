import { recordedFact } from '../../../test/support/given-when-then.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { box, member, registeredHousehold } from '../../../test/support/people.js';
import { testRules } from '../../../test/support/rules.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { MergeApproved } from '../../aggregates/household/merging/merging.events.js';
import { person } from '../../aggregates/person/person.js';
import { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import { SystemClock } from '../../platform/clock/system.clock.js';
import type { Fact, Recorded } from '../../platform/fact.js';
import { householdMergePolicy } from './household-merge.policy.js';

const ENDING = 'household-h-1';
const SURVIVOR = 'household-h-2';
const NUMBERS = ['id:m-head', 'id:m-son'];
const son = member('m-son');

const approved: MergeApproved = {
  type: 'MergeApproved',
  data: {
    proposalId: 'p-1',
    into: 'h-2',
    intoTown: '341881100',
    memberIds: ['m-head', 'm-son'],
    headHolds: 'SURVIVOR',
    addressHolds: 'SURVIVOR',
    reason: box('twice'),
    proposedBy: 'u-officer',
    on: '2026-09-10',
    carried: {
      headId: 'm-head',
      address: box('address'),
      members: [
        { particulars: member('m-head', { relation: 'HEAD' }), periods: [{ from: '2026-09-01', openedBy: 'f' }] },
        { particulars: son, periods: [{ from: '2026-09-01', openedBy: 'f' }] },
        {
          particulars: member('m-gone'),
          periods: [{ from: '2026-09-01', until: '2026-09-02', reason: 'MOVED_AWAY', openedBy: 'f', closedBy: 'f' }],
        },
      ],
      listings: [],
      visits: [],
      excuses: [],
      misses: [],
    },
  },
};

const stories: Readonly<Record<string, readonly Fact[]>> = {
  [ENDING]: [
    registeredHousehold(),
    { type: 'MemberAdded', data: { member: son, on: '2026-09-01' } },
    approved,
  ] satisfies HouseholdFact[],
  [SURVIVOR]: [registeredHousehold({ head: member('m-mother', { relation: 'HEAD' }) })],
  'person-id:m-head': [{ type: 'PersonConfirmed', data: { householdRef: 'h-1', memberId: 'm-head' } }],
  'person-id:m-son': [{ type: 'PersonReserved', data: { householdRef: 'h-1', memberId: 'm-son', commandId: 'c' } }],
};

/** A log in which the merger was approved, and the process that reacts to it. */
async function process() {
  const store = new MemoryEventStore();
  let told = 0;
  for (const [stream, facts] of Object.entries(stories)) {
    const events = facts.map((fact) => recordedFact({ fact }, told++, stream));
    await store.append(stream, 'none', events);
  }
  const change = new Change({
    store,
    clock: new SystemClock(),
    rules: async () => testRules(),
    pause: async () => undefined,
  });
  const cause = (await store.read(ENDING, { from: 2 }))[0] as Recorded;
  const reactions = householdMergePolicy.react(cause);
  const react = async (upTo: number) => {
    for (const [index, { row, command }] of reactions.slice(0, upTo).entries()) {
      await change.run(row, command, systemContext('household-merge', `${cause.id}:${index}`));
    }
  };
  const types = async () => {
    const streams = await Promise.all(Object.keys(stories).map((stream) => store.read(stream, { from: 0 })));
    return streams.map((facts) => facts.slice(1).map(({ type }) => type));
  };
  const holders = async () => {
    const states = await Promise.all(NUMBERS.map((number) => change.memory.load(person, number)));
    return states.map(({ state }) => (state.status === 'free' ? 'nobody' : state.householdRef));
  };
  return { react, types, holders, steps: reactions.length };
}

const whole = [
  ['MemberAdded', 'MergeApproved', 'HouseholdMergedInto'],
  ['HouseholdAbsorbed'],
  ['PersonConfirmed'],
  ['PersonConfirmed'],
];

describe('a merger that was approved', () => {
  it('lets the survivor absorb, hands over the number of everybody who is there, then ends the other household', async () => {
    const { react, types, holders, steps } = await process();
    await react(steps);
    expect([steps, await types(), await holders()]).toEqual([4, whole, ['h-2', 'h-2']]);
  });

  it.each([0, 1, 2, 3, 4])('broken off after %i steps and begun again comes to the same end, once', async (done) => {
    const { react, types, steps } = await process();
    await react(done);
    await react(steps);
    await react(steps);
    expect(await types()).toEqual(whole);
  });

  it('never leaves a number to nobody, nor to two: each changes hands in one fact', async () => {
    const held: string[][] = [];
    for (const done of [0, 1, 2, 3, 4]) {
      const { react, holders } = await process();
      await react(done);
      held.push(await holders());
    }
    expect(held).toEqual([
      ['h-1', 'h-1'],
      ['h-1', 'h-1'],
      ['h-2', 'h-1'],
      ['h-2', 'h-2'],
      ['h-2', 'h-2'],
    ]);
  });

  it('what a survivor cannot keep because it ends itself is passed on with its numbers', () => {
    const absorbed: HouseholdFact = {
      type: 'HouseholdAbsorbed',
      data: { proposalId: 'p-1', from: 'h-1', on: '2026-09-10', carried: approved.data.carried, passOnTo: 'h-3' },
    };
    const reactions = householdMergePolicy.react(recordedFact({ fact: absorbed }, 0, SURVIVOR));
    const { passOnTo: _, ...passed } = absorbed.data;
    expect(reactions.map(({ command }) => ({ ...command }))).toEqual([
      { householdId: 'h-3', absorbed: passed },
      { idHash: 'id:m-head', fromHousehold: 'h-2', householdRef: 'h-3', memberId: 'm-head' },
      { idHash: 'id:m-son', fromHousehold: 'h-2', householdRef: 'h-3', memberId: 'm-son' },
    ]);
    const kept: HouseholdFact = { type: 'HouseholdAbsorbed', data: passed };
    expect(householdMergePolicy.react(recordedFact({ fact: kept }, 0, SURVIVOR))).toEqual([]);
  });
});
