import type { CampaignRun } from './campaign.js';
import { diskRun } from './runs/disk.js';

/** Every fault run, one line each. */
export const runs: readonly CampaignRun[] = [diskRun];
