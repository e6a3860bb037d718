import { TOWN, VILLAGE, opened, reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { ReferralsDocument } from './referrals.projection.js';
import { referralsProjection } from './referrals.projection.js';

const words = box('words', 'k-1');
const day = (n: number) => `2026-09-0${n}T01:00:00.000Z`;

/** The n-th fact happens on the n-th of September. */
const life = (...facts: readonly CaseFact[]) =>
  projectionSpec(referralsProjection).given(
    facts.map((fact, n) => {
      const { metadata, ...rest } = recordedFact({ fact, at: day(n + 1) }, n, 'case-k-1');
      return { ...rest, metadata: { ...metadata, townCode: TOWN, villageCode: VILLAGE } };
    }),
  );
const sent = (referralId = 'r-1', department = 'MEDICAL'): CaseFact => ({
  type: 'ReferralSent',
  data: { referralId, department, need: 'MEDICAL', beneficiaries: ['m-1', 'm-2'], dueOn: '2026-09-15' },
});
const acknowledged: CaseFact = { type: 'ReferralAcknowledged', data: { referralId: 'r-1' } };
const answered = (outcome: string, referralId = 'r-1'): CaseFact => ({
  type: 'ReferralOutcomeReported',
  data: { referralId, outcome, text: words },
});
const gift: CaseFact = { type: 'CharityAidDelivered', data: { referralId: 'r-1', kind: 'GOODS', value: 1 } };
const archived: CaseFact = { type: 'CaseArchived', data: { pageHash: 'a'.repeat(64) } };

const { caseNo } = opened().data;
const referral = { referralId: 'r-1', department: 'MEDICAL', need: 'MEDICAL', beneficiaries: 2, delivered: false };
const clock = { kind: 'REFERRAL', about: 'r-1', department: 'MEDICAL', startedAt: day(2) } as const;
const line = (changes: Partial<ReferralsDocument> = {}): Told<ReferralsDocument> => ({
  _id: 'k-1',
  town: TOWN,
  village: VILLAGE,
  caseNo,
  departments: ['MEDICAL'],
  referrals: [referral],
  referred: true,
  clocks: [clock],
  open: true,
  ...changes,
});
const closed = (on: number) => ({ clocks: [{ ...clock, closedAt: day(on), closedUnder: '0' }], open: false });

test('a referral waits until its department answers', () => {
  life(opened()).then([line({ departments: [], referrals: [], referred: false, clocks: [], open: false })]);
  life(opened(), sent()).then([line()]);
  const got = { ...referral, acknowledgedOn: '2026-09-03' };
  life(opened(), sent(), acknowledged).then([line({ referrals: [got] })]);
  life(opened(), sent(), acknowledged, answered('RETURNED')).then([
    line({ ...closed(4), referrals: [{ ...got, outcome: 'RETURNED', answeredOn: '2026-09-04' }] }),
  ]);
});

test('a gift of a charity ends the waiting, its first one', () => {
  const given = { ...referral, delivered: true, answeredOn: '2026-09-03' };
  life(opened(), sent(), gift).then([line({ ...closed(3), referrals: [given] })]);
  life(opened(), sent(), gift, gift).then([line({ ...closed(3), referrals: [given] })]);
});

test('whatever is unanswered is no longer awaited once the case is filed', () => {
  life(opened(), sent(), archived).then([line(closed(3))]);
});

test('a breach that was written keeps its end, and each referral has a clock of its own', () => {
  const late: CaseFact = {
    type: 'ReferralOverdue',
    data: {
      clock: 'REFERRAL',
      about: 'r-1',
      since: day(2),
      dueOn: '2026-09-15',
      dueAt: '2026-09-15T15:59:59.999Z',
      deadlineId: 'd-1',
      parameter: 'REFERRAL',
      ruleVersion: 1,
    },
  };
  const other = { ...referral, referralId: 'r-2', department: 'HOUSING' };
  const second = { ...clock, about: 'r-2', department: 'HOUSING', startedAt: day(3) };
  life(opened(), sent(), sent('r-2', 'HOUSING'), late, answered('HELPED', 'r-2')).then([
    line({
      departments: ['MEDICAL', 'HOUSING'],
      referrals: [referral, { ...other, outcome: 'HELPED', answeredOn: '2026-09-05' }],
      clocks: [
        { ...clock, missedAt: '2026-09-15T15:59:59.999Z' },
        { ...second, closedAt: day(5), closedUnder: '0' },
      ],
    }),
  ]);
});

test('what was never referred and is no open case has no line', () => {
  life(reported(), archived).then([]);
});
