import { violationsOfShortForm } from '../campaign/campaign.js';
import { fuzz } from '../campaign/runs/fuzz.js';

describe('requests by the API description, valid, spoiled and hostile', () => {
  it('earn no unforeseen error and no undocumented answer, and every operation lets somebody in', async () => {
    expect(await violationsOfShortForm(fuzz)).toEqual([]);
  }, 600_000);
});
