import type { CareFact } from '../aggregates/household/care/care.events.js';
import type { MonitoringFact } from '../aggregates/household/monitoring/monitoring.events.js';
import type { WatchFact } from '../aggregates/household/watch/watch.events.js';
import type { SealedBox } from '../platform/sealing/sealed-box.js';
import type { SamplesOf } from './samples-of.js';

const HOUSEHOLD = '00000000-0000-7000-8000-0000000000a1';
const HEAD = '00000000-0000-7000-8000-0000000000b1';
const WATCH = '00000000-0000-7000-8000-0000000000d9';
const MONITORING = '00000000-0000-7000-8000-0000000000da';
const RISK = '00000000-0000-7000-8000-0000000000db';
const DEADLINE = '00000000-0000-7000-8000-0000000000f8';
const CASE = '00000000-0000-7000-8000-0000000000e1';

const box: SealedBox = { subject: HOUSEHOLD, keyVersion: 1, nonce: 'n'.repeat(16), ciphertext: 'c'.repeat(32) };

/** A household under observation, in the low-income monitoring and in want of care, told in samples. */
export const watchSamples: SamplesOf<WatchFact | MonitoringFact | CareFact> = {
  HouseholdPutOnWatch: {
    watchId: WATCH,
    on: '2026-09-10',
    reasonCodes: ['INCOME_ABOVE', 'EXPENDITURE_LOW'],
    ruleVersion: 60,
    caseRef: CASE,
    beneficiaries: [HEAD],
    nextReviewOn: '2026-12-10',
    text: box,
  },
  WatchReviewed: { watchId: WATCH, on: '2026-12-12', finding: 'UNCHANGED', text: box, nextReviewOn: '2027-03-12' },
  WatchReviewMissed: {
    deadlineId: DEADLINE,
    watchId: WATCH,
    reviewOn: '2026-12-10',
    dueAt: '2026-12-10T15:59:59.999Z',
  },
  WatchReleased: { watchId: WATCH, on: '2027-02-01', reason: 'COVERED', text: box },
  LowIncomeMonitoringStarted: {
    monitoringId: MONITORING,
    category: 'OTHER_LOW',
    beneficiaries: [HEAD],
    from: '2026-09-12',
    reason: box,
  },
  LowIncomeMonitoringEnded: { monitoringId: MONITORING, until: '2027-02-01', reason: 'COVERED', text: box },
  CareRiskIdentified: { riskId: RISK, memberId: HEAD, kind: 'RIGHTS', on: '2026-09-14', text: box },
  CareRiskCleared: { riskId: RISK, memberId: HEAD, kind: 'RIGHTS', on: '2026-10-09', text: box },
};
