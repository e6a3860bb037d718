import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '../../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import { envelope, testId } from '../../support/recorded.js';
import type { Figure, Row } from '../bench.js';
import { beside, repeated } from '../bench.js';

/** quality: the log beside the bare disk; the more callers share a commit, the more the log itself costs. */
const wanted = [
  { callers: 1, atLeast: 0.9 },
  { callers: 64, atLeast: 0.25 },
  { callers: 256, atLeast: 0.15 },
];
const EVENT_BYTES = 600;

export const append: Figure = {
  name: 'append',
  about: 'appends a second of the embedded log, beside bare write + fdatasync of the same batches',
  run: async ({ repeats, seconds }) => {
    const rows: Row[] = [];
    for (const { callers, atLeast } of wanted) {
      const bare: Row = {
        name: `bare disk, ${callers} a sync`,
        unit: 'appends/s',
        samples: await repeated(repeats, async () => bareDisk(callers, seconds / 2)),
      };
      const log: Row = {
        name: `log, ${callers} callers`,
        unit: 'appends/s',
        samples: await repeated(repeats, () => appends(callers, seconds / 2)),
        aim: { of: 'ratio', atLeast },
      };
      rows.push(bare, beside(log, bare));
    }
    return rows;
  },
};

function bareDisk(together: number, seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'bench-disk-'));
  const file = openSync(join(folder, 'bare'), 'a');
  const batch = Buffer.alloc(EVENT_BYTES * together, 'x');
  const began = performance.now();
  let written = 0;
  while (performance.now() - began < seconds * 1000) {
    if (writeSync(file, batch) !== batch.length) throw new Error('the disk took less than it was given');
    fdatasyncSync(file);
    written += together;
  }
  const rate = (written * 1000) / (performance.now() - began);
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return rate;
}

async function appends(callers: number, seconds: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-log-'));
  const store = await openSqliteEventStore({ file: join(folder, 'log.sqlite') });
  const began = performance.now();
  let written = 0;
  const call = async (caller: number): Promise<void> => {
    for (let revision = -1; performance.now() - began < seconds * 1000; revision++) {
      await store.append(`bench-${caller}`, revision < 0 ? 'none' : revision, [event(written++)]);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  const rate = (written * 1000) / (performance.now() - began);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return rate;
}

const filler = 'x'.repeat(EVENT_BYTES / 3);

/** About as large as a visit, envelope included. */
function event(nth: number): NewEvent {
  return { id: testId('event', nth), type: 'Benched', data: { filler }, metadata: envelope(nth) };
}
