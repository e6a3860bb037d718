import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { EventStore } from '../../../src/platform/event-store/event-store.port.js';
import { StoreUnavailable } from '../../../src/platform/event-store/event-store.port.js';
import { LogDamaged, LogNotWritable, LogTooNew, LogUnsafe } from '../../../src/platform/event-store/log-refusals.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import type { SqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import { messageOf } from '../../../src/platform/event-store/sqlite-log-file.js';
import { newEvent } from '../../contract/event-store-cases/store-under-test.js';

/** What became of logs in which one bit was changed while nobody ran. */
export interface FlippedBits {
  /** Not opened, or found out by the inspection every start makes. */
  readonly refusedAtStart: number;
  /** Opened, and refused by the first read that met the flaw. */
  readonly refusedAtRead: number;
  /** The bit held nothing: everything reads as before, and the next append stands. */
  readonly harmless: number;
  readonly violations: readonly string[];
}

const CATEGORIES = ['household', 'person', 'case'] as const;
const TOWNS = ['341881100', '341881002', ''] as const;
const STREAMS = 24;
const FACTS = 160;

type Fate = 'refusedAtStart' | 'refusedAtRead' | 'harmless';

/** Changes one bit of a closed log, `flips` times over, each time of a fresh copy in `folder`. */
export async function flipBits(random: SeededRandom, flips: number, folder: string): Promise<FlippedBits> {
  const file = join(folder, 'sound.sqlite');
  const sound = await openSqliteEventStore({ file });
  await fill(sound, random);
  const right = await everything(sound);
  await sound.close();
  const bytes = await readFile(file);
  const fates: Record<Fate, number> = { refusedAtStart: 0, refusedAtRead: 0, harmless: 0 };
  const violations: string[] = [];
  for (let flip = 0; flip < flips; flip++) {
    const [byte, bit] = [random.between(0, bytes.length - 1), random.between(0, 7)];
    const home = await mkdtemp(join(folder, 'flip-'));
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(byte) ^ (1 << bit), byte);
    await writeFile(join(home, 'log.sqlite'), flipped);
    try {
      fates[await fateOf(join(home, 'log.sqlite'), right, flip % 2 === 0)] += 1;
    } catch (error) {
      violations.push(`bit ${bit} of byte ${byte}: ${messageOf(error)}`);
    }
    await rm(home, { recursive: true });
  }
  return { ...fates, violations };
}

async function fill(store: EventStore, random: SeededRandom): Promise<void> {
  const tails = new Map<string, number>();
  for (let n = 0; n < FACTS; n++) {
    const nth = random.between(0, STREAMS - 1);
    const stream = `${CATEGORIES[nth % CATEGORIES.length] ?? ''}-${uuidOf(nth)}`;
    const town = TOWNS[nth % TOWNS.length];
    // Now and then the clock is set back, as between two processes.
    const recordedAt = new Date(Date.UTC(2026, 8, 1, 0, n - (random.chance(0.1) ? 30 : 0))).toISOString();
    const event = newEvent({
      id: uuidOf(1_000 + n),
      data: { n, text: 'x'.repeat(random.between(0, 400)) },
      recordedAt,
    });
    const metadata = town === '' ? event.metadata : { ...event.metadata, townCode: town };
    const { revision } = await store.append(stream, tails.get(stream) ?? 'none', [{ ...event, metadata }]);
    tails.set(stream, revision);
  }
}

function uuidOf(n: number): string {
  return `0199a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Everything the log can be asked, as text: the same questions of a sound log and of a flipped one. */
async function everything(store: EventStore): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const note = (question: string, answer: unknown) => answers.set(question, JSON.stringify(answer));
  const { events } = await store.readAll(0, { limit: 10_000 });
  note('all', events);
  note('head', await store.head());
  for (const category of CATEGORIES) note(category, await store.readAll(0, { categories: [category], limit: 10_000 }));
  for (const town of TOWNS) {
    note(`town ${town}`, await store.readAll(0, { categories: [...CATEGORIES], town, limit: 10_000 }));
  }
  for (const stream of new Set(events.map((event) => event.stream))) {
    note(stream, await store.read(stream));
    note(`${stream} backwards`, await store.read(stream, { direction: 'backwards', limit: 3 }));
  }
  for (const { stream, revision } of events) note(`${stream}@${revision}`, await store.resolve({ stream, revision }));
  for (const { metadata } of events) note(metadata.recordedAt, await store.positionAt(metadata.recordedAt));
  return answers;
}

/** Throws what is wrong: an answer that is not the right one, or a refusal that names no file or is no single line. */
async function fateOf(file: string, right: ReadonlyMap<string, string>, wholeFirst: boolean): Promise<Fate> {
  let store: SqliteEventStore | undefined;
  let started = false;
  try {
    store = await openSqliteEventStore({ file });
    // As in a log of which a start looks at everything, or in one so long that the bit stands before its latest facts.
    await store.assertSound(wholeFirst ? {} : { latest: 0 });
    started = true;
    assertSame(await everything(store), right);
    await assertGoesOn(store);
    return 'harmless';
  } catch (error) {
    assertClear(error, file);
    return started ? 'refusedAtRead' : 'refusedAtStart';
  } finally {
    await store?.close();
  }
}

function assertSame(answers: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): void {
  for (const [question, answer] of right) {
    if (answers.get(question) !== answer) throw new RangeError(`another answer about ${question}`);
  }
}

/** What is appended next stands behind what stood before. */
async function assertGoesOn(store: EventStore): Promise<void> {
  const { events } = await store.readAll(0, { limit: 10_000 });
  const last = events.at(-1);
  if (!last) throw new RangeError('an empty log');
  const appended = await store.append(last.stream, last.revision, [newEvent()]);
  if (appended.revision !== last.revision + 1 || appended.position !== last.position + 1) {
    throw new RangeError(`the next append stands at ${appended.revision}, position ${appended.position}`);
  }
}

function assertClear(error: unknown, file: string): void {
  const refusals = [LogDamaged, LogNotWritable, LogTooNew, LogUnsafe, StoreUnavailable];
  const known = refusals.some((refusal) => error instanceof refusal);
  const message = messageOf(error);
  if (!known || !message.includes(file) || message.includes('\n')) throw error;
}
