import type { CampaignRun } from './campaign.js';
import { access } from './runs/access.js';
import { canary } from './runs/canary.js';
import { clocks } from './runs/clocks.js';
import { crash } from './runs/crash.js';
import { diskRun } from './runs/disk.js';
import { fuzz } from './runs/fuzz.js';
import { growth } from './runs/growth.js';
import { monthEndRun } from './runs/month-end.js';
import { network } from './runs/network.js';
import { overload } from './runs/overload.js';
import { projectionsRun } from './runs/projections.js';
import { repeats } from './runs/repeats.js';
import { soak } from './runs/soak.js';
import { writers } from './runs/writers.js';

/** Every fault run, one line each. */
export const runs: readonly CampaignRun[] = [
  access,
  canary,
  clocks,
  crash,
  diskRun,
  fuzz,
  growth,
  monthEndRun,
  network,
  overload,
  projectionsRun,
  repeats,
  soak,
  writers,
];
