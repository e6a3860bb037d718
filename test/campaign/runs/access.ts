import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { startApp } from '../../support/app.js';
import { NANSHAN_VILLAGE, OTHER_VILLAGE, VILLAGE } from '../../support/clerk.js';
import { AccessMatrix } from '../access/matrix.js';
import { campaignRun, report } from '../campaign.js';

/**
 * Who may do what, and where: the whole table by one account of each role, then by chance any operation, any account
 * (coordinators of two villages, officers and auditors of either township) and any household.
 */
export const access = campaignRun({
  name: 'access',
  about: 'every operation by every role about every relation of areas, against the policy table',
  options: { draws: { about: 'questions by chance, beside the whole table', long: 6_000, short: 300 } },
  run: async ({ seed, short, sizes, say }) => {
    const random = new SeededRandom(seed);
    const app = await startApp();
    try {
      const matrix = await AccessMatrix.of(app);
      const violations = [...matrix.silent(), ...matrix.undeclared(), ...(await matrix.toStrangers())];
      // The table itself is asked among the tests of every day by a spec of its own.
      for (const village of short ? [] : [VILLAGE, OTHER_VILLAGE, NANSHAN_VILLAGE]) {
        violations.push(...(await matrix.about(village)));
        say(`  the whole table about ${village}, ${violations.length} violations`);
      }
      for (let draw = 0; draw < sizes.draws; draw++) violations.push(...(await matrix.draw(random)));
      return report({ operations: matrix.operations.length, draws: sizes.draws }, violations);
    } finally {
      await app.stop();
    }
  },
});
