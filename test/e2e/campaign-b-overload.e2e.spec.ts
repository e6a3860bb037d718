import { violationsOfShortForm } from '../campaign/campaign.js';
import { overload } from '../campaign/runs/overload.js';

describe('ten times what the server can do', () => {
  it('keeps it at its best, fair to everybody, with a refusal for the rest and its health told at any time', async () => {
    expect(await violationsOfShortForm(overload)).toEqual([]);
  }, 600_000);
});
