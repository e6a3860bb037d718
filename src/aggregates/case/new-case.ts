import type { KnownCase } from './case.js';
import type { CaseStatus } from './case-status.js';
import type { CaseClocks } from './clocks/case-clocks.js';
import { noCare } from './care/care.js';
import type { ClueMemory } from './clue/clue.js';
import { noEmergency } from './emergency/emergency.js';
import { newInvestigation } from './investigation/investigation.js';

/** A case as it begins: where it belongs, and how it came up. */
export function newCase(
  status: CaseStatus,
  unit: Pick<KnownCase, 'townCode' | 'villageCode'>,
  clue: ClueMemory,
  timed: CaseClocks,
): KnownCase {
  return {
    status,
    ...unit,
    clue,
    opening: {},
    investigation: newInvestigation,
    assisted: [],
    applications: {},
    granted: {},
    plannedKinds: [],
    emergency: noEmergency,
    referrals: {},
    care: noCare,
    reopenings: {},
    refusedSteps: {},
    timed,
  };
}
