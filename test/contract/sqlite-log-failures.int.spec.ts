import { existsSync } from 'node:fs';
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkAppend } from '../../src/platform/event-store/append-guards.js';
import type { NewEvent } from '../../src/platform/event-store/event-store.port.js';
import { StoreUnavailable, UnknownOutcome } from '../../src/platform/event-store/event-store.port.js';
import { inProcessWriter } from '../../src/platform/event-store/in-process.writer-host.js';
import {
  LogDamaged,
  LogInUse,
  LogNotWritable,
  LogTooNew,
  LogUnsafe,
} from '../../src/platform/event-store/log-refusals.js';
import { LOG_FORMAT, prepareLogFile } from '../../src/platform/event-store/sqlite-log-file.js';
import type { AppendRequest } from '../../src/platform/event-store/sqlite-log-writer.js';
import { SqliteLogWriter } from '../../src/platform/event-store/sqlite-log-writer.js';
import type { SqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { workerWriter } from '../../src/platform/event-store/worker.writer-host.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { tempFolder } from '../support/temp-folder.js';
import { compileLogWorkers } from './compiled-log-worker.js';
import { idsOf, newEvent, newEvents, newStream } from './event-store-cases/store-under-test.js';
import { FaultyDisk } from './faulty-disk.js';

let folder: string;
let file: string;
const opened: SqliteEventStore[] = [];

beforeEach(async () => {
  folder = (await tempFolder()).path;
  file = join(folder, 'log.db');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(options: Partial<Parameters<typeof openSqliteEventStore>[0]> = {}): Promise<SqliteEventStore> {
  const store = await openSqliteEventStore({ file, ...options });
  opened.push(store);
  return store;
}

async function refusalOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    (value) => ({ answeredInstead: value }),
    (error: unknown) => error,
  );
}

/** A refusal at start: its class, and one line of Chinese that names the file. */
async function expectRefusal(kind: new (...args: never[]) => Error, answer: Promise<unknown>): Promise<void> {
  const error = await refusalOf(answer);
  expect(error).toBeInstanceOf(kind);
  expect((error as Error).message).toContain(file);
  expect((error as Error).message).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u);
}

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(path, bytes);
}

describe('a start that is refused', () => {
  it('a log that somebody else has open', async () => {
    await open();
    await expectRefusal(LogInUse, open());
  });

  it('a log may be opened again once it was closed', async () => {
    const first = await open();
    await first.close();
    await first.close();
    expect(await (await open()).logId()).toBe(await first.logId());
  });

  it('a file that is no database', async () => {
    await writeFile(file, 'visits of 2026\n'.repeat(500));
    await expectRefusal(LogDamaged, open());
    expect(await readFile(file, 'utf8')).toBe('visits of 2026\n'.repeat(500));
  });

  it('a database that is no log', async () => {
    const other = openDatabase(file);
    other.exec('CREATE TABLE visits (n INTEGER)');
    other.close();
    await expectRefusal(LogDamaged, open());
  });

  it('a log of a later format', async () => {
    await (await open()).close();
    const log = openDatabase(file);
    log.exec(`UPDATE log SET format = ${LOG_FORMAT + 1}`);
    log.close();
    await expectRefusal(LogTooNew, open());
  });

  it('a folder that cannot be made', async () => {
    await writeFile(join(folder, 'a-file'), '');
    file = join(folder, 'a-file', 'log.db');
    await expectRefusal(LogNotWritable, open());
  });

  it('a path that is a folder', async () => {
    file = folder;
    await expectRefusal(LogNotWritable, open());
  });

  it.each([
    ['synchronous', 1],
    ['journal_mode', 'delete'],
  ])('an engine that does not confirm %s', async (setting, claimed) => {
    const disk = new FaultyDisk();
    disk.claims = { [setting]: claimed };
    await expectRefusal(
      LogUnsafe,
      Promise.resolve().then(() => prepareLogFile(file, disk.open)),
    );
  });
});

