import { violationsOfShortForm } from '../campaign/campaign.js';
import { projectionsRun } from '../campaign/runs/projections.js';

describe('views poured by processes that die, out of pages that repeat and cross', () => {
  it('are what a fresh pour holds, and were never seen otherwise', async () => {
    expect(await violationsOfShortForm(projectionsRun)).toEqual([]);
  }, 600_000);
});
