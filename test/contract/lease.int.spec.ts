import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import { Lease } from '../../src/platform/read-store/lease.js';
import type { Work } from '../../src/platform/read-store/turns.js';
import { Turns } from '../../src/platform/read-store/turns.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import type { TestReadStore } from '../support/test-read-store.js';
import { openTestReadStore } from '../support/test-read-store.js';

const LASTS = 6_000;
const at = (seconds: number): string => `2026-09-10T01:00:${String(seconds).padStart(2, '0')}.000Z`;

describe('the lease of the projector', () => {
  let server: TestReadStore;
  let readStore: ReadStore;
  let clock: SimulatedClock;

  beforeAll(async () => {
    server = await openTestReadStore();
    readStore = await server.connect();
  });
  beforeEach(async () => {
    await readStore.db.dropDatabase();
    clock = new SimulatedClock(at(0));
  });
  afterAll(() => server.close());

  const leaseOf = (holder: string): Lease =>
    new Lease({ db: readStore.db, now: async () => clock.now(), name: 'projector', holder, lastsMs: LASTS });
  const stored = () => readStore.db.collection('_leases').find({}).toArray();

  test('one of many who ask at once gets it, the first time and after it has run out', async () => {
    const askers = Array.from({ length: 8 }, (_, n) => leaseOf(`process-${n}`));
    const all = async () =>
      (await Promise.all(askers.map((lease) => lease.take()))).filter((epoch) => epoch !== undefined);
    expect(await all()).toEqual([1]);
    expect(await all()).toEqual([]);
    clock.set(at(5));
    expect(await all()).toEqual([]);
    clock.set(at(6));
    expect(await all()).toEqual([2]);
  });

  test('it is renewed by its holder alone, also late, as long as nobody has taken over', async () => {
    const [one, two] = [leaseOf('one'), leaseOf('two')];
    expect(await one.take()).toBe(1);
    clock.set(at(4));
    expect([await one.renew(1), await two.renew(1), await two.take()]).toEqual([true, false, undefined]);
    clock.set(at(12));
    expect(await one.renew(1)).toBe(true);
    expect(await stored()).toEqual([{ _id: 'projector', holder: 'one', epoch: 1, until: at(18) }]);
    clock.set(at(18));
    expect([await two.take(), await one.renew(1)]).toEqual([2, false]);
  });

  test('given back it is free at once, the epoch only ever rises, and what is lost is not given back', async () => {
    const [one, two] = [leaseOf('one'), leaseOf('two')];
    await one.take();
    await one.release(1);
    expect(await two.take()).toBe(2);
    await one.release(1);
    expect(await one.take()).toBeUndefined();
    await two.release(2);
    expect(await two.take()).toBe(3);
  });

  test('a clock that was set back takes nothing from whoever holds it', async () => {
    const [one, two] = [leaseOf('one'), leaseOf('two')];
    clock.set(at(30));
    await one.take();
    clock.set(at(0));
    expect([await two.take(), await one.renew(1), await two.take()]).toEqual([undefined, true, undefined]);
  });

  test('without another time it goes by that of the server', async () => {
    const serverTime = async (): Promise<number> =>
      ((await readStore.db.admin().command({ hello: 1 })) as { readonly localTime: Date }).localTime.getTime();
    const before = await serverTime();
    const lease = new Lease({ db: readStore.db, name: 'projector', holder: 'one', lastsMs: LASTS });
    expect(await lease.take()).toBe(1);
    const after = await serverTime();
    const [{ until } = { until: '' }] = await stored();
    expect(Date.parse(String(until)) - LASTS).toBeGreaterThanOrEqual(before);
    expect(Date.parse(String(until)) - LASTS).toBeLessThanOrEqual(after);
  });

  describe('taking turns', () => {
    const running: Turns[] = [];
    const said: string[] = [];
    const heard: (() => void)[] = [];

    beforeEach(() => said.splice(0));
    afterEach(async () => {
      await Promise.all(running.splice(0).map((turns) => turns.stop()));
    });

    function say(words: string): void {
      said.push(words);
      heard.splice(0).forEach((tell) => tell());
    }

    async function hear(words: string): Promise<void> {
      while (!said.includes(words)) await new Promise<void>((resolve) => heard.push(resolve));
    }

    function turns(name: string, lease: Pick<Lease, 'take' | 'renew' | 'release'> = leaseOf(name)): Turns {
      const work: Work = async (epoch, signal) => {
        say(`${name} begins ${epoch}`);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        say(`${name} ends ${epoch}`);
      };
      const failed = (error: unknown) => say(`${name} failed: ${String(error)}`);
      const taking = new Turns({ lease, clock, lastsMs: LASTS, work, failed });
      running.push(taking);
      taking.start();
      return taking;
    }

    /** Lets time pass, step by step, so that whoever waits for an instant gets to act at it. */
    async function pass(seconds: number): Promise<void> {
      for (let step = 0; step < seconds * 4; step++) {
        clock.set(new Date(Date.parse(clock.now()) + 250).toISOString());
        await readStore.db.command({ ping: 1 });
      }
    }

    test('the second begins when the first has given it back', async () => {
      const one = turns('one');
      await hear('one begins 1');
      turns('two');
      await pass(20);
      await one.stop();
      while (!said.includes('two begins 2')) await pass(1);
      expect(said).toEqual(['one begins 1', 'one ends 1', 'two begins 2']);
    });

    test('whoever finds his lease in other hands ends his work', async () => {
      turns('one');
      await hear('one begins 1');
      await readStore.db.collection('_leases').updateOne({}, { $set: { holder: 'another', epoch: 2 } });
      while (!said.includes('one ends 1')) await pass(1);
      expect(said.slice(0, 2)).toEqual(['one begins 1', 'one ends 1']);
    });

    test('whoever cannot ask whether he still holds it ends his work when it has run out', async () => {
      const lease = leaseOf('one');
      turns('one', {
        take: () => lease.take(),
        renew: () => new Promise<boolean>(() => undefined),
        release: (epoch) => lease.release(epoch),
      });
      await hear('one begins 1');
      await pass(5);
      expect(said).toEqual(['one begins 1']);
      while (!said.includes('one ends 1')) await pass(1);
      expect(said.slice(0, 2)).toEqual(['one begins 1', 'one ends 1']);
    });

    test('work that falls over gives the lease back', async () => {
      const lease = leaseOf('one');
      const work: Work = () => Promise.reject(new Error('no log'));
      const failed = (error: unknown) => say(String(error));
      const taking = new Turns({ lease, clock, lastsMs: LASTS, work, failed });
      running.push(taking);
      taking.start();
      await hear('Error: no log');
      const two = leaseOf('two');
      let taken: number | undefined;
      while (taken === undefined) taken = await two.take();
      expect(taken).toBe(2);
    });
  });
});
