import { TOWN, VILLAGE } from '../../../test/support/coordinators.js';
import { bureau, officer, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import type { FilingFact } from '../../aggregates/filing/filing.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { AlertAcknowledged } from '../../aggregates/township/township.events.js';
import type { VillageFact } from '../../aggregates/village/village.events.js';
import type { Caller } from '../../platform/auth/caller.js';
import type { Recorded } from '../../platform/fact.js';
import { alertsProjection } from './alerts.projection.js';

type Known = VillageFact | CoordinatorFact | FilingFact | HouseholdFact | AlertAcknowledged;
type Step = readonly [stream: string, fact: Known, day: string, by?: Caller];

const at = (day: string) => `${day}T04:00:00.000Z`;
const after = (...steps: readonly Step[]) =>
  projectionSpec(alertsProjection).given(
    steps.map(([stream, fact, day, by], index): Recorded => {
      const told = recordedFact({ fact, at: at(day), by }, index, stream);
      return { ...told, metadata: { ...told.metadata, townCode: TOWN } };
    }),
  );
const village = `village-${VILLAGE}`;
const lost = (on: string): VillageFact => ({ type: 'VillageCoverageLost', data: { on } });
const regained = (on: string): VillageFact => ({ type: 'VillageCoverageRegained', data: { on } });
const read = (alertId: string, townCode = TOWN): AlertAcknowledged => ({
  type: 'AlertAcknowledged',
  data: { townCode, alertId },
});
const township = `township-${TOWN}_2026`;
const coverage = { _id: `COVERAGE_LOST.${VILLAGE}`, kind: 'COVERAGE_LOST', about: VILLAGE, town: TOWN } as const;
const alertId = `COVERAGE_LOST.${VILLAGE}.2026-09-05`;
const seenBy = ({ id, role }: Caller, day: string) => ({ account: id, role, at: at(day) });

test('lost coverage is told until it is regained, and each time anew', () => {
  after(
    [village, lost('2026-09-01'), '2026-09-01'],
    [village, regained('2026-09-03'), '2026-09-03'],
    [village, lost('2026-09-05'), '2026-09-06'],
    [village, regained('2026-09-08'), '2026-09-08'],
    [village, lost('2026-09-10'), '2026-09-10'],
  ).then([
    {
      ...coverage,
      village: VILLAGE,
      episodes: [
        { day: '2026-09-01', raisedAt: at('2026-09-01'), endedOn: '2026-09-03', seen: [] },
        { day: '2026-09-05', raisedAt: at('2026-09-06'), endedOn: '2026-09-08', seen: [] },
        { day: '2026-09-10', raisedAt: at('2026-09-10'), seen: [] },
      ],
    },
  ]);
});

test('who has read it and when stands with the very alert; another township’s word changes nothing', () => {
  after(
    [village, lost('2026-09-01'), '2026-09-01'],
    [village, lost('2026-09-05'), '2026-09-05'],
    [township, read(alertId), '2026-09-06', officer],
    [township, read(alertId), '2026-09-07', bureau],
    ['township-341881002_2026', read(alertId, '341881002'), '2026-09-07', bureau],
    [township, read(`COVERAGE_LOST.${VILLAGE}.2026-09-09`), '2026-09-09', officer],
  ).then([
    {
      ...coverage,
      village: VILLAGE,
      episodes: [
        { day: '2026-09-01', raisedAt: at('2026-09-01'), seen: [] },
        {
          day: '2026-09-05',
          raisedAt: at('2026-09-05'),
          seen: [seenBy(officer, '2026-09-06'), seenBy(bureau, '2026-09-07')],
        },
      ],
    },
  ]);
});

test('what was read and does not exist leaves nothing', () => {
  after([township, read(alertId), '2026-09-06', officer]).then([]);
});

test.each<readonly [what: string, fact: CoordinatorFact, endedOn: string]>([
  [
    'a new policy',
    { type: 'InsuranceBound', data: { validFrom: '2026-09-03', validUntil: '2027-09-02' } },
    '2026-09-04',
  ],
  [
    'the relief',
    { type: 'CoordinatorRelieved', data: { from: '2026-09-02', reason: 'RETIRED', villages: [] } },
    '2026-09-02',
  ],
])('an insurance that ended is told until %s', (_, fact, endedOn) => {
  const stream = 'coordinator-c-1';
  const data = { deadlineId: 'd-1', validUntil: '2026-08-31', dueAt: '2026-08-31T15:59:59.999Z' };
  const earlier: CoordinatorFact = {
    type: 'InsuranceBound',
    data: { validFrom: '2026-01-01', validUntil: '2026-08-31' },
  };
  after(
    [stream, earlier, '2026-01-01'],
    [stream, { type: 'InsuranceExpired', data }, '2026-09-01'],
    [stream, fact, '2026-09-04'],
  ).then([
    {
      _id: 'INSURANCE_EXPIRED.c-1',
      kind: 'INSURANCE_EXPIRED',
      about: 'c-1',
      town: TOWN,
      episodes: [{ day: '2026-08-31', raisedAt: at('2026-09-01'), endedOn, seen: [] }],
    },
  ]);
});

test('an overdue filing is told until it is filed', () => {
  const named = { year: '2026', townCode: TOWN, annex: 'A3' } as const;
  const id = `2026_${TOWN}_A3`;
  const overdue: FilingFact = {
    type: 'FilingOverdue',
    data: { ...named, deadlineId: 'd-1', dueOn: '2026-11-12', dueAt: '2026-11-12T15:59:59.999Z' },
  };
  const submitted: FilingFact = {
    type: 'FilingSubmitted',
    data: { ...named, anchor: 'c@0', rows: 1, contentHash: 'a', filledBy: box('f'), reviewedBy: box('r') },
  };
  after([`filing-${id}`, overdue, '2026-11-13'], [`filing-${id}`, submitted, '2026-11-16']).then([
    {
      _id: `FILING_OVERDUE.${id}`,
      kind: 'FILING_OVERDUE',
      about: id,
      town: TOWN,
      episodes: [{ day: '2026-11-12', raisedAt: at('2026-11-13'), endedOn: '2026-11-16', seen: [] }],
    },
  ]);
});

test('a watch review that was missed is told until the review or the end of the watch, where the family lives', () => {
  const stream = 'household-h-1';
  const missed = (reviewOn: string): HouseholdFact => ({
    type: 'WatchReviewMissed',
    data: { deadlineId: 'd-1', watchId: 'w-1', reviewOn, dueAt: `${reviewOn}T15:59:59.999Z` },
  });
  const reviewed: HouseholdFact = {
    type: 'WatchReviewed',
    data: { watchId: 'w-1', on: '2026-12-05', finding: 'EASED', text: box('x'), nextReviewOn: '2027-03-05' },
  };
  const released: HouseholdFact = {
    type: 'WatchReleased',
    data: { watchId: 'w-1', on: '2027-03-08', reason: 'COVERED' },
  };
  const merged: HouseholdFact = {
    type: 'HouseholdMergedInto',
    data: { proposalId: 'p', into: 'h-2', on: '2026-12-04' },
  };
  const place = { fromTown: TOWN, fromVillage: VILLAGE, toTown: '341881002', toVillage: '341881002001' };
  const moved: HouseholdFact = { type: 'HouseholdMoved', data: { ...place, on: '2027-03-07', reason: box('r') } };
  const alert = { _id: 'WATCH_REVIEW_MISSED.h-1', kind: 'WATCH_REVIEW_MISSED', about: 'h-1' } as const;
  const first = { day: '2026-12-02', raisedAt: at('2026-12-03'), seen: [] };
  after([stream, missed('2026-12-02'), '2026-12-03']).then([{ ...alert, town: TOWN, episodes: [first] }]);
  after([stream, missed('2026-12-02'), '2026-12-03'], [stream, merged, '2026-12-04']).then([
    { ...alert, town: TOWN, episodes: [{ ...first, endedOn: '2026-12-04' }] },
  ]);
  after(
    [stream, missed('2026-12-02'), '2026-12-03'],
    [stream, reviewed, '2026-12-05'],
    [stream, missed('2027-03-05'), '2027-03-06'],
    [stream, moved, '2027-03-07'],
    [stream, released, '2027-03-08'],
  ).then([
    {
      ...alert,
      town: '341881002',
      village: '341881002001',
      episodes: [
        { ...first, endedOn: '2026-12-05' },
        { day: '2027-03-05', raisedAt: at('2027-03-06'), endedOn: '2027-03-08', seen: [] },
      ],
    },
  ]);
});

test('F01 · a missed review that comes with a merger is told of the survivor, one that was made up for is not', () => {
  const watch = { watchId: 'w-1', from: '2026-09-02', reasonCodes: [], ruleVersion: 7, beneficiaries: [], reviews: [] };
  const absorbed = (settledAt?: string): HouseholdFact => {
    const duties = [{ dueOn: '2026-12-02', missed: true, ...(settledAt === undefined ? {} : { settledAt }) }];
    const nothing = { headId: 'm', address: box('a'), members: [], listings: [], visits: [], excuses: [], misses: [] };
    const carried = { ...nothing, watches: [{ ...watch, duties }] };
    return { type: 'HouseholdAbsorbed', data: { proposalId: 'p', from: 'h-1', on: '2026-12-04', carried } };
  };
  after(['household-h-2', absorbed(at('2026-12-03')), '2026-12-04']).then([]);
  after(['household-h-2', absorbed(), '2026-12-04']).then([
    {
      _id: 'WATCH_REVIEW_MISSED.h-2',
      kind: 'WATCH_REVIEW_MISSED',
      about: 'h-2',
      town: TOWN,
      episodes: [{ day: '2026-12-02', raisedAt: at('2026-12-04'), seen: [] }],
    },
  ]);
});
