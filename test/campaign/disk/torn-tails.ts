import { copyFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { EventStore } from '../../../src/platform/event-store/event-store.port.js';
import { LogDamaged } from '../../../src/platform/event-store/log-refusals.js';
import { messageOf } from '../../../src/platform/event-store/sqlite-log-file.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import { newEvents } from '../../contract/event-store-cases/store-under-test.js';

/** What became of write-ahead logs that a crash left behind with a torn end or one changed bit. */
export interface TornTails {
  /** Taken up again with everything that was acknowledged. */
  readonly whole: number;
  /** Taken up again with a prefix of it: what was torn off is gone, and nothing else. */
  readonly prefix: number;
  readonly refused: number;
  readonly violations: readonly string[];
}

const STREAM = 'household-torn';
const APPENDS = 12;

/** A log as a killed process leaves it: the file, its write-ahead log, and where each transaction ends in that. */
interface Crashed {
  readonly folder: string;
  /** Ids that stood after each transaction. */
  readonly ids: readonly (readonly string[])[];
  /** Bytes of the write-ahead log after each transaction. */
  readonly ends: readonly number[];
}

interface Fault {
  readonly name: string;
  apply(wal: string): Promise<void>;
  /** How many transactions must be left; undefined: refused, or all but at most the last. */
  readonly left?: number;
}

export async function tearTails(random: SeededRandom, times: number, folder: string): Promise<TornTails> {
  const fates = { whole: 0, prefix: 0, refused: 0 };
  const violations: string[] = [];
  const crashed = await crash(random, folder);
  for (let time = 0; time < times; time++) {
    const fault = random.chance(0.5) ? tornEnd(random, crashed) : changedBit(random, crashed);
    const home = await mkdtemp(join(folder, 'torn-'));
    const file = join(home, 'log.sqlite');
    for (const end of ['', '-wal']) await copyFile(join(crashed.folder, `log.sqlite${end}`), `${file}${end}`);
    try {
      await fault.apply(`${file}-wal`);
      fates[await fateOf(file, crashed, fault)] += 1;
    } catch (error) {
      violations.push(`${fault.name}: ${messageOf(error)}`);
    }
    await rm(home, { recursive: true });
  }
  return { ...fates, violations };
}

async function crash(random: SeededRandom, folder: string): Promise<Crashed> {
  const live = await mkdtemp(join(folder, 'live-'));
  const left = await mkdtemp(join(folder, 'left-'));
  const file = join(live, 'log.sqlite');
  const store = await openSqliteEventStore({ file });
  const ids: string[][] = [];
  const ends: number[] = [];
  for (let n = 0, tail = -1; n < APPENDS; n++) {
    const events = newEvents(random.between(1, 8));
    ({ revision: tail } = await store.append(STREAM, tail < 0 ? 'none' : tail, events));
    ids.push([...(ids.at(-1) ?? []), ...events.map(({ id }) => id)]);
    ends.push((await stat(`${file}-wal`)).size);
  }
  for (const end of ['', '-wal']) await copyFile(`${file}${end}`, join(left, `log.sqlite${end}`));
  await store.close();
  return { folder: left, ids, ends };
}

function tornEnd(random: SeededRandom, { ends }: Crashed): Fault {
  const at = random.between(0, ends.at(-1) ?? 0);
  const left = ends.filter((end) => end <= at).length;
  return { name: `torn at byte ${at}`, apply: (wal) => truncate(wal, at), left };
}

function changedBit(random: SeededRandom, { ends }: Crashed): Fault {
  const [byte, bit] = [random.between(0, (ends.at(-1) ?? 1) - 1), random.between(0, 7)];
  const apply = async (wal: string): Promise<void> => {
    const bytes = await readFile(wal);
    bytes.writeUInt8(bytes.readUInt8(byte) ^ (1 << bit), byte);
    await writeFile(wal, bytes);
  };
  return { name: `bit ${bit} of byte ${byte}`, apply };
}

/** Throws what is wrong: a fact that is not the one that was acknowledged there, one too many gone, or no clear line. */
async function fateOf(file: string, { ids }: Crashed, { left }: Fault): Promise<'whole' | 'prefix' | 'refused'> {
  let standing: readonly string[];
  try {
    standing = await idsIn(file);
  } catch (error) {
    const clear = error instanceof LogDamaged && error.message.includes(file) && !error.message.includes('\n');
    if (left !== undefined || !clear) throw error;
    return 'refused';
  }
  const last = ids.length;
  const allowed = left === undefined ? [last - 1, last] : [left];
  const fitting = allowed.find((count) => standing.join() === (ids[count - 1] ?? []).join());
  if (fitting === undefined) throw new RangeError(`${standing.length} facts stand of ${ids.at(-1)?.length}`);
  return fitting === last ? 'whole' : 'prefix';
}

/** Opens, checks, adds a fact, and opens once more: what a torn end leaves must be good for the next year. */
async function idsIn(file: string): Promise<readonly string[]> {
  const store = await openSqliteEventStore({ file });
  let before: readonly string[];
  try {
    await store.assertSound();
    before = await idsOf(store);
    await store.append(STREAM, before.length === 0 ? 'none' : before.length - 1, newEvents(1));
  } finally {
    await store.close();
  }
  const again = await openSqliteEventStore({ file });
  const after = await idsOf(again);
  await again.close();
  if (after.slice(0, -1).join() !== before.join())
    throw new RangeError('the next fact does not stand behind the others');
  return before;
}

async function idsOf(store: EventStore): Promise<readonly string[]> {
  return (await store.read(STREAM)).map(({ id }) => id);
}
