import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { messageOf } from '../../../src/platform/event-store/sqlite-log-file.js';
import type { CampaignReport } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { damageLog } from '../disk/damaged-log.js';
import { failCommits } from '../disk/failing-commits.js';
import { flipBits } from '../disk/flipped-bits.js';
import { fillDisk } from '../disk/full-disk.js';
import type { ShortSpace } from '../disk/short-space.js';
import { NotHere, fileSizeLimit, smallDisk } from '../disk/short-space.js';
import { tearTails } from '../disk/torn-tails.js';

type Figures = Record<string, number | string>;

/** What one scenario adds to the report: its numbers, and what went wrong. */
interface Told {
  readonly violations: readonly string[];
}

/** A disk that is full, fails to flush, loses the end of a file or a single bit. */
export const diskRun = campaignRun({
  name: 'disk',
  about: 'full disks, failing flushes, torn ends, changed bits: stop, say where, lose nothing, go on by itself',
  options: {
    rounds: { about: 'of each scenario with a whole server', long: 10, short: 1 },
    acknowledged: { about: 'writes before and after the disk is full', long: 300, short: 60 },
    spells: { about: 'of failing flushes a round', long: 8, short: 2 },
    requests: { about: 'before the server is killed and the end of its log torn off', long: 600, short: 80 },
    flips: { about: 'changed bits of a closed log', long: 20_000, short: 100 },
    tears: { about: 'torn ends and changed bits of a write-ahead log', long: 4_000, short: 60 },
  },
  async run({ seed, sizes, say }): Promise<CampaignReport> {
    const random = new SeededRandom(seed);
    const figures: Figures = {};
    const violations: string[] = [];
    const scenario = async (name: string, play: () => Promise<Told>): Promise<void> => {
      try {
        const { violations: found, ...told } = await play();
        for (const [figure, value] of Object.entries<unknown>(told)) add(figures, `${name}.${figure}`, value);
        violations.push(...found.map((violation) => `${name}: ${violation}`));
      } catch (error) {
        if (error instanceof NotHere) figures[name] = `NOT RUN (${error.message})`;
        else violations.push(`${name}: ${messageOf(error)}`);
      }
      say(`${name}: ${violations.length} violations so far`);
    };
    for (let round = 0; round < sizes.rounds; round++) {
      await scenario('smallDisk', () => onSpace(smallDisk, (space) => fillDisk(random, space, sizes.acknowledged)));
      await scenario('fileLimit', () => onSpace(fileSizeLimit, (space) => fillDisk(random, space, sizes.acknowledged)));
      await scenario('flush', () => failCommits(random, sizes.spells));
      await scenario('damage', () => damageLog(random, sizes.requests));
    }
    await scenario('bits', () => inFolder((folder) => flipBits(random, sizes.flips, folder)));
    await scenario('tails', () => inFolder((folder) => tearTails(random, sizes.tears, folder)));
    return report(figures, violations);
  },
});

/** Numbers of all rounds together. */
function add(figures: Figures, name: string, value: unknown): void {
  const before = figures[name];
  if (typeof value === 'number') figures[name] = (typeof before === 'number' ? before : 0) + value;
}

async function onSpace<Result>(
  make: () => Promise<ShortSpace>,
  play: (space: ShortSpace) => Promise<Result>,
): Promise<Result> {
  const space = await make();
  try {
    return await play(space);
  } finally {
    await space.remove();
  }
}

async function inFolder<Result>(play: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'disk-'));
  try {
    return await play(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
