import { violationsOfShortForm } from '../campaign/campaign.js';
import { diskRun } from '../campaign/runs/disk.js';

it('a server whose disk is full, fails or is damaged stops, says where, loses nothing and goes on by itself', async () => {
  expect(await violationsOfShortForm(diskRun)).toEqual([]);
}, 600_000);