describe('damage', () => {
  it('a flipped bit in a fact is reported with its position, the facts before it still read', async () => {
    const stream = newStream();
    const store = await open();
    await store.append(stream, 'none', [newEvent(), newEvent({ data: { mark: 'unmistakable' } }), newEvent()]);
    await store.close();
    await flip(file, (await readFile(file)).indexOf('unmistakable') + 3);
    const damaged = await open();
    expect(await refusalOf(damaged.read(stream))).toEqual(
      new LogDamaged(file, `位置 2（流 ${stream} 第 1 版）的事实校验不符`),
    );
    expect(await refusalOf(damaged.readAll(0, { limit: 9 }))).toBeInstanceOf(LogDamaged);
    expect(await refusalOf(damaged.verify())).toEqual(
      new LogDamaged(file, `位置 2（流 ${stream} 第 1 版）的事实校验不符`),
    );
    expect((await damaged.read(stream, { limit: 1 })).length).toBe(1);
    const subscription = damaged.subscribeAll(0, {}, async () => undefined);
    expect(await refusalOf(subscription.ended)).toBeInstanceOf(LogDamaged);
  });

  it('a missing fact in a stream is reported', async () => {
    const stream = newStream();
    const store = await open();
    await store.append(stream, 'none', newEvents(3));
    await store.close();
    const log = openDatabase(file);
    log.exec('DELETE FROM events WHERE revision = 1');
    log.close();
    const damaged = await open();
    expect(await refusalOf(damaged.read(stream))).toBeInstanceOf(LogDamaged);
    expect(await refusalOf(damaged.verify())).toBeInstanceOf(LogDamaged);
  });

  it('a sound log is verified whole', async () => {
    const store = await open();
    for (let n = 0; n < 5; n++) await store.append(newStream(), 'none', newEvents(300));
    expect(await store.verify()).toEqual({ events: 1_500 });
  });

  describe('of the write-ahead log a crash left behind', () => {
    let stream: string;
    let crashed: string;
    const kept: string[][] = [];

    beforeEach(async () => {
      stream = newStream();
      kept.length = 0;
      const store = await open();
      for (let n = 0; n < 6; n++) {
        const events = newEvents(1);
        await store.append(stream, n === 0 ? 'none' : n - 1, events);
        kept.push([...idsOf(events)]);
      }
      // As the disk is now: what a killed process would leave.
      crashed = (await tempFolder()).path;
      for (const end of ['', '-wal']) await copyFile(`${file}${end}`, join(crashed, `log.db${end}`));
      file = join(crashed, 'log.db');
    });

    it('none: everything acknowledged is there', async () => {
      expect(idsOf(await (await open()).read(stream))).toEqual(kept.flat());
    });

    it('a torn end: only the transaction it tore is gone', async () => {
      const { length } = await readFile(`${file}-wal`);
      await truncate(`${file}-wal`, length - 100);
      expect(idsOf(await (await open()).read(stream))).toEqual(kept.slice(0, -1).flat());
    });

    it('a flipped bit before later commits is refused, nothing is dropped silently', async () => {
      const before = await readFile(`${file}-wal`);
      await flip(`${file}-wal`, Math.floor(before.length / 2));
      const flipped = await readFile(`${file}-wal`);
      await expectRefusal(LogDamaged, open());
      expect((await readFile(`${file}-wal`)).equals(flipped)).toBe(true);
    });

    it('a flipped bit in its head is refused', async () => {
      await flip(`${file}-wal`, 17);
      await expectRefusal(LogDamaged, open());
    });
  });
});

