import { violationsOfShortForm } from '../campaign/campaign.js';
import { clocks } from '../campaign/runs/clocks.js';

describe('a month under a clock that jumps an hour to and fro', () => {
  it('is missed once by those who missed it, from the millisecond after its cut-off', async () => {
    expect(await violationsOfShortForm(clocks)).toEqual([]);
  }, 600_000);
});
