import type { KnownCase } from './case.js';
import type { CaseStatus } from './case-status.js';
import { noCare } from './care/care.js';
import { noEmergency } from './emergency/emergency.js';
import { newInvestigation } from './investigation/investigation.js';

/** A case as it begins: where it belongs, and how it came up. */
export function newCase(
  status: CaseStatus,
  unit: Pick<KnownCase, 'townCode' | 'villageCode'>,
  { clue, timed, facts }: Pick<KnownCase, 'clue' | 'timed' | 'facts'>,
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
    corrections: {},
    refusedSteps: {},
    timed,
    facts,
  };
}
