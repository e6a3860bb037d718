import type { CampaignRun } from './campaign.js';

/** Every fault run, one line each. */
export const runs: readonly CampaignRun[] = [];
