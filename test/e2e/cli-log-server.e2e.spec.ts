import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/command-line.js';
import type { ExitCode } from '../../src/cli/console.js';
import { exportLog } from '../../src/cli/moving/export-log.js';
import { importLog } from '../../src/cli/moving/import-log.js';
import { MovingFile } from '../../src/cli/moving/moving-file.js';
import { writingTo } from '../../src/cli/output.js';
import { startDemo } from '../../src/demo/start-demo.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { Collector, beside, newEvents, newStream } from '../contract/event-store-cases/store-under-test.js';
import { OnDouble, until } from '../contract/eventstoredb-on-double.js';
import { LogLines } from '../support/app.js';
import { FaultProxy } from '../support/fault-proxy/fault-proxy.js';
import { wrapped } from '../support/faults.js';
import { tempFolder } from '../support/temp-folder.js';

jest.setTimeout(180_000);

interface Answered {
  readonly code: ExitCode;
  readonly answer: string;
  readonly said: readonly string[];
}

async function cli(...words: readonly string[]): Promise<Answered> {
  let answer = '';
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const code = await runCommandLine(words, { env: {}, answer: (text) => (answer += text), say });
  return { code, answer, said: said.filter((line) => !/，每秒 \d+ 条$/.test(line)) };
}

async function json(...words: readonly string[]): Promise<Record<string, unknown>> {
  const { answer } = await cli(...words, '--json');
  return JSON.parse(answer) as Record<string, unknown>;
}

const newFolder = async (): Promise<string> => (await tempFolder({ memory: true })).path;

/** Every row as it stands, but for the identity of the log. */
function rowsOf(folder: string): readonly unknown[] {
  const database = openDatabase(join(folder, 'demo/log.sqlite'), { readOnly: true });
  try {
    return database.prepare('SELECT * FROM events ORDER BY position').all();
  } finally {
    database.close();
  }
}

/** The small demo, one month of four townships. */
async function playedMonth(): Promise<string> {
  const folder = await newFolder();
  const settings = readSettings({ DISCOVERY_DATA_DIR: folder, DISCOVERY_LOG_LEVEL: 'warn' });
  const log = createLogger('warn', new LogLines());
  const real = new SimulatedClock('2026-10-20T01:00:00.000Z');
  const system = await startDemo({ settings, log, say: () => undefined, script: 'month', real });
  await system.stop();
  return folder;
}

const on = new OnDouble();
afterEach(() => on.close());

test('a log moved to a server, broken off on its way, and back is the same to the byte, and so is every view', async () => {
  const source = await playedMonth();
  const double = await on.double();
  const line = await FaultProxy.start(double.port);
  const server = line.through(double.url);
  const [there, back] = [join(await newFolder(), 'there.ndjson'), join(await newFolder(), 'back.ndjson')];
  const { logId: _, ...sum } = await json('log', 'export', there, '--data', source);

  const importing = cli('log', 'import', there, '--data', server);
  await until(() => double.arrived.length > 200);
  await line.refuse();
  const { code, said } = await importing;
  expect([code, said]).toEqual([1, [expect.stringMatching(/^导入在 .+@\d+ 中断，再运行一次即从中断处继续/)]]);
  await line.heal();
  const imported = await json('log', 'import', there, '--data', server);
  expect(imported).toMatchObject(sum);
  expect(Number(imported['standing'])).toBeGreaterThanOrEqual(200);
  expect(Number(imported['standing'])).toBeLessThan(Number(sum['facts']));
  expect(await json('log', 'verify', there, '--data', server)).toMatchObject({ ...sum, beyond: 0, violations: [] });

  const { logId: __, ...exported } = await json('log', 'export', back, '--data', server);
  expect(exported).toEqual(sum);
  const target = await newFolder();
  expect(await json('log', 'import', back, '--data', target)).toMatchObject({ ...sum, standing: 0 });
  expect(rowsOf(target)).toEqual(rowsOf(source));
  const views = async (folder: string): Promise<unknown> => (await json('rebuild', '--data', folder))['views'];
  expect(await views(target)).toEqual(await views(source));
  await line.close();
});

test('a server that is not there is told in one line, and a log that was never begun on it too', async () => {
  const double = await on.double();
  const file = join(await newFolder(), 'none.ndjson');
  const empty = await cli('log', 'export', file, '--data', double.url);
  expect([empty.code, empty.answer, empty.said.length]).toEqual([3, '', 1]);
  await double.stop();
  const away = await cli('log', 'export', file, '--data', double.url);
  expect([away.code, away.answer, away.said.length]).toEqual([3, '', 1]);
});

test('an import appends at most 64 facts at once, so that nobody who follows the log is dropped', async () => {
  const [from, to] = [await on.store(await on.double()), await on.double()];
  await from.append(newStream(), 'none', newEvents(150));
  const path = join(await newFolder(), 'long.ndjson');
  const console = { env: {}, answer: () => undefined, say: () => undefined };
  await writingTo(console, path, (output) => exportLog(from, output, console));

  const dropped: unknown[] = [];
  const store = await on.store(to, { onInterrupted: (error) => dropped.push(error) });
  const pieces: number[] = [];
  const counted = wrapped(store, {
    append: (stream, expected, events) => {
      pieces.push(events.length);
      return store.append(stream, expected, events);
    },
  });
  const seen = new Collector();
  await beside(store.subscribeAll(0, {}, seen.handler), async () => {
    await importLog(await MovingFile.open(path), counted, console);
    await seen.until(await store.head());
  });
  expect([pieces, seen.events.length, dropped]).toEqual([[64, 64, 22], 150, []]);
});
