import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../support/app.js';
import { morning } from '../../support/clerk.js';
import { campaignRun, report } from '../campaign.js';
import { marksOf } from '../canary/marks.js';
import { fieldsIn, fieldsOfWorkbooks, fieldsShown, leaks, leaksInFiles, sinksOf, strike } from '../canary/sinks.js';
import type { Heard } from '../canary/walk.js';
import { goThrough } from '../canary/walk.js';

/**
 * Unique markers in every personal field of every form, households after households; then every place is searched for
 * all of them, in every encoding that anybody can turn back.
 */
export const canary = campaignRun({
  name: 'canary',
  about: 'unique markers in every personal field, then searched in logs, metrics, errors, files, views and exports',
  options: { households: { about: 'households, each with markers of its own', long: 25, short: 2 } },
  run: async ({ seed, sizes, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'canary-'));
    const app = await startApp({ now: morning('2026-09-01'), folder });
    const heard: Heard = { shown: [], workbooks: [], problems: [] };
    const violations: string[] = [];
    const all: Record<string, string> = {};
    try {
      for (let n = 1; n <= sizes.households; n++) {
        const marks = marksOf(`${seed} ${n}`);
        await goThrough(app, marks, heard);
        for (const [field, marker] of Object.entries(marks)) all[`${field} ${n}`] = marker;
        say(`  ${n} households`);
      }
      for (const sink of sinksOf(app, heard)) violations.push(...(await leaks(all, sink)));
      violations.push(...(await leaksInFiles(all, app)));
      const seen = await fieldsIn(all, heard.shown);
      const wanted = fieldsShown.length * sizes.households;
      if (seen.length !== wanted) violations.push(`answers show ${seen.length} markers, not ${wanted}`);
      const asked = new Set(Object.values(fieldsOfWorkbooks).flat());
      const unasked = (await fieldsIn(all, heard.workbooks)).filter((field) => !asked.has(field.replace(/ .*/, '')));
      violations.push(...unasked.map((field) => `a workbook shows ${field}`));
      const struck = await strike(app, marksOf(`${seed} 1`));
      violations.push(...(await leaks(all, { name: 'a fault', texts: async () => struck, least: 1 })));
      return report(
        { markers: Object.keys(all).length, shownMarkers: seen.length, answers: heard.problems.length },
        violations,
      );
    } finally {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
