import { join } from 'node:path';
import type { AccessFact } from '../../src/platform/access/access-facts.js';
import { AccessLog, AccessLogFull, AccessLogUnavailable } from '../../src/platform/access/access-log.js';
import type { Caller } from '../../src/platform/auth/caller.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import type { EventStore } from '../../src/platform/event-store/event-store.port.js';
import { InvalidAppend, StoreUnavailable, UnknownOutcome } from '../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import type { PauseOptions, Timer } from '../../src/platform/read-store/timer.js';
import { wrapped } from '../support/faults.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
import { tempFolder } from '../support/temp-folder.js';

const NOON = '2026-09-10T04:00:00.000Z';
const officer: Caller = { id: 'u-officer', person: 'p-officer', role: 'OFFICER', org: '341881100' };

const viewed = (subject: string): AccessFact => ({
  type: 'SensitiveDataViewed',
  data: {
    operation: 'getHousehold',
    subjects: [subject],
    fields: ['name'],
    kind: 'routine',
    purposeCode: 'ROUTINE_DUTY',
    resultCount: 1,
    channel: 'api',
  },
});
const revealed = (subject: string): AccessFact => ({
  type: 'SensitiveDataViewed',
  data: {
    operation: 'revealHousehold',
    subjects: [subject],
    fields: ['idNo'],
    kind: 'revealed',
    purposeCode: 'OPEN_CASE',
    purposeRef: 'case-1',
    resultCount: 1,
    channel: 'api',
  },
});

/** Pauses end when the test says so, or when they are cut short. */
class HandTimer implements Timer {
  readonly pauses: number[] = [];
  private open: { milliseconds: number; end: () => void }[] = [];

  elapsed(): number {
    return 0;
  }