describe('a disk that fails while writing', () => {
  let disk: FaultyDisk;
  let store: SqliteEventStore;
  beforeEach(async () => {
    disk = new FaultyDisk();
    store = await open({ startWriter: inProcessWriter(disk.open) });
  });

  const big = (): readonly NewEvent[] => [newEvent({ data: { text: 'x'.repeat(50_000) } })];

  it('a full disk refuses appends with the reason, keeps what stands and takes up again by itself', async () => {
    const stream = newStream();
    disk.limit(60);
    const kept: string[] = [];
    let refusal: unknown;
    for (let n = 0; refusal === undefined && n < 20; n++) {
      const events = big();
      const outcome = await store.append(stream, n === 0 ? 'none' : n - 1, events).catch((error: unknown) => error);
      if (outcome instanceof Error) refusal = outcome;
      else kept.push(...idsOf(events));
    }
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect((refusal as Error).message).toContain('full');
    expect(kept.length).toBeGreaterThan(0);
    expect(store.health()).toEqual({ writable: false, reason: (refusal as Error).message });
    expect(await refusalOf(store.append(newStream(), 'none', big()))).toBeInstanceOf(StoreUnavailable);
    expect(idsOf(await store.read(stream))).toEqual(kept);
    disk.limit(100_000);
    await store.append(stream, kept.length - 1, big());
    expect(store.health()).toEqual({ writable: true });
    expect((await store.read(stream)).map(({ revision }) => revision)).toEqual([...kept.keys(), kept.length]);
    expect((await store.verify()).events).toBe(await store.head());
  });

  it.each(['lost', 'kept'] as const)(
    'a commit that fails (%s) is of unknown outcome; tried again it stands once',
    async (fault) => {
      const stream = newStream();
      const [first, second] = [newEvents(1), newEvents(2)];
      await store.append(stream, 'none', first);
      disk.commits = fault;
      expect(await refusalOf(store.append(stream, 0, second))).toBeInstanceOf(UnknownOutcome);
      expect(await refusalOf(store.append(newStream(), 'none', newEvents(1)))).toBeInstanceOf(StoreUnavailable);
      expect(store.health().writable).toBe(false);
      disk.commits = 'none';
      const { revision } = await store.append(stream, 0, second);
      expect(revision).toBe(2);
      expect(idsOf(await store.read(stream))).toEqual(idsOf([...first, ...second]));
      expect(store.health()).toEqual({ writable: true });
    },
  );

  it('the question for its health is enough to take up again', async () => {
    disk.commits = 'lost';
    await refusalOf(store.append(newStream(), 'none', newEvents(1)));
    disk.commits = 'none';
    expect(store.health().writable).toBe(false);
    expect(store.health()).toEqual({ writable: true });
  });

  it('in a transaction that failed nobody is told of a conflict with what may not stand', async () => {
    const stream = newStream();
    disk.commits = 'lost';
    const outcomes = await Promise.all([
      refusalOf(store.append(stream, 'none', newEvents(1))),
      refusalOf(store.append(stream, 'none', newEvents(1))),
    ]);
    expect(outcomes).toEqual([expect.any(UnknownOutcome), expect.any(StoreUnavailable)]);
  });

  it('the writer reports what is known to stand, not what it has tried', async () => {
    const own = join((await tempFolder()).path, 'log.db');
    prepareLogFile(own, disk.open);
    const writer = new SqliteLogWriter(own, disk.open);
    const request = (): AppendRequest => {
      const stream = newStream();
      return { stream, expected: -1, events: checkAppend(stream, 'none', newEvents(2)) };
    };
    expect(writer.appendGroup([request()])).toMatchObject({ head: 2, events: 2 });
    disk.commits = 'lost';
    expect(writer.appendGroup([request()])).toMatchObject({ head: 2, events: 0, outcomes: [{ kind: 'unknown' }] });
    disk.commits = 'none';
    const settled = writer.appendGroup([request()]);
    expect(settled).toMatchObject({ head: 4, events: 2, outcomes: [{ kind: 'appended', revision: 1, position: 4 }] });
    writer.close();
  });

  it('a subscription sees what a doubtful commit left, once, and goes on', async () => {
    const seen: string[] = [];
    const [doubtful, later] = [newEvents(1), newEvents(1)];
    disk.commits = 'kept';
    const stream = newStream();
    expect(await refusalOf(store.append(stream, 'none', doubtful))).toBeInstanceOf(UnknownOutcome);
    disk.commits = 'none';
    await store.append(stream, 'none', doubtful);
    const { position } = await store.append(stream, 0, later);
    await new Promise<void>((resolve) => {
      store.subscribeAll(0, {}, async (page) => {
        seen.push(...idsOf(page.events));
        if (page.upTo >= position) resolve();
      });
    });
    expect(seen).toEqual(idsOf([...doubtful, ...later]));
  });
});

describe('a writing thread that dies', () => {
  it('leaves its appends in doubt and harms nobody else; the next append starts another', async () => {
    const compiled = await compileLogWorkers((await tempFolder()).path);
    const script = join(folder, 'dying.cjs');
    const done = join(folder, 'died');
    // Dies once, at its third message, before its writer has seen it.
    await writeFile(
      script,
      `const { parentPort } = require('node:worker_threads');
       const { existsSync, writeFileSync } = require('node:fs');
       let messages = 0;
       parentPort.on('message', () => {
         if (++messages < 3 || existsSync(${JSON.stringify(done)})) return;
         writeFileSync(${JSON.stringify(done)}, '');
         process.exit(7);
       });
       require(${JSON.stringify(join(compiled, 'sqlite-writer.worker.js'))});`,
    );
    const store = await open({ startWriter: workerWriter(script) });
    const stream = newStream();
    const [a, b, c] = [newEvents(1), newEvents(1), newEvents(1)];
    await store.append(stream, 'none', a);
    await store.append(stream, 0, b);
    expect(await refusalOf(store.append(stream, 1, c))).toEqual(new UnknownOutcome('写入线程已退出（7）'));
    expect(existsSync(done)).toBe(true);
    expect(store.health().writable).toBe(false);
    expect(await store.append(stream, 1, c)).toMatchObject({ revision: 2 });
    expect(idsOf(await store.read(stream))).toEqual(idsOf([...a, ...b, ...c]));
    expect(store.health()).toEqual({ writable: true });
  });
});
