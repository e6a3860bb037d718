import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import { inProcessWriter } from '../../../src/platform/event-store/in-process.writer-host.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import { FaultyDisk } from '../../contract/faulty-disk.js';
import type { TestApp } from '../../support/app.js';
import { startApp } from '../../support/app.js';
import { DiskJournal } from './disk-journal.js';

export interface FailingCommits {
  readonly requests: number;
  readonly acknowledged: number;
  readonly doubtful: number;
  readonly violations: readonly string[];
}

const WRITERS = 8;
const FAULTS = ['lost', 'kept'] as const;

/**
 * A disk whose flush fails now and then, before or after the bytes are there; the engine, the server and its policies
 * are the real ones. Whoever is told nothing asks again once the disk is well, and finds his fact once.
 */
export async function failCommits(random: SeededRandom, spells: number): Promise<FailingCommits> {
  const folder = await mkdtemp(join(tmpdir(), 'failing-commits-'));
  const disk = new FaultyDisk();
  const app = await startApp({
    folder,
    now: new Date().toISOString(),
    openLog: (options) => openSqliteEventStore({ ...options, startWriter: inProcessWriter(disk.open) }),
  });
  const journal = new DiskJournal(random, () => app.clock.now());
  try {
    await journal.meet(`http://127.0.0.1:${app.port}`);
    let doubtful = 0;
    for (let spell = 0; spell < spells; spell++) {
      await writeMany(journal, random.between(8, 40));
      disk.commits = random.pick(FAULTS);
      await writeMany(journal, random.between(8, 24));
      await watch(journal);
      disk.commits = 'none';
      doubtful += journal.count('unknown');
      await journal.repeat('unknown');
      if (journal.count('unknown') > 0) journal.violations.push('a well disk leaves an outcome in doubt');
    }
    await check(app, journal);
    const told = { requests: journal.entries.length, acknowledged: journal.count('ok'), doubtful };
    return { ...told, violations: journal.violations };
  } finally {
    await app.stop();
    await rm(folder, { recursive: true });
  }
}

async function writeMany(journal: DiskJournal, requests: number): Promise<void> {
  let left = requests;
  const write = async (): Promise<void> => {
    while (left-- > 0) await journal.write();
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

/** While nothing can be written everything that stands can be read, and the health page is red. */
async function watch(journal: DiskJournal): Promise<void> {
  const [looked, ready] = [await journal.look(), await journal.readiness()];
  if (looked.some((status) => status !== 200)) journal.violations.push(`a failing disk answers ${looked.join(', ')}`);
  if (ready !== 503) journal.violations.push('ready though commits fail');
}

async function check(app: TestApp, journal: DiskJournal): Promise<void> {
  await app.settle();
  if ((await journal.readiness()) !== 200) journal.violations.push('not ready though the disk is well');
  journal.compare(await app.facts());
}