  async pause(milliseconds: number, { signal }: PauseOptions = {}): Promise<void> {
    this.pauses.push(milliseconds);
    if (signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        this.open = this.open.filter((other) => other.end !== end);
        resolve();
      };
      this.open.push({ milliseconds, end });
      signal?.addEventListener('abort', end, { once: true });
    });
  }

  /** Ends every open pause up to that length and lets what follows run. */
  async pass(milliseconds: number): Promise<void> {
    for (const pause of this.open.filter((one) => one.milliseconds <= milliseconds)) pause.end();
    await turns();
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

type Append = EventStore['append'];

/** A log over a store in memory whose next appends go as the test says; unscripted ones go through. */
class Desk {
  readonly memory = new MemoryEventStore();
  readonly clock = new SimulatedClock(NOON);
  readonly timer = new HandTimer();
  readonly failures: string[] = [];
  readonly batches: number[] = [];
  readonly script: ((append: () => ReturnType<Append>) => ReturnType<Append>)[] = [];
  /** While set, every unscripted append fails with it. */
  down: Error | undefined;
  readonly log = new AccessLog({
    store: wrapped(this.memory, {
      append: async (stream, expected, events) => {
        this.batches.push(events.length);
        const append = () => this.memory.append(stream, expected, events);
        const step = this.script.shift();
        if (step) return step(append);
        if (this.down) throw this.down;
        return append();
      },
    }),
    clock: this.clock,
    timer: this.timer,
    failed: (error) => this.failures.push((error as Error).name),
  });

  async written(): Promise<string[]> {
    const { events } = await this.memory.readAll(0, { limit: 100_000 });
    return events.map(({ data }) => (data['subjects'] as string[] | undefined)?.join() ?? '');
  }
}

const unavailable = () => new StoreUnavailable('disk full');
const lost = async (append: () => ReturnType<Append>) => {
  await append();
  throw new UnknownOutcome('answer lost');
};

describe('the access log', () => {
  let desk: Desk;
  beforeEach(() => (desk = new Desk()));

  test('writes routine views together, within a second, and holds nobody up', async () => {
    for (const subject of ['h-1', 'h-2', 'h-3']) desk.log.record(officer, viewed(subject));
    expect(await desk.written()).toEqual([]);
    expect(desk.timer.pauses).toEqual([100]);
    await desk.timer.pass(100);
    expect(await desk.written()).toEqual(['h-1', 'h-2', 'h-3']);
    expect(desk.batches).toEqual([3]);
    expect(desk.log.waiting).toBe(0);
  });

  test('has the record of a reveal durable before it says so, together with what waited', async () => {
    desk.log.record(officer, viewed('h-1'));
    await desk.log.recordDurably(officer, revealed('h-2'));
    expect(await desk.written()).toEqual(['h-1', 'h-2']);
  });

  test('waits for durability, not for the sending', async () => {
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    desk.script.push(async (append) => {
      const appended = await append();
      await answered;
      return appended;
    });
    let done = false;
    const revealing = desk.log.recordDurably(officer, revealed('h-1')).then(() => (done = true));
    await turns();
    expect(done).toBe(false);
    answer();
    await revealing;
    expect(done).toBe(true);
  });

  test('keeps one stream for each day, by the day of the record', async () => {
    desk.clock.set('2026-09-10T15:59:59.999Z');
    desk.log.record(officer, viewed('h-1'));
    desk.clock.set('2026-09-10T16:00:00.000Z');
    desk.log.record(officer, viewed('h-2'));
    await desk.log.flush();
    desk.log.record(officer, viewed('h-3'));
    await desk.log.flush();
    const { events } = await desk.memory.readAll(0, { categories: ['access'], limit: 10 });
    const instance = events[0]?.stream.slice('access-20260910-'.length) ?? '';
    expect(instance).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(events.map(({ stream, revision, data }) => [stream, revision, (data['subjects'] as string[])[0]])).toEqual([
      [`access-20260910-${instance}`, 0, 'h-1'],
      [`access-20260911-${instance}`, 0, 'h-2'],
      [`access-20260911-${instance}`, 1, 'h-3'],
    ]);
  });

  test('never records backwards when the clock is set back', async () => {
    desk.log.record(officer, viewed('h-1'));
    desk.clock.set('2026-09-10T03:00:00.000Z');
    desk.log.record(officer, viewed('h-2'));
    await desk.log.flush();
    const { events } = await desk.memory.readAll(0, { limit: 10 });
    expect(events.map(({ metadata }) => metadata.recordedAt)).toEqual([NOON, NOON]);
  });

  test('loses nothing that is recorded in the very moment a batch ends', async () => {
    const order: string[] = [];
    const chain = async (left: number): Promise<void> => {
      await desk.log.recordDurably(officer, revealed(`h-${left}`));
      order.push(`h-${left}`);
      if (left > 1) await chain(left - 1);
    };
    await chain(20);
    expect(await desk.written()).toEqual(order);
    expect(order).toHaveLength(20);
  });

  test('has one writer and forgets nothing, in whatever moment after a batch a record comes', async () => {
    for (let moment = 0; moment < 24; moment += 1) {
      const one = new Desk();
      one.script.push(async (append) => {
        const appended = await append();
        void (async () => {
          for (let tick = 0; tick < moment; tick += 1) await Promise.resolve();
          one.log.record(officer, viewed('h-2'));
        })();
        return appended;
      });
      await one.log.recordDurably(officer, revealed('h-1'));
      await turns();
      const gathering = () => one.timer.pauses.filter((pause) => pause === 100).length;
      expect([moment, gathering()]).toEqual([moment, 1]);
      one.log.record(officer, viewed('h-3'));
      await turns();
      expect([moment, gathering()]).toEqual([moment, 1]);
      await one.timer.pass(100);
      expect([moment, await one.written(), one.batches]).toEqual([moment, ['h-1', 'h-2', 'h-3'], [1, 2]]);
    }
  });

  test('cuts batches to what one append takes', async () => {
    for (let number = 0; number < 1_201; number += 1) desk.log.record(officer, viewed(`h-${number}`));
    await desk.log.flush();
    expect(desk.batches).toEqual([500, 500, 201]);
    const wide = new Desk();
    const subjects = Array.from(
      { length: 4_900 },
      (_, index) => `0197a1b2-0000-7000-8000-${String(index).padStart(12, '0')}`,
    );
    for (let number = 0; number < 20; number += 1) {
      wide.log.record(officer, { type: 'EvidenceOpened', data: { sha256: 'a'.repeat(64), subjects } });
    }
    await wide.log.flush();
    expect(wide.failures).toEqual([]);
    expect(wide.batches.reduce((sum, size) => sum + size, 0)).toBe(20);
    expect(Math.max(...wide.batches)).toBeLessThan(5);
  });

  test('that cannot be written reveals nothing, keeps the routine records and tries again by itself', async () => {
    desk.down = unavailable();
    desk.log.record(officer, viewed('h-1'));
    await expect(desk.log.recordDurably(officer, revealed('h-2'))).rejects.toThrow(AccessLogUnavailable);
    expect(desk.log.health()).toEqual({ writable: false, waiting: 1, failingSince: NOON });
    for (let time = 0; time < 7; time += 1) await desk.timer.pass(5_000);
    expect(desk.timer.pauses).toEqual([100, 5_000, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
    desk.down = undefined;
    await desk.timer.pass(5_000);
    expect(await desk.written()).toEqual(['h-1']);
    expect(desk.log.health()).toEqual({ writable: true, waiting: 0 });
    expect(new Set(desk.failures)).toEqual(new Set(['StoreUnavailable']));
  });

  test('that comes back serves the next reveal at once, whatever pause it was in', async () => {
    desk.down = unavailable();
    await expect(desk.log.recordDurably(officer, revealed('h-1'))).rejects.toThrow(
      '查阅记录无法写入，不予显示，请稍后重试',
    );
    desk.log.record(officer, viewed('h-2'));
    await desk.timer.pass(100);
    desk.down = undefined;
    await desk.log.recordDurably(officer, revealed('h-3'));
    expect(await desk.written()).toEqual(['h-2', 'h-3']);
  });

  test('that does not answer reveals nothing after five seconds', async () => {
    desk.script.push(() => new Promise(() => undefined));
    const revealing = desk.log.recordDurably(officer, revealed('h-1'));
    const refused = expect(revealing).rejects.toThrow('查阅记录未能及时写入，不予显示，请稍后重试');
    await turns();
    await desk.timer.pass(5_000);
    await refused;
  });

  test('whose answer was lost asks again with the same records: written once, and revealed', async () => {
    desk.script.push(lost);
    desk.log.record(officer, viewed('h-1'));
    await desk.log.recordDurably(officer, revealed('h-2'));
    expect(await desk.written()).toEqual(['h-1', 'h-2']);
  });

  test('whose answers stay lost reveals nothing, sends nothing else before, and writes everything once', async () => {
    desk.script.push(
      lost,
      () => Promise.reject(new UnknownOutcome('lost again')),
      () => Promise.reject(unavailable()),
    );
    desk.log.record(officer, viewed('h-1'));
    await expect(desk.log.recordDurably(officer, revealed('h-2'))).rejects.toThrow(AccessLogUnavailable);
    desk.log.record(officer, viewed('h-3'));
    await desk.timer.pass(5_000);
    await desk.log.flush();
    expect(await desk.written()).toEqual(['h-1', 'h-2', 'h-3']);
    expect(desk.batches.slice(0, 4)).toEqual([2, 2, 2, 2]);
    expect(desk.log.health()).toEqual({ writable: true, waiting: 0 });
  });

  test('that never got a batch though its answer was lost writes it later, once', async () => {
    const dropped = () => Promise.reject(new UnknownOutcome('never arrived'));
    desk.script.push(dropped, dropped);
    desk.log.record(officer, viewed('h-1'));
    await desk.timer.pass(100);
    desk.log.record(officer, viewed('h-2'));
    await desk.log.flush();
    expect(await desk.written()).toEqual(['h-1', 'h-2']);
  });

  test('does not forget a refused reveal whose record may stand: it is settled, and written once', async () => {
    const dropped = () => Promise.reject(new UnknownOutcome('never arrived'));
    desk.script.push(dropped, dropped);
    await expect(desk.log.recordDurably(officer, revealed('h-1'))).rejects.toThrow(AccessLogUnavailable);
    expect(desk.log.health()).toEqual({ writable: false, waiting: 1, failingSince: NOON });
    await desk.log.flush();
    expect(await desk.written()).toEqual(['h-1']);
    expect(desk.log.health()).toEqual({ writable: true, waiting: 0 });
  });

  test('finds its revision again when its stream has grown behind its back', async () => {
    await desk.log.recordDurably(officer, revealed('h-1'));
    const [first] = (await desk.memory.readAll(0, { limit: 1 })).events;
    if (!first) throw new Error('nothing was written');
    await desk.memory.append(first.stream, 0, [{ ...first, id: '00000000-0000-7000-8000-000000000001' }]);
    await desk.log.recordDurably(officer, revealed('h-2'));
    expect(await desk.written()).toEqual(['h-1', 'h-1', 'h-2']);
  });

  test('leaves out and reports the one record the store refuses, and writes its neighbours', async () => {
    const refuse = () => Promise.reject(new InvalidAppend('no'));
    desk.script.push(refuse, (append) => append(), refuse);
    for (const subject of ['h-1', 'bad', 'h-2', 'h-3']) desk.log.record(officer, viewed(subject));
    await desk.log.flush();
    expect(await desk.written()).toEqual(['h-1', 'h-2', 'h-3']);
    expect(desk.batches).toEqual([4, 1, 1, 2]);
    expect(desk.failures).toEqual(['InvalidAppend']);
  });

  test('full of waiting records refuses more instead of forgetting', async () => {
    desk.down = unavailable();
    for (let number = 0; number < 50_000; number += 1) desk.log.record(officer, viewed('h'));
    expect(() => desk.log.record(officer, viewed('h'))).toThrow(AccessLogFull);
    await expect(desk.log.recordDurably(officer, revealed('h'))).rejects.toThrow(AccessLogFull);
    expect(desk.log.waiting).toBe(50_000);
  });

  test('flushes what was recorded before, and ends also when the log is down', async () => {
    await desk.log.flush();
    desk.log.record(officer, viewed('h-1'));
    await desk.log.flush();
    expect(await desk.written()).toEqual(['h-1']);
    desk.down = unavailable();
    desk.log.record(officer, viewed('h-2'));
    const flushing = desk.log.flush();
    await turns();
    await desk.timer.pass(200);
    await flushing;
    expect(desk.log.waiting).toBe(1);
  });

  test('closing writes the rest and takes nothing more', async () => {
    desk.log.record(officer, viewed('h-1'));
    await desk.log.close();
    expect(await desk.written()).toEqual(['h-1']);
    expect(() => desk.log.record(officer, viewed('h-2'))).toThrow(AccessLogUnavailable);
    await expect(desk.log.recordDurably(officer, revealed('h-2'))).rejects.toThrow(AccessLogUnavailable);
    expect(desk.failures).toEqual([]);
  });

  test('closing while the log is down says how many records are lost', async () => {
    const told: string[] = [];
    const log = new AccessLog({
      store: wrapped(desk.memory, { append: () => Promise.reject(unavailable()) }),
      clock: desk.clock,
      timer: desk.timer,
      failed: (error) => told.push((error as Error).message),
    });
    for (const subject of ['h-1', 'h-2']) log.record(officer, viewed(subject));
    const closing = log.close();
    await turns();
    await desk.timer.pass(200);
    await closing;
    expect(told).toEqual(['disk full', 'disk full', '停机时尚有 2 条查阅记录未能写入']);
  });
});

describe('the access log on disk', () => {
  test('under many callers writes every record once, in order, and moves nothing of the business log', async () => {
    const folder = await tempFolder();
    const store = await openSqliteEventStore({ file: join(folder.path, 'access.sqlite') });
    const business = new MemoryEventStore();
    const failures: unknown[] = [];
    const log = new AccessLog({ store, clock: new SimulatedClock(NOON), failed: (error) => failures.push(error) });
    const recorded: string[] = [];
    await Promise.all(
      Array.from({ length: 64 }, async (_, caller) => {
        for (let turn = 0; turn < 10; turn += 1) {
          const subject = `h-${caller}-${turn}`;
          recorded.push(subject);
          if (turn % 2 === 0) log.record(officer, viewed(subject));
          else await log.recordDurably(officer, revealed(subject));
        }
      }),
    );
    await log.flush();
    const { events } = await store.readAll(0, { categories: ['access'], limit: 1_000 });
    expect(events.map(({ data }) => (data['subjects'] as string[])[0])).toEqual(recorded);
    expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index));
    expect([failures, await business.head()]).toEqual([[], 0]);
    await log.close();
    await store.close();
  });

  test('of a second process that starts on the same day is another stream', async () => {
    const store = new MemoryEventStore();
    for (const subject of ['h-1', 'h-2']) {
      const log = new AccessLog({ store, clock: new SimulatedClock(NOON), failed: () => undefined });
      await log.recordDurably(officer, viewed(subject));
      await log.close();
    }
    const { events } = await store.readAll(0, { limit: 10 });
    expect(new Set(events.map(({ stream }) => stream)).size).toBe(2);
    expect(events.map(({ revision }) => revision)).toEqual([0, 0]);
  });
});
