import { join } from 'node:path';
import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import type { ServerProcess } from '../../support/server-process.js';
import { freePort, startServer } from '../../support/server-process.js';
import { DiskJournal } from './disk-journal.js';
import type { ShortSpace } from './short-space.js';

export interface FullDisk {
  readonly requests: number;
  readonly acknowledged: number;
  /** Refused with a word that nothing was written. */
  readonly refused: number;
  /** Lines of the server that name the file it could not write. */
  readonly lines: number;
  readonly violations: readonly string[];
}

interface Wanted {
  readonly told: 'ok' | 'refused';
  readonly count: number;
  /** Given up after so many requests. */
  readonly atMost: number;
}

const WRITERS = 16;
const STOPPED = 'event log cannot be written';

/**
 * A server runs out of space under its writers: it refuses, goes on answering, says so on its health page and in its
 * log, and goes on by itself when there is space again. Nothing it acknowledged is lost, before, meanwhile or after.
 */
export async function fillDisk(random: SeededRandom, space: ShortSpace, acknowledged: number): Promise<FullDisk> {
  const journal = new DiskJournal(random);
  const port = await freePort();
  const server = await startServer({ folder: space.folder, port });
  await journal.meet(server.url);
  const say = (violation: string) => void journal.violations.push(violation);

  await writeUntil(journal, { told: 'ok', count: acknowledged, atMost: 20 * acknowledged });
  await space.take(server.pid);
  await writeUntil(journal, { told: 'refused', count: 3 * WRITERS, atMost: 5_000 });
  if ((await journal.readiness()) !== 503) say('ready though the log cannot be written');
  const looked = await journal.look();
  if (looked.some((status) => status !== 200)) say(`a full disk answers reads with ${looked.join(', ')}`);

  await space.giveBack(server.pid);
  await writeUntil(journal, { told: 'ok', count: acknowledged, atMost: 5 * acknowledged });
  if ((await journal.readiness()) !== 200) say('not ready though there is space again');
  await journal.repeat('unknown');
  const lines = server.output().split('\n').filter((line) => line.includes(STOPPED)); // prettier-ignore
  if (lines.length === 0 || !lines.every((line) => line.includes('log.sqlite'))) say('no line says what is full');
  await stop(server, journal);
  await standsAll(space.folder, journal);

  const again = await startServer({ folder: space.folder, port });
  await journal.meet(again.url);
  if ((await journal.look()).some((status) => status !== 200)) say('a page is missing after the next start');
  await stop(again, journal);
  const { violations } = journal;
  const told = { acknowledged: journal.count('ok'), refused: journal.count('refused') };
  return { requests: journal.entries.length, ...told, lines: lines.length, violations };
}

/** Writers go on until so many more requests have been told so. */
async function writeUntil(journal: DiskJournal, { told, count, atMost }: Wanted): Promise<void> {
  let [left, allowed] = [count, atMost];
  const write = async (): Promise<void> => {
    while (left > 0 && allowed-- > 0) if ((await journal.write()) === told) left--;
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  if (left > 0) journal.violations.push(`${atMost} requests, and ${left} of ${count} were not told "${told}"`);
}

async function stop(server: ServerProcess, journal: DiskJournal): Promise<void> {
  const code = await server.interrupt();
  if (code !== 0) journal.violations.push(`stopped with ${code}`);
  if (/unhandled/i.test(server.output())) journal.violations.push('an unhandled rejection');
}

async function standsAll(folder: string, journal: DiskJournal): Promise<void> {
  const store = await openSqliteEventStore({ file: join(folder, 'demo/log.sqlite') });
  await store.verify();
  journal.compare((await store.readAll(0, { limit: 1_000_000 })).events);
  await store.close();
}
