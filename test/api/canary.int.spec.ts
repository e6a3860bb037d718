import { violationsOfShortForm } from '../campaign/campaign.js';
import { marksOf } from '../campaign/canary/marks.js';
import {
  fieldsIn,
  fieldsOfWorkbooks,
  fieldsShown,
  leaks,
  leaksInFiles,
  sinksOf,
  strike,
} from '../campaign/canary/sinks.js';
import type { Heard } from '../campaign/canary/walk.js';
import { goThrough } from '../campaign/canary/walk.js';
import { canary } from '../campaign/runs/canary.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { morning } from '../support/clerk.js';
import { tempFolder } from '../support/temp-folder.js';

const marks = marksOf('F49');

describe('F49 · particulars stay where they belong', () => {
  let app: TestApp;
  const heard: Heard = { shown: [], workbooks: [], problems: [] };
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01'), folder: (await tempFolder()).path });
    await goThrough(app, marks, heard);
  }, 600_000);
  afterAll(async () => {
    await app.stop();
  });

  it('are shown where they may be: the search would find them', async () => {
    expect(await fieldsIn(marks, heard.shown)).toEqual(fieldsShown);
  });

  it('stand in a downloaded workbook only where its form asks for them', async () => {
    const { roster, page } = fieldsOfWorkbooks;
    expect(await Promise.all(heard.workbooks.map((workbook) => fieldsIn(marks, [workbook])))).toEqual([roster, page]);
  });

  it.each([
    'problems and headers',
    'log lines',
    'metrics',
    'facts of both logs',
    'documents of the read store',
    'exports from the shell',
  ])(
    'are not in %s',
    async (name) => {
      const sinks = sinksOf(app, heard).filter((sink) => sink.name === name);
      expect(sinks.length).toBe(1);
      for (const sink of sinks) expect(await leaks(marks, sink)).toEqual([]);
    },
    60_000,
  );

  it('are in no file of the data folder: log, access log, keys, evidence', async () => {
    expect(await leaksInFiles(marks, app)).toEqual([]);
  });

  it('are in no log line, problem or metric when a fault strikes inside a handler', async () => {
    const struck = await strike(app, marks);
    expect(await leaks(marks, { name: 'a fault', texts: async () => struck, least: 40 })).toEqual([]);
  });

  it('stay there for any household with any markers', async () => {
    expect(await violationsOfShortForm(canary)).toEqual([]);
  }, 600_000);
});
