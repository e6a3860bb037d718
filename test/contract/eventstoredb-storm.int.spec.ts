import { join } from 'node:path';
import { StoreUnavailable, UnknownOutcome } from '../../src/platform/event-store/event-store.port.js';
import type { EventStoreDbDouble } from '../support/eventstoredb-double/eventstoredb-double.js';
import { tempFolder } from '../support/temp-folder.js';
import { Collector, beside, idsOf, newCategory, newEvents, newStream } from './event-store-cases/store-under-test.js';
import { OnDouble, until } from './eventstoredb-on-double.js';

const WRITERS = 12;
const APPENDS = 15;
/** Appends that reach the server between two faults. */
const APART = 9;

const on = new OnDouble();
afterEach(() => on.close());

/** One after the other, over and over, while the writers write. */
const faults: readonly ((double: EventStoreDbDouble) => Promise<void> | void)[] = [
  (double) => double.reset(),
  (double) => double.faults.arm('break off', 'answer timeout'),
  (double) => double.restart(),
  (double) => double.faults.arm('answer twice'),
  (double) => double.halfClose(),
  (double) => double.faults.endSubscriptions('with success'),
  (double) => double.faults.arm('not ready', 'answer without position', 'answer wrong version'),
  (double) => double.faults.endSubscriptions('without a status'),
  (double) => double.faults.deafen(),
  (double) => double.faults.arm('hold answer', 'lose answer'),
  (double) => double.faults.release(),
];

/** As the port demands: the same again, an append with the same ids at the same expected revision, until it is answered. */
async function answered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const maybe = error instanceof UnknownOutcome || error instanceof StoreUnavailable;
      if (!maybe || attempt === 50) throw error;
    }
  }
}

it('in a storm of faults nothing acknowledged is lost, nothing stands or is delivered twice, and the order holds', async () => {
  const double = await on.double({ file: join((await tempFolder({ memory: true })).path, 'log.jsonl') });
  const store = await on.store(double, { patienceMs: 700 });
  const category = newCategory();
  const written = new Map<string, string[]>();
  let writing = WRITERS;
  const write = async (): Promise<void> => {
    const stream = newStream(category);
    const ids: string[] = [];
    written.set(stream, ids);
    try {
      for (let n = 0; n < APPENDS; n++) {
        const events = newEvents(1 + (n % 3));
        const last = ids.length === 0 ? 'none' : ids.length - 1;
        const { revision } = await answered(() => store.append(stream, last, events));
        ids.push(...idsOf(events));
        expect(revision).toBe(ids.length - 1);
      }
    } finally {
      writing--;
    }
  };
  const rage = async (): Promise<void> => {
    for (let n = 0; writing > 0; n++) {
      const target = double.arrived.length + APART;
      await until(() => double.arrived.length >= target || writing === 0);
      await faults[n % faults.length]?.(double);
    }
  };
  const seen = new Collector();
  await beside(store.subscribeAll(0, { categories: [category] }, seen.handler), async () => {
    await Promise.all([rage(), ...Array.from({ length: WRITERS }, write)]);
    const end = await answered(() => store.head());
    await until(() => (seen.pages.at(-1)?.upTo ?? 0) >= end);
  });
  for (const [stream, ids] of written) expect(idsOf(await store.read(stream))).toEqual(ids);
  const { events } = await store.readAll(0, { categories: [category], limit: 10_000 });
  expect(idsOf(events)).toEqual(idsOf(seen.events));
  expect(events.length).toBe([...written.values()].flat().length);
});
