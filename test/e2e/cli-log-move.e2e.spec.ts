import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runCommandLine } from '../../src/cli/command-line.js';
import type { ExitCode } from '../../src/cli/console.js';
import { startDemo } from '../../src/demo/start-demo.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import type { ReadableLog } from '../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { LogLines } from '../support/app.js';
import { tempFolder } from '../support/temp-folder.js';

const WHOLE_PLAY = 300_000;
const MAIN = resolve(__dirname, '../../dist/cli/main.js');

interface Answered {
  readonly code: ExitCode;
  readonly answer: string;
  readonly said: readonly string[];
}

async function cli(...words: readonly string[]): Promise<Answered> {
  let answer = '';
  const said: string[] = [];
  const code = await runCommandLine(words, {
    env: {},
    answer: (text) => (answer += text),
    say: (line) => said.push(line),
  });
  return { code, answer, said: said.filter((line) => !/，每秒 \d+ 条$/.test(line)) };
}

async function json(...words: readonly string[]): Promise<Record<string, unknown>> {
  const { answer } = await cli(...words, '--json');
  return JSON.parse(answer) as Record<string, unknown>;
}

const newFolder = async (): Promise<string> => (await tempFolder()).path;
const logIn = (folder: string): string => join(folder, 'demo/log.sqlite');

/** Every row as it stands, but for the identity of the log. */
function rowsOf(folder: string): readonly unknown[] {
  const database = openDatabase(logIn(folder), { readOnly: true });
  try {
    return database.prepare('SELECT * FROM events ORDER BY position').all();
  } finally {
    database.close();
  }
}

/**
 * The rows that whoever opens it next will find: what was committed a moment before a kill stands in the write-ahead log and
 * perhaps not yet in its index, by which this process would read. A copy has no index and is recovered.
 */
async function rowsAsRecovered(folder: string): Promise<readonly unknown[]> {
  const copy = await newFolder();
  cpSync(join(folder, 'demo'), join(copy, 'demo'), { recursive: true, filter: (name) => !/-shm$|\.lock$/.test(name) });
  const database = openDatabase(logIn(copy));
  try {
    return database.prepare('SELECT * FROM events ORDER BY position').all();
  } finally {
    database.close();
  }
}

async function onLog<Answer>(folder: string, ask: (log: ReadableLog) => Promise<Answer>): Promise<Answer> {
  const store = await openSqliteEventStore({ file: logIn(folder) });
  try {
    return await ask(store);
  } finally {
    await store.close();
  }
}

async function playedMonth(): Promise<string> {
  const folder = await newFolder();
  const settings = readSettings({ DISCOVERY_DATA_DIR: folder, DISCOVERY_LOG_LEVEL: 'warn' });
  const log = createLogger('warn', new LogLines());
  const real = new SimulatedClock('2026-10-20T01:00:00.000Z');
  const system = await startDemo({ settings, log, say: () => undefined, script: 'month', real });
  await system.stop();
  return folder;
}

