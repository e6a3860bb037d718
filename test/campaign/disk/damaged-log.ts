import { cp, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import type { Recorded } from '../../../src/platform/fact.js';
import { freePort, refusedStart, startServer } from '../../support/server-process.js';
import { DiskJournal } from './disk-journal.js';

export interface DamagedLog {
  /** Facts that stood when the server was killed, and when it ran again. */
  readonly before: number;
  readonly after: number;
  readonly violations: readonly string[];
}

const WRITERS = 8;
const LOG = 'demo/log.sqlite';
const ACCESS_LOG = 'demo/access.sqlite';

/**
 * A server is killed under its writers and the end of its log is torn off; the next start takes up a prefix of what
 * stood, and whoever repeats his request finds his fact once. Then one bit of a fact is changed, of the log or of the
 * record of who looked: the start is refused.
 */
export async function damageLog(random: SeededRandom, requests: number): Promise<DamagedLog> {
  const folder = await mkdtemp(join(tmpdir(), 'damaged-log-'));
  const journal = new DiskJournal(random);
  try {
    const port = await freePort();
    await writeAndKill(journal, { folder, port }, requests);
    const before = await factsIn(folder);
    const { size } = await stat(join(folder, `${LOG}-wal`));
    await truncate(join(folder, `${LOG}-wal`), size - random.between(1, 20_000));
    const after = await factsIn(folder);
    if (after.some(({ id }, index) => id !== before[index]?.id)) journal.violations.push('no prefix of what stood');

    const server = await startServer({ folder, port });
    await journal.meet(server.url);
    await journal.repeat('ok', 'unknown');
    if ((await journal.readiness()) !== 200) journal.violations.push('not ready after a torn end');
    if ((await journal.look()).some((status) => status !== 200)) journal.violations.push('no page after a torn end');
    if ((await server.interrupt()) !== 0) journal.violations.push('does not stop after a torn end');
    journal.compare(await factsIn(folder));
    for (const log of [LOG, ACCESS_LOG]) journal.violations.push(...(await changeOneBit(random, folder, log)));
    return { before: before.length, after: after.length, violations: journal.violations };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeAndKill(
  journal: DiskJournal,
  at: { readonly folder: string; readonly port: number },
  requests: number,
): Promise<void> {
  const server = await startServer(at);
  await journal.meet(server.url);
  let killing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    while (!killing) {
      if (journal.entries.length >= requests) killing = server.kill();
      await journal.write();
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  await killing;
}

/** The facts of a log that nobody has open, read from a copy: reading folds the write-ahead log into the file. */
async function factsIn(folder: string, log = LOG): Promise<readonly Recorded[]> {
  const copy = await mkdtemp(join(tmpdir(), 'log-copy-'));
  try {
    const isLog = (path: string): boolean =>
      !path.includes('.sqlite') || path.endsWith(log) || path.endsWith(`${log}-wal`);
    await cp(folder, copy, { recursive: true, filter: isLog });
    const store = await openSqliteEventStore({ file: join(copy, log) });
    const { events } = await store.readAll(0, { limit: 1_000_000 });
    await store.verify();
    await store.close();
    return events;
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** In the content of one fact, so that the place to be named is known; the bit is put right afterwards. */
async function changeOneBit(random: SeededRandom, folder: string, log: string): Promise<readonly string[]> {
  const facts = await factsIn(folder, log);
  const fact = facts[random.between(0, facts.length - 1)];
  if (!fact) return [`${log} holds nothing`];
  const { id, type, position, stream } = fact;
  const sound = await readFile(join(folder, log));
  const bytes = Buffer.from(sound);
  const head = Buffer.from(`${id}${type}`);
  const [behind, bit] = [head.length + random.between(0, 20), random.between(0, 6)];
  // A page that was divided leaves copies of its rows where nobody reads: one of them all is the row.
  for (let at = bytes.indexOf(head); at >= 0; at = bytes.indexOf(head, at + 1)) {
    bytes.writeUInt8(bytes.readUInt8(at + behind) ^ (1 << bit), at + behind);
  }
  await writeFile(join(folder, log), bytes);
  const { code, output } = await refusedStart({ folder, port: 0 });
  await writeFile(join(folder, log), sound);
  const lines = output.split('\n').filter((line) => line.startsWith('启动失败：'));
  const named = lines[0]?.includes(log) && lines[0].includes(`位置 ${position}（流 ${stream} `);
  return code === 1 && lines.length === 1 && named ? [] : [`a changed bit was answered ${code}: ${output}`];
}
