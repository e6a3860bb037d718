import { violationsOfShortForm } from '../campaign/campaign.js';
import { crash } from '../campaign/runs/crash.js';

describe('a server killed under sixty-four writers', () => {
  it('keeps every acknowledged fact once, and continues its views where it fell', async () => {
    expect(await violationsOfShortForm(crash)).toEqual([]);
  }, 600_000);
});