describe('a log moved through a file', () => {
  let source: string;
  let file: string;
  let lines: readonly string[];
  let sum: { readonly facts: number; readonly sha256: string };

  beforeAll(async () => {
    source = await playedMonth();
    file = join(await newFolder(), 'month.ndjson');
    const { logId: _, ...exported } = await json('log', 'export', file, '--data', source);
    sum = exported as typeof sum;
    lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  }, WHOLE_PLAY);

  /** A file of these lines. */
  async function fileOf(changed: readonly string[]): Promise<string> {
    const path = join(await newFolder(), 'changed.ndjson');
    writeFileSync(path, changed.map((line) => `${line}\n`).join(''));
    return path;
  }

  test('the file names its log and the count at its head, and count and hash of its facts at its end', async () => {
    const logId = await onLog(source, (log) => log.logId());
    const facts = lines.slice(1, -1);
    const hash = createHash('sha256').update(facts.map((line) => `${line}\n`).join(''));
    expect(sum).toEqual({ facts: rowsOf(source).length, sha256: hash.digest('hex') });
    expect([lines[0], lines.at(-1)].map((line) => JSON.parse(line ?? '') as unknown)).toEqual([
      { log: { format: 1, logId, facts: sum.facts } },
      { end: sum },
    ]);
    expect(facts.length).toBe(sum.facts);
  });

  test(
    'in a new log every row is the same to the byte, and every view comes out with the same hash',
    async () => {
      const target = await newFolder();
      const imported = await json('log', 'import', file, '--data', target);
      expect(imported).toMatchObject({ ...sum, standing: 0 });
      expect(rowsOf(target)).toEqual(rowsOf(source));
      expect((await cli('verify', '--data', target)).code).toBe(0);
      const views = async (folder: string): Promise<unknown> => (await json('rebuild', '--data', folder))['views'];
      expect(await views(target)).toEqual(await views(source));
      const last = JSON.parse(lines.at(-2) ?? '') as { stream: string; revision: number };
      expect(await onLog(target, (log) => log.resolve(last))).toBe(sum.facts);
    },
    WHOLE_PLAY,
  );

  test('an import killed in the middle goes on where the log stands', async () => {
    const target = await newFolder();
    const child = spawn(process.execPath, [MAIN, 'log', 'import', file, '--data', target], { stdio: 'ignore' });
    const gone = once(child, 'exit');
    await reached(target, 100);
    child.kill('SIGKILL');
    expect(await gone).toEqual([null, 'SIGKILL']);
    const committed = (await rowsAsRecovered(target)).length;
    expect(committed).toBeLessThan(sum.facts);
    const { standing, ...rest } = await json('log', 'import', file, '--data', target);
    expect(rest).toMatchObject(sum);
    // Whether the last commit before the kill is found depends on how far its entry in the index had come.
    expect([committed, committed - 1]).toContain(standing);
    expect(rowsOf(target)).toEqual(rowsOf(source));
    expect(await json('log', 'import', file, '--data', target)).toMatchObject({ ...sum, standing: sum.facts });
    expect(rowsOf(target)).toEqual(rowsOf(source));
  }, 180_000);

  test('file and log are compared fact by fact', async () => {
    expect(await json('log', 'verify', file, '--data', source)).toEqual({
      ...sum,
      streams: expect.any(Number),
      beyond: 0,
      violations: [],
    });
    const shorter = await fileOf([
      ...[JSON.stringify({ log: { format: 1, logId: 'x', facts: 1 } }), lines[1] ?? ''],
      JSON.stringify({
        end: {
          facts: 1,
          sha256: createHash('sha256')
            .update(`${lines[1] ?? ''}\n`)
            .digest('hex'),
        },
      }),
    ]);
    expect(await json('log', 'verify', shorter, '--data', source)).toMatchObject({ facts: 1, beyond: sum.facts - 1 });
    const half = await newFolder();
    await cli('log', 'import', shorter, '--data', half);
    expect(await cli('log', 'verify', file, '--data', half)).toEqual({
      code: 1,
      answer: `日志只有文件 ${sum.facts} 条事实中的前 1 条\n`,
      said: [],
    });
    expect(await cli('log', 'import', shorter, '--data', source)).toEqual({
      code: 1,
      answer: '',
      said: [`目标日志在这份文件之后另有 ${sum.facts - 1} 条事实，未写入`],
    });
  });

  test.each<[string, (all: string[]) => readonly string[], string]>([
    ['without its end', (all) => all.slice(0, -1), `行：文件不完整，没有结尾`],
    [
      'torn within a line',
      (all) => [...all.slice(0, 9), (all[9] ?? '').slice(0, 40)],
      `第 10 行：不是导出时写入的事实`,
    ],
    ['with a fact taken out', (all) => all.toSpliced(-2, 1), `条事实，实有 `],
    ['with a first fact of a stream taken out', (all) => all.toSpliced(1, 1), `应为第 0 版，实为第 1 版`],
    ['with a changed fact', (all) => all.toSpliced(1, 1, (all[1] ?? '').replace('2026', '2025')), `校验值不符`],
    ['with something behind its end', (all) => [...all, all[1] ?? ''], `结尾之后还有内容`],
    ['without its head', (all) => all.slice(1), `第 1 行：不是日志文件的开头`],
  ])('a file %s is refused before anything is written', async (_, change, problem) => {
    const changed = await fileOf(change([...lines]));
    const target = await newFolder();
    const imported = await cli('log', 'import', changed, '--data', target);
    expect([imported.code, imported.said.length, imported.said[0]]).toEqual([1, 1, expect.stringContaining(problem)]);
    expect(existsSync(logIn(target)) ? rowsOf(target) : []).toEqual([]);
    const verified = await cli('log', 'verify', changed);
    expect([verified.code, verified.answer]).toEqual([1, `${imported.said[0]}\n`]);
  });

  test('a file of a newer release and a missing one cannot be opened', async () => {
    const newer = await fileOf([JSON.stringify({ log: { format: 2, logId: 'x', facts: 0 } })]);
    expect((await cli('log', 'verify', newer)).code).toBe(3);
    expect(await cli('log', 'verify', '/nowhere')).toEqual({ code: 3, answer: '', said: ['找不到日志文件：/nowhere'] });
  });

  test('a log of other facts is refused and stays as it was', async () => {
    const target = await newFolder();
    mkdirSync(join(target, 'demo'));
    const store = await openSqliteEventStore({ file: logIn(target) });
    const { id, type, data, metadata } = JSON.parse(lines[1] ?? '') as Parameters<typeof store.append>[2][number];
    await store.append('household-other', 'none', [{ id, type, data, metadata }]);
    await store.close();
    const before = rowsOf(target);
    const { code, said } = await cli('log', 'import', file, '--data', target);
    expect([code, said]).toEqual([
      1,
      [expect.stringMatching(/^目标日志不是空的，也不是这份文件的开头，未写入：第 1 条事实与文件不符：/)],
    ]);
    expect(rowsOf(target)).toEqual(before);
  });
});

