import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeededRandom } from '../../src/demo/seeded-random.js';
import { inProcessWriter } from '../../src/platform/event-store/in-process.writer-host.js';
import { UnknownOutcome } from '../../src/platform/event-store/event-store.port.js';
import { LogDamaged } from '../../src/platform/event-store/log-refusals.js';
import type { SqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { flipBits } from '../campaign/disk/flipped-bits.js';
import { tearTails } from '../campaign/disk/torn-tails.js';
import { tempFolder } from '../support/temp-folder.js';
import { idsOf, newEvent, newEvents, newStream } from './event-store-cases/store-under-test.js';
import { FaultyDisk } from './faulty-disk.js';

const SEED = 20_260_901;
const FRAME = 24 + 4096;

let folder: string;
let file: string;
const opened: SqliteEventStore[] = [];

beforeEach(async () => {
  folder = (await tempFolder({ memory: true })).path;
  file = join(folder, 'log.sqlite');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(options: Partial<Parameters<typeof openSqliteEventStore>[0]> = {}): Promise<SqliteEventStore> {
  const store = await openSqliteEventStore({ file, ...options });
  opened.push(store);
  return store;
}

/** Writes into a closed log by other means than ours. */
function meddle(sql: string): void {
  const log = openDatabase(file);
  log.exec(sql);
  log.close();
}

describe('one changed bit', () => {
  it(`of a closed log is harmless or refused in one line, never another answer: 150 times, seed ${SEED}`, async () => {
    const { violations, ...fates } = await flipBits(new SeededRandom(SEED), 150, folder);
    expect(violations).toEqual([]);
    expect(fates.refusedAtStart + fates.refusedAtRead + fates.harmless).toBe(150);
    expect(Math.min(...Object.values(fates))).toBeGreaterThan(0);
  }, 180_000);

  it(`or a torn end of what a crash left loses nothing before it: 80 times, seed ${SEED}`, async () => {
    const { violations, ...fates } = await tearTails(new SeededRandom(SEED), 80, folder);
    expect(violations).toEqual([]);
    expect(fates.whole + fates.prefix + fates.refused).toBe(80);
    expect(Math.min(fates.prefix, fates.refused)).toBeGreaterThan(0);
  }, 180_000);

  it('in the mark of the last frame but one is not taken for a torn end', async () => {
    const store = await open();
    const stream = newStream();
    await store.append(stream, 'none', newEvents(1));
    const { length } = await readFile(`${file}-wal`);
    await store.append(stream, 0, newEvents(1));
    const crashed = (await tempFolder()).path;
    for (const end of ['', '-wal']) await copyFile(`${file}${end}`, join(crashed, `log.sqlite${end}`));
    file = join(crashed, 'log.sqlite');
    const wal = await readFile(`${file}-wal`);
    const salt = length - FRAME + 8;
    wal.writeUInt8(wal.readUInt8(salt) ^ 1, salt);
    await writeFile(`${file}-wal`, wal);
    await expect(open()).rejects.toThrow(LogDamaged);
  });
});

describe('a fact filed wrongly', () => {
  it.each([
    ['category', "'household2'"],
    ['town', "'341881002'"],
    ['recorded_at', "'2026-09-30T07:41:00.000Z'"],
    ['data', "'{}'"],
    ['metadata', "'no JSON'"],
    ['type', "'SomethingElse'"],
  ])('under another %s is refused with its place, wherever it is read', async (column, value) => {
    const stream = newStream('household');
    const store = await open();
    await store.append(stream, 'none', [newEvent({ town: '341881100' }), newEvent({ town: '341881100' })]);
    await store.close();
    meddle(`UPDATE events SET ${column} = ${value} WHERE revision = 1`);
    const damaged = await open();
    const place = new RegExp(
      `^事实日志 ${file} 已损坏（位置 2（流 ${stream} 第 1 版）的[^（）]+），请停止写入并从备份恢复$`,
    );
    await expect(damaged.readAll(0, { limit: 9 })).rejects.toThrow(place);
    await expect(damaged.read(stream)).rejects.toThrow(place);
  });

  it('at a position that is missing is missed by whoever reads everything', async () => {
    const store = await open();
    await store.append(newStream(), 'none', newEvents(3));
    await store.close();
    meddle('DELETE FROM events WHERE position = 2');
    await expect((await open()).readAll(0, { limit: 9 })).rejects.toThrow('位置 2 缺失');
  });

  it('at the beginning of its stream is missed by whoever reads the stream', async () => {
    const stream = newStream();
    const store = await open();
    await store.append(stream, 'none', newEvents(2));
    await store.close();
    meddle('DELETE FROM events WHERE revision = 0');
    await expect((await open()).read(stream)).rejects.toThrow(`流 ${stream} 缺第 0 版，其处为 ${stream} 第 1 版`);
  });

  it('under a time the index does not know is found by the inspection of every start', async () => {
    const store = await open();
    await store.append(newStream(), 'none', newEvents(2));
    await store.close();
    meddle("UPDATE clock SET earliest = '2027-01-01T00:00:00.000Z'");
    await expect((await open()).assertSound()).rejects.toThrow('时间索引第 0 段与事实不符');
  });
});

describe('damage in the content of a fact', () => {
  const place = (stream: string) => `位置 2（流 ${stream} 第 1 版）的事实校验不符`;
  let stream: string;
  beforeEach(async () => {
    stream = newStream();
    const store = await open();
    await store.append(stream, 'none', newEvents(6));
    await store.close();
    meddle("UPDATE events SET data = replace(data, '1', '7') WHERE position = 2");
  });

  it('among the latest is found before anything is built on the log', async () => {
    await expect((await open()).assertSound({ latest: 5 })).rejects.toThrow(place(stream));
  });

  it('among the older ones is found while the log is in use, which takes no more facts from then on', async () => {
    let tell: (reason?: string) => void = () => undefined;
    const told = new Promise<string | undefined>((resolve) => (tell = resolve));
    const store = await open({ onChange: (reason) => tell(reason) });
    await store.assertSound({ latest: 4 });
    expect(await told).toContain(place(stream));
    expect(store.health()).toEqual({ writable: false, reason: await told });
    await expect(store.append(newStream(), 'none', newEvents(1))).rejects.toThrow(place(stream));
  });

  it('that makes its envelope unreadable is named where the kinds of facts are asked for', async () => {
    meddle('UPDATE events SET metadata = substr(metadata, 2) WHERE position = 4');
    const damaged = await open();
    await expect(damaged.kinds()).rejects.toThrow(place(stream));
    await damaged.close();
    meddle("UPDATE events SET data = replace(data, '7', '1') WHERE position = 2");
    await expect((await open()).kinds()).rejects.toThrow(`位置 4（流 ${stream} 第 3 版）的事实校验不符`);
  });
});

describe('a log that stops', () => {
  it('because damage was met in reading takes no more facts, says so once, and goes on reading', async () => {
    const [sound, broken] = [newStream(), newStream()];
    const store = await open();
    await store.append(sound, 'none', newEvents(1));
    await store.append(broken, 'none', newEvents(1));
    await store.close();
    meddle("UPDATE events SET data = '{}' WHERE position = 2");
    const told: (string | undefined)[] = [];
    const damaged = await open({ onChange: (reason) => told.push(reason) });
    await damaged.append(sound, 0, newEvents(1));
    expect(damaged.health()).toEqual({ writable: true });

    const { message: reason } = await damaged.read(broken).then(
      () => new Error('it was read'),
      (error: Error) => error,
    );
    await expect(damaged.read(broken)).rejects.toThrow(LogDamaged);
    await expect(damaged.append(sound, 1, newEvents(1))).rejects.toThrow(LogDamaged);
    expect(damaged.health()).toEqual({ writable: false, reason });
    expect((await damaged.read(sound)).length).toBe(2);
    expect(told).toEqual([reason]);
  });

  it('takes up again though nobody writes or asks, and hands subscribers what a doubtful commit left', async () => {
    const disk = new FaultyDisk();
    const store = await open({ startWriter: inProcessWriter(disk.open) });
    const [first, doubtful] = [newEvents(1), newEvents(1)];
    const seen: string[] = [];
    const reached = (count: number): Promise<void> =>
      new Promise((resolve) => {
        store.subscribeAll(0, {}, async ({ events }) => {
          seen.push(...idsOf(events));
          if (seen.length === count) resolve();
        });
      });
    const both = reached(2);
    await store.append(newStream(), 'none', first);
    disk.commits = 'kept';
    await expect(store.append(newStream(), 'none', doubtful)).rejects.toThrow(UnknownOutcome);
    disk.commits = 'none';
    await both;
    expect(seen).toEqual(idsOf([...first, ...doubtful]));
    expect(store.health()).toEqual({ writable: true });
  });

  it('because its disk fails says so once, however many appends meet it, and once when it goes on', async () => {
    const disk = new FaultyDisk();
    const told: (string | undefined)[] = [];
    const store = await open({ startWriter: inProcessWriter(disk.open), onChange: (reason) => told.push(reason) });
    disk.commits = 'lost';
    const refused = Array.from({ length: 5 }, () => store.append(newStream(), 'none', newEvents(1)));
    expect((await Promise.allSettled(refused)).map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    await expect(store.append(newStream(), 'none', newEvents(1))).rejects.toThrow();
    disk.commits = 'none';
    await store.append(newStream(), 'none', newEvents(1));
    await store.append(newStream(), 'none', newEvents(1));
    expect(told).toEqual([`事实日志 ${file} 写入失败：disk I/O error`, undefined]);
  });
});
