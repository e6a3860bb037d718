import { NEXT_VILLAGE, VILLAGE, appointed, particulars } from '../../../test/support/coordinators.js';
import { LogWriter } from '../../../test/support/log-of.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import type { Page, ReadAllOptions } from '../../platform/event-store/event-store.port.js';
import { StoreUnavailable } from '../../platform/event-store/event-store.port.js';
import type { CoordinatorFact } from './coordinator.events.js';
import { AssignedVillages } from './assigned-villages.js';

const post = (id: string, personRef: string | undefined, villageCode = VILLAGE) =>
  appointed({
    particulars: particulars(id, personRef === undefined ? {} : { personRef }),
    villages: [{ villageCode, from: '2026-09-01' }],
  });
const grounds = { from: '2026-09-09', reason: 'RETIRED' };
const relieved: CoordinatorFact = { type: 'CoordinatorRelieved', data: { ...grounds, villages: [VILLAGE] } };
const changed = (personRef: string): CoordinatorFact => ({
  type: 'CoordinatorChanged',
  data: { changed: { personRef } },
});

let store: MemoryEventStore;
let assigned: AssignedVillages;
let writer: LogWriter;
beforeEach(() => {
  store = new MemoryEventStore();
  assigned = new AssignedVillages(store);
  writer = new LogWriter(store);
});

async function told(id: string, ...facts: readonly CoordinatorFact[]): Promise<void> {
  await writer.write(...facts.map((fact) => ({ ...fact, stream: `coordinator-${id}` })));
}

test('whoever was never named in a post is not known, and a post without a person makes nobody known', async () => {
  await told('c-1', post('c-1', undefined));
  expect(await assigned.now('p-1')).toBeUndefined();
});

test('a person answers for the villages of every post of his, each once', async () => {
  await told('c-1', post('c-1', 'p-1'));
  await told('c-2', post('c-2', 'p-1', NEXT_VILLAGE));
  await told('c-3', post('c-3', 'p-1'));
  await told('c-4', post('c-4', 'p-2'));
  expect(await assigned.now('p-1')).toEqual([VILLAGE, NEXT_VILLAGE]);
});

test('every reader of the log knows a relief at the next question, and the person stays known', async () => {
  const elsewhere = new AssignedVillages(store);
  await told('c-1', post('c-1', 'p-1'));
  expect([await assigned.now('p-1'), await elsewhere.now('p-1')]).toEqual([[VILLAGE], [VILLAGE]]);
  await told('c-1', relieved);
  expect([await assigned.now('p-1'), await elsewhere.known('p-1')]).toEqual([[], []]);
});

test('whose number is entered anew loses the post to the other, and stays known', async () => {
  await told('c-1', post('c-1', 'p-1'), changed('p-2'));
  expect([await assigned.now('p-1'), await assigned.now('p-2')]).toEqual([[], [VILLAGE]]);
});

test('whoever was relieved and is appointed anew answers for the new post alone', async () => {
  await told('c-1', post('c-1', 'p-1'), relieved);
  await told('c-2', post('c-2', 'p-1', NEXT_VILLAGE));
  expect(await assigned.now('p-1')).toEqual([NEXT_VILLAGE]);
});

test('many posts are read to the end before anybody is answered', async () => {
  for (let n = 0; n < 1_001; n++) await told(`c-${n}`, post(`c-${n}`, `p-${n}`));
  expect([await assigned.now('p-1000'), await assigned.now('p-1001')]).toEqual([[VILLAGE], undefined]);
});

/** A log whose pages are read at once and arrive when they are let through. */
class HeldLog extends MemoryEventStore {
  readonly held: (() => void)[] = [];
  override async readAll(after: number, options: ReadAllOptions): Promise<Page> {
    const page = await super.readAll(after, options);
    await new Promise<void>((arrive) => this.held.push(arrive));
    return page;
  }
}

test('a question asked while a page is on its way waits for the next one, together with others', async () => {
  const log = new HeldLog();
  const reader = new AssignedVillages(log);
  const arrived = async () => {
    while (log.held.length === 0) await new Promise(setImmediate);
    log.held.shift()?.();
  };
  writer = new LogWriter(log);
  await told('c-1', post('c-1', 'p-1'));
  const before = reader.now('p-1');
  while (log.held.length === 0) await new Promise(setImmediate);
  await told('c-1', relieved);
  const after = [reader.now('p-1'), reader.now('p-1')];
  await arrived();
  expect(await before).toEqual([VILLAGE]);
  await arrived();
  expect([await Promise.all(after), log.held]).toEqual([[[], []], []]);
});

describe('while the log is away', () => {
  test('nobody is known before it was read once, for answers neither', async () => {
    await store.close();
    await expect(assigned.known('p-1')).rejects.toThrow(StoreUnavailable);
  });

  test('answers go by what was read last, writes are not let through', async () => {
    await told('c-1', post('c-1', 'p-1'), relieved);
    await assigned.now('p-1');
    await store.close();
    expect([await assigned.known('p-1'), await assigned.known('p-2')]).toEqual([[], undefined]);
    await expect(assigned.now('p-1')).rejects.toThrow(StoreUnavailable);
  });
});