describe('a log of the first release', () => {
  test('travels as it was written, not as it is read today', async () => {
    const [source, target] = [await newFolder(), await newFolder()];
    const golden = readFileSync(join(__dirname, '../golden/logs/first-release.ndjson'), 'utf8')
      .split('\n')
      .slice(0, -2);
    type Given = Parameters<Awaited<ReturnType<typeof openSqliteEventStore>>['append']>[2][number];
    const store = await openSqliteEventStore({ file: logIn(source) });
    for (const line of golden) {
      const { stream, revision, ...event } = JSON.parse(line) as Given & { stream: string; revision: number };
      await store.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
    }
    await store.close();
    const file = join(source, 'first.ndjson');
    await cli('log', 'export', file, '--data', source);
    expect((await cli('log', 'import', file, '--data', target)).code).toBe(0);
    const told = (rows: readonly unknown[]): readonly unknown[] =>
      (rows as { id: string; type: string; data: string; metadata: string }[]).map(({ id, type, data, metadata }) => [
        ...[id, type, data, metadata],
      ]);
    expect(told(rowsOf(target))).toEqual(told(rowsOf(source)));
  });
});

/** Resolves once a log, written by another process, holds at least so many facts. */
async function reached(folder: string, facts: number): Promise<void> {
  while (!existsSync(logIn(folder)) || countIn(folder) < facts) await new Promise((resume) => setImmediate(resume));
}

function countIn(folder: string): number {
  const database = openDatabase(logIn(folder), { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 2000');
    const row = database.prepare(`SELECT count(*) AS tables FROM sqlite_master WHERE name = 'events'`).get();
    if ((row as { tables: number }).tables === 0) return 0;
    return (database.prepare('SELECT count(*) AS facts FROM events').get() as { facts: number }).facts;
  } finally {
    database.close();
  }
}
