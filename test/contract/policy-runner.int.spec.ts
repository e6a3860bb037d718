import { Change } from '../../src/platform/change/change.js';
import { SystemClock } from '../../src/platform/clock/system.clock.js';
import type { ReadableLog } from '../../src/platform/event-store/event-store.port.js';
import { ParkedReactions } from '../../src/platform/policies/parked-reactions.js';
import { PolicyMark } from '../../src/platform/policies/policy-mark.js';
import { PolicyRunner } from '../../src/platform/policies/policy-runner.js';
import type { Policy } from '../../src/platform/policies/reaction.js';
import { idNumberPolicy } from '../../src/policies/id-number/id-number.policy.js';
import { LogWriter, left, registered, visited } from '../support/log-of.js';
import { wrapped } from '../support/faults.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
import { member, registeredHousehold } from '../support/people.js';
import type { GivenFact } from '../support/recorded.js';
import { testRules } from '../support/rules.js';
import { useStage } from '../support/runners.js';

const stage = useStage();

/** Policies that issue nothing and remember what they were shown. */
function watching(name: string, types: readonly string[], seen: string[]): Policy {
  return {
    name,
    categories: ['household'],
    types,
    react: ({ stream, type, position }) => {
      if (stream === 'household-broken') throw new Error('cannot be read');
      seen.push(`${name} ${position} ${type}`);
      return [];
    },
  };
}

const registeredFor = (household: string, bearer: string): GivenFact => ({
  ...registeredHousehold({ head: member(bearer) }),
  stream: `household-${household}`,
});
const addedTo = (household: string, bearer: string): GivenFact => ({
  type: 'MemberAdded',
  data: { member: member(bearer) },
  stream: `household-${household}`,
});

interface Run {
  readonly seen: readonly string[];
  readonly parked: ParkedReactions;
}

/** One process: reacts to everything there is and stops. */
async function run(
  names: readonly string[] = ['first'],
  store: ReadableLog = stage.store,
  types: readonly string[] = ['Registered', 'Left'],
): Promise<Run> {
  const seen: string[] = [];
  const parked = new ParkedReactions();
  const policies = names.map((name) => watching(name, types, seen));
  const change = new Change({
    store: stage.store,
    clock: new SystemClock(),
    rules: () => Promise.reject(new Error('no command is issued here')),
    pause: async () => undefined,
  });
  const runner = new PolicyRunner({
    store,
    change,
    policies,
    refusals: { has: async () => false, record: async () => undefined },
    parked,
    fellOver: (error) => Promise.reject(error),
    marked: new PolicyMark(stage.readStore.db, store, policies),
    unmarked: (error) => {
      throw error;
    },
  });
  await runner.start();
  const head = await store.head();
  await runner.reached(head, 60_000);
  await runner.stop();
  return { seen, parked };
}

test('a new process begins where the one before it stopped', async () => {
  await stage.log.write(registered('a'), visited('a'), left('a'));
  expect((await run()).seen).toEqual(['first 3 Registered', 'first 9 Left']);
  expect((await run()).seen).toEqual([]);
  await stage.log.write(visited('b'), registered('c'));
  expect((await run()).seen).toEqual(['first 15 Registered']);
});

test('a policy that is new sees everything', async () => {
  await stage.log.write(registered('a'));
  await run();
  expect((await run(['second', 'first'])).seen).toEqual(['second 3 Registered', 'first 3 Registered']);
  expect((await run(['first', 'second'])).seen).toEqual([]);
});

test('a mark of another log, or of a log that was restored and has grown past it, is not believed', async () => {
  await stage.log.write(registered('a'), registered('b'));
  await run();
  const other = new MemoryEventStore(3);
  await new LogWriter(other).write(registered('x'), registered('y'), registered('z'));
  const all = ['first 3 Registered', 'first 6 Registered', 'first 9 Registered'];
  expect((await run(['first'], other)).seen).toEqual(all);
  await run();
  const restored = wrapped(other, { logId: () => stage.store.logId() });
  expect((await run(['first'], restored)).seen).toEqual(all);
});

test('while a reaction is parked the mark stays before it, so that a new process tries it again', async () => {
  await stage.log.write(registered('a'));
  await run();
  await stage.log.write(registered('broken'), registered('c'));
  for (let process = 0; process < 2; process++) {
    const { seen, parked } = await run();
    expect(seen).toEqual(['first 9 Registered']);
    expect(parked.all().map(({ policy, position }) => [policy, position])).toEqual([['first', 6]]);
  }
});

test('facts that share no stream are reacted to side by side, the others in the order of the log', async () => {
  const { store } = stage;
  await stage.log.write(
    registeredFor('a', 'slow'),
    registeredFor('b', 'quick'),
    addedTo('a', 'child'),
    registeredFor('c', 'slow'),
    registeredFor('d', 'last'),
  );
  let quickDone: () => void = () => undefined;
  const quick = new Promise<void>((resolve) => (quickDone = resolve));
  const change = new Change({
    // The first one is not written before the second one is.
    store: wrapped(store, {
      append: async (stream, ...rest) => {
        if (stream === 'person-id:slow') await quick;
        const appended = await store.append(stream, ...rest);
        if (stream === 'person-id:quick') quickDone();
        return appended;
      },
    }),
    clock: new SystemClock(),
    rules: async () => testRules(),
    pause: async () => undefined,
  });
  const runner = new PolicyRunner({
    store,
    change,
    policies: [idNumberPolicy],
    refusals: { has: async () => false, record: async () => undefined },
    parked: new ParkedReactions(),
    fellOver: (error) => Promise.reject(error),
    marked: new PolicyMark(stage.readStore.db, store, [idNumberPolicy]),
    unmarked: (error) => {
      throw error;
    },
  });
  await runner.start();
  await runner.reached(await store.head(), 10_000);
  await runner.stop();
  const { events } = await store.readAll(0, { categories: ['person'], limit: 10 });
  const holders = events.map(({ stream, data }) => `${stream} ${String(data['householdRef'])}`);
  expect(holders.filter((one) => !one.includes('last'))).toEqual([
    'person-id:quick b',
    'person-id:slow a',
    'person-id:child a',
  ]);
  expect(holders.filter((one) => one.includes('last'))).toEqual(['person-id:last d']);
});
