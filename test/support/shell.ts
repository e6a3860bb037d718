import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/command-line.js';
import type { ExitCode } from '../../src/cli/console.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { openDatabase } from '../../src/platform/sqlite/database-sync.js';
import { LogWriter } from './log-of.js';
import type { GivenFact } from './recorded.js';
import { tempFolder } from './temp-folder.js';

interface Answered {
  readonly code: ExitCode;
  readonly answer: readonly string[];
  readonly said: readonly string[];
}

/** One command on a data folder, as a shell would see it. */
export function cli(folder: string, ...words: readonly string[]): Promise<Answered> {
  return cliWith({ DISCOVERY_DATA_DIR: folder }, ...words);
}

export async function cliWith(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Answered> {
  let answer = '';
  const said: string[] = [];
  const code = await runCommandLine(words, {
    env,
    answer: (text) => (answer += text),
    say: (line) => said.push(line),
  });
  return { code, answer: answer.split('\n').slice(0, -1), said };
}

const sample = (type: string): GivenFact =>
  JSON.parse(readFileSync(join(__dirname, `../golden/events/${type}.v1.json`), 'utf8')) as GivenFact;

export function told(type: string, recordedAt: string, metadata: GivenFact['metadata'] = {}): GivenFact {
  const { stream, data } = sample(type);
  return { type, stream, data, metadata: { townCode: '341881100', recordedAt, ...metadata } };
}

export const STREAM = sample('HouseholdRegistered').stream;
export const facts: readonly GivenFact[] = [
  told('HouseholdRegistered', '2026-09-01T01:00:00.000Z'),
  told('PersonReserved', '2026-09-01T01:00:01.000Z'),
  told('HouseholdListedAsKey', '2026-09-02T01:00:00.000Z'),
  told('PatrolVisitRecorded', '2026-10-20T01:00:00.000Z', {
    occurredAt: '2026-09-10T01:00:00.000Z',
    lateEntry: 'true',
  }),
];

/** A data folder with a log of the given facts, closed again. */
export async function folderWith(given: readonly GivenFact[]): Promise<string> {
  const { path } = await tempFolder();
  mkdirSync(join(path, 'demo'));
  const store = await openSqliteEventStore({ file: join(path, 'demo/log.sqlite') });
  await new LogWriter(store).write(...given);
  await store.close();
  return path;
}

/** Changes a log behind its back. */
export function tamper(folder: string, sql: string, name = 'log.sqlite'): void {
  const database = openDatabase(join(folder, 'demo', name));
  database.exec(sql);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
