import { recordedFact } from '../../../test/support/given-when-then.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { box, member, registeredHousehold } from '../../../test/support/people.js';
import { testRules } from '../../../test/support/rules.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { person } from '../../aggregates/person/person.js';
import { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import { SystemClock } from '../../platform/clock/system.clock.js';
import type { Fact, Recorded } from '../../platform/fact.js';
import { householdSplitPolicy } from './household-split.policy.js';

const NEW = '00000000-0000-7000-8000-0000000000a2';
const son = member('m-son');
const child = member('m-child', { idHash: undefined, noIdReason: 'NOT_REGISTERED' });
const parted: HouseholdFact = {
  type: 'HouseholdSplit',
  data: {
    proposalId: 'p-1',
    memberIds: ['m-son', 'm-child'],
    newHeadMemberId: 'm-son',
    newHouseholdId: NEW,
    address: box('next door'),
    reason: box('married'),
    proposedBy: 'u-officer',
    on: '2026-09-10',
    townCode: '341881100',
    villageCode: '341881100201',
    members: [son, child],
  },
};
const stories: Readonly<Record<string, readonly Fact[]>> = {
  'household-h-1': [registeredHousehold(), parted],
  'person-id:m-son': [{ type: 'PersonConfirmed', data: { householdRef: 'h-1', memberId: 'm-son' } }],
};

/** A log in which the split was approved, and the process that reacts to it. */
async function process() {
  const store = new MemoryEventStore();
  let told = 0;
  for (const [stream, facts] of Object.entries(stories)) {
    await store.append(
      stream,
      'none',
      facts.map((fact) => recordedFact({ fact }, told++, stream)),
    );
  }
  const rules = async () => testRules();
  const change = new Change({ store, clock: new SystemClock(), rules, pause: async () => undefined });
  const cause = (await store.read('household-h-1', { from: 1 }))[0] as Recorded;
  const reactions = householdSplitPolicy.react(cause);
  const react = async (upTo: number) => {
    for (const [index, { row, command }] of reactions.slice(0, upTo).entries()) {
      await change.run(row, command, systemContext('household-split', `${cause.id}:${index}`));
    }
  };
  const typesOf = async (stream: string) => (await store.read(stream, { from: 0 })).map(({ type }) => type);
  const holder = async () => {
    const { state } = await change.memory.load(person, 'id:m-son');
    return state.status === 'free' ? 'nobody' : state.householdRef;
  };
  return { react, typesOf, holder, steps: reactions.length };
}

it.each([0, 1, 2])(
  'a split broken off after %i steps and begun again comes to one whole household, once',
  async (done) => {
    const { react, typesOf, holder, steps } = await process();
    await react(done);
    await react(steps);
    await react(steps);
    expect([steps, await typesOf(`household-${NEW}`), await typesOf('person-id:m-son'), await holder()]).toEqual([
      2,
      ['HouseholdRegistered', 'MemberAdded'],
      ['PersonConfirmed', 'PersonConfirmed'],
      NEW,
    ]);
  },
);

it('the number is the old household’s until the new one stands and has it', async () => {
  const holders: string[] = [];
  for (const done of [0, 1, 2]) {
    const { react, holder } = await process();
    await react(done);
    holders.push(await holder());
  }
  expect(holders).toEqual(['h-1', 'h-1', NEW]);
});
