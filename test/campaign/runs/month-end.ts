import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { grownFolder } from '../../bench/bench-folder.js';
import type { GrownHousehold } from '../../bench/grown-log.js';
import type { CampaignReport } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import type { Visit } from '../month-end/evening.js';
import { Evening } from '../month-end/evening.js';

/** What the bureau may wait for, at the 95th of a hundred (milliseconds); held to on the full size only. */
const AIMS = { enteringP95Ms: 300, boardP95Ms: 2_000, sheetP95Ms: 30_000 };

/** The last evening of a month (F77): everybody enters, and the city looks. */
export const monthEndRun = campaignRun({
  name: 'month-end',
  about:
    'the last evening of a month: all coordinators enter their visits while the city board and sheet are asked for',
  options: {
    households: { about: 'of the whole city', long: 20_000, short: 1_000 },
    coordinators: { about: 'entering side by side', long: 150, short: 20 },
    visits: { about: 'of each of them', long: 20, short: 8 },
    seconds: { about: 'over which their visits are spread', long: 600, short: 8 },
  },
  async run({ seed, short, sizes, say }): Promise<CampaignReport> {
    const folder = await mkdtemp(join(tmpdir(), 'month-end-'));
    try {
      const { households } = await grownFolder(
        folder,
        { facts: 3 * sizes.households, households: sizes.households, seed },
        say,
      );
      const evening = new Evening(folder, roundsOf(households, sizes), new SeededRandom(seed));
      await evening.play(sizes.seconds * 1_000, say);
      const figures = { ...evening.figures(), ...(await evening.lost()) };
      const slow = Object.entries(AIMS).filter(([name, most]) => Number(figures[name as keyof typeof AIMS]) > most);
      return report(figures, [
        ...evening.violations,
        ...(figures.lost === 0 ? [] : [`${figures.lost} visits that were acknowledged do not stand once`]),
        ...(short ? [] : slow.map(([name, most]) => `${name} is more than ${most}`)),
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
});

/** Each coordinator goes to families of one village; a village with many has two. No family is visited twice. */
function roundsOf(
  households: readonly GrownHousehold[],
  { coordinators, visits }: { readonly coordinators: number; readonly visits: number },
): readonly (readonly Visit[])[] {
  const villages = [...new Set(households.map(({ villageCode }) => villageCode))];
  const left = new Map(villages.map((code) => [code, households.filter(({ villageCode }) => villageCode === code)]));
  return Array.from({ length: coordinators }, (_, nth) => {
    const village = villages[nth % villages.length] ?? '';
    const homes = left.get(village)?.splice(0, visits) ?? [];
    return homes.map((home, index) => ({ home, account: `month-end-${nth}/${village}`, key: `${nth}-${index}` }));
  });
}
