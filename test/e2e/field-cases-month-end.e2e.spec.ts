import { violationsOfShortForm } from '../campaign/campaign.js';
import { monthEndRun } from '../campaign/runs/month-end.js';

describe('F77 · month end', () => {
  it('takes every visit of the last evening, loses none, and shows board and sheet meanwhile', async () => {
    expect(await violationsOfShortForm(monthEndRun)).toEqual([]);
  }, 600_000);
});
