import { violationsOfShortForm } from '../campaign/campaign.js';
import { writers } from '../campaign/runs/writers.js';

describe('sixteen writers who read the same revision', () => {
  it('find one winner in every round, and the others learn where the household stands', async () => {
    expect(await violationsOfShortForm(writers)).toEqual([]);
  }, 600_000);
});
