import { violationsOfShortForm } from '../campaign/campaign.js';
import { repeats } from '../campaign/runs/repeats.js';

describe('a command sent up to five times, in turn, at once and after a restart', () => {
  it('has one effect and one answer, whatever the command', async () => {
    expect(await violationsOfShortForm(repeats)).toEqual([]);
  }, 600_000);
});
