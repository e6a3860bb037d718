import { writeFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishDefaults } from '../../src/aggregates/rulebook/publish-defaults.js';
import { openPlatform } from '../../src/open-platform.js';
import { Change } from '../../src/platform/change/change.js';
import { SystemClock } from '../../src/platform/clock/system.clock.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import type { GrownHousehold } from './grown-log.js';
import { growLog } from './grown-log.js';

/** A data folder with a grown log, as the server opens it, and the families in it. */
export interface BenchFolder {
  readonly folder: string;
  readonly households: readonly GrownHousehold[];
}

/** Grows a log in that folder, or on the server `env` names, unless one of that size stands there already. */
export async function grownFolder(
  folder: string,
  wanted: { readonly facts: number; readonly households: number; readonly seed: number },
  say: (line: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<BenchFolder> {
  const list = join(folder, 'households.json');
  if (existsSync(list)) return { folder, households: JSON.parse(readFileSync(list, 'utf8')) as GrownHousehold[] };
  const clock = new SystemClock();
  const settings = readSettings({
    DISCOVERY_DATA_DIR: folder,
    DISCOVERY_LOG_LEVEL: 'error',
    DISCOVERY_DEMO_SEED: '0',
    ...env,
  });
  const { platform, close } = await openPlatform({ settings, clock, log: createLogger('error', process.stderr) });
  try {
    const parts = { store: platform.store, clock, rules: () => platform.rules(), pause: () => Promise.resolve() };
    await publishDefaults(new Change(parts));
    const households = await growLog(platform, { ...wanted, now: clock.now(), say });
    writeFileSync(list, JSON.stringify(households));
    return { folder, households };
  } finally {
    await close();
  }
}
