import { TOWN, VILLAGE, reported } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box, registeredHousehold } from '../../../test/support/people.js';
import { Folding, projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { chainFrom } from '../merged-families/families-now.js';
import { mergedFamiliesProjection } from '../merged-families/merged-families.projection.js';
import type { CaseOfTasks, HomeOfTasks } from './officer-tasks.projection.js';
import { homeKey, officerTasksProjection } from './officer-tasks.projection.js';
import { tasksOf } from './tasks-of-case.js';

type Told = readonly [stream: string, fact: CaseFact | HouseholdFact];
const day = (n: number) => `2026-09-${String(n).padStart(2, '0')}T00:00:00.000Z`;
/** The n-th fact happens on the n-th of September. */
const logOf = (...told: readonly Told[]) =>
  told.map(([stream, fact], n) => recordedFact({ fact, at: day(n + 1) }, n, stream));

const ofCase = (fact: CaseFact): Told => ['case-k-1', fact];
const ofHome = (fact: HouseholdFact, id = 'h-1'): Told => [`household-${id}`, fact];
const clue = ofCase(reported({ householdRef: 'h-1', subject: undefined }));
const verified = (needsListing: boolean) =>
  ofCase({ type: 'ClueVerified', data: { result: 'CONFIRMED', needsListing } });
const listing = (clueRef?: string): HouseholdFact => ({
  type: 'HouseholdListedAsKey',
  data: {
    listedOn: '2026-09-03',
    categoryCodes: ['DIBAO_EDGE'],
    hardshipCodes: [],
    currentAids: [],
    partialDibao: false,
    inDifficulty: true,
    kinFlag: false,
    source: 'CLUE',
    ...(clueRef === undefined ? {} : { clueRef }),
  },
});
const delisted: HouseholdFact = { type: 'HouseholdDelisted', data: { on: '2026-09-05', reason: 'RECOVERED' } };
const granted = (beneficiaries: readonly string[], period = 'MONTH'): Told =>
  ofCase({
    type: 'MeasureGranted',
    data: {
      measureId: 'g-1',
      applicationId: 'a-1',
      kind: 'DIBAO',
      beneficiaries,
      money: 40_000,
      period,
      from: '2026-09-01',
      decider: 'u-reviewer',
    },
  });
const death = (memberId: string, on = '2026-09-04'): HouseholdFact => ({
  type: 'MemberRemoved',
  data: { memberId, reason: 'DEATH', on },
});
const reduced: Told = ofCase({
  type: 'MeasureReduced',
  data: { measureId: 'g-1', reason: 'OTHER', text: box('r', 'k-1'), money: 1, from: '2026-09-05', decider: 'u' },
});
const ended: Told = ofCase({
  type: 'MeasureEnded',
  data: { measureId: 'g-1', reason: 'DEATH', text: box('r', 'k-1'), from: '2026-09-05', decider: 'u' },
});

/** What waits after these facts. */
const waiting = (told: readonly Told[]) => {
  const documents = new Folding(officerTasksProjection).deliver(logOf(...told)).documents();
  const homes = new Map(documents.flatMap((one) => (one.kind === 'home' ? [[one._id, one] as const] : [])));
  const merged = new Folding(mergedFamiliesProjection).deliver(logOf(...told)).documents();
  const into = new Map(merged.map((one) => [one._id, one.into]));
  const homesOf = ({ householdRef }: CaseOfTasks) =>
    householdRef === undefined ? [] : chainFrom(householdRef, into).flatMap((id) => homes.get(homeKey(id)) ?? []);
  const cases = documents.flatMap((one) => (one.kind === 'case' && one.waiting ? [one] : []));
  return cases
    .flatMap((one) => tasksOf(one, homesOf(one), '2026-09-20'))
    .map(({ taskId, since, died }) => [taskId, since, ...died.map(({ memberId }) => memberId)]);
};

test('of a case is kept whom it is about and what runs, of a household whether it is listed and who died', () => {
  const running = { measureId: 'g-1', kind: 'DIBAO', period: 'MONTH', beneficiaries: ['m-1'] };
  const log = logOf(clue, verified(true), granted(['m-1']), ofHome(listing()), ofHome(death('m-1')));
  const known: Omit<CaseOfTasks, 'position'> = {
    _id: 'case.k-1',
    kind: 'case',
    town: TOWN,
    village: VILLAGE,
    householdRef: 'h-1',
    listingNeededAt: day(2),
    listed: false,
    measures: [running],
    waiting: true,
  };
  const home: Omit<HomeOfTasks, 'position'> = {
    _id: 'home.h-1',
    kind: 'home',
    onRoster: true,
    listedAt: day(4),
    deaths: [{ memberId: 'm-1', on: '2026-09-04', factId: log[4]?.id ?? '' }],
  };
  projectionSpec(officerTasksProjection).given(log).then([known, home]);
});

test('a clue found to need listing waits until its family is on the roster, or nothing is needed any more', () => {
  const needed = [['LISTING_NEEDED.case.k-1', day(2)]];
  expect(waiting([clue, verified(true)])).toEqual(needed);
  expect(waiting([clue, verified(false)])).toEqual([]);
  expect(waiting([clue, verified(true), ofHome(listing())])).toEqual([]);
  expect(waiting([clue, verified(true), ofHome(listing()), ofHome(delisted)])).toEqual([]);
  expect(waiting([ofHome(listing()), ofHome(delisted), clue, verified(true)])).toEqual([
    ['LISTING_NEEDED.case.k-1', day(4)],
  ]);
  expect(waiting([clue, verified(true), ofHome(listing('k-1'), 'h-9')])).toEqual([]);
  expect(waiting([clue, verified(true), verified(false)])).toEqual([]);
  for (const fact of [
    { type: 'ClueRejected', data: { reason: 'OTHER', text: box('r', 'k-1') } },
    { type: 'ClueMarkedDuplicate', data: { ofCaseRef: 'k-2' } },
    { type: 'CaseClosedWithoutNeed', data: { reason: 'NO_NEED', text: box('r', 'k-1') } },
  ] satisfies CaseFact[])
    expect(waiting([clue, verified(true), ofCase(fact)])).toEqual([]);
});

test('a family that ended in another one is listed there', () => {
  const into: HouseholdFact = { type: 'HouseholdMergedInto', data: { proposalId: 'p', into: 'h-2', on: '2026-09-03' } };
  const merged = [clue, verified(true), ofHome(into)];
  expect(waiting(merged)).toEqual([['LISTING_NEEDED.case.k-1', day(2)]]);
  expect(waiting([...merged, ofHome(listing(), 'h-2')])).toEqual([]);
});

test('a measure whose beneficiaries have all died is to be ended, one that others still have to be adjusted', () => {
  const since = '2026-09-04T15:59:59.999Z';
  const alone = [clue, granted(['m-1'])];
  const both = [clue, granted(['m-1', 'm-2'])];
  expect(waiting(alone)).toEqual([]);
  expect(waiting([...alone, ofHome(death('m-1'))])).toEqual([['MEASURE_TO_END.case.k-1.g-1', since, 'm-1']]);
  expect(waiting([...alone, ofHome(death('m-1')), ended])).toEqual([]);
  expect(waiting([clue, granted(['m-1'], 'ONCE'), ofHome(death('m-1'))])).toEqual([]);
  expect(waiting([...both, ofHome(death('m-1'))])).toEqual([['MEASURE_TO_ADJUST.case.k-1.g-1', since, 'm-1']]);
  expect(waiting([...both, ofHome(death('m-1')), reduced])).toEqual([]);
  expect(waiting([...both, ofHome(death('m-2', '2026-09-02')), ofHome(death('m-1')), reduced])).toEqual([
    ['MEASURE_TO_END.case.k-1.g-1', since, 'm-2', 'm-1'],
  ]);
});

test('a death that was put right is told as it was, and somebody who did not die has his aid', () => {
  const log = logOf(clue, granted(['m-1']), ofHome(registeredHousehold()), ofHome(death('m-1')));
  const corrects = log[3]?.id ?? '';
  const right = (corrected: { on?: string; reason?: string }): Told =>
    ofHome({
      type: 'FactCorrected',
      data: {
        proposalId: 'p',
        corrects,
        correctsType: 'MemberRemoved',
        corrected,
        reason: box('wrong'),
        proposedBy: 'u-officer',
      },
    });
  const life = [clue, granted(['m-1']), ofHome(registeredHousehold()), ofHome(death('m-1'))];
  expect(waiting([...life, right({ on: '2026-09-03' })])).toEqual([
    ['MEASURE_TO_END.case.k-1.g-1', '2026-09-03T15:59:59.999Z', 'm-1'],
  ]);
  expect(waiting([...life, right({ reason: 'MOVED_AWAY' })])).toEqual([]);
});
