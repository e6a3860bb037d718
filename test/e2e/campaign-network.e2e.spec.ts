import { violationsOfShortForm } from '../campaign/campaign.js';
import { network } from '../campaign/runs/network.js';

describe('a bad network between the app and its stores', () => {
  it('loses, doubles and invents nothing, holds nobody up, and is forgotten soon after it has ended', async () => {
    expect(await violationsOfShortForm(network)).toEqual([]);
  }, 600_000);
});
