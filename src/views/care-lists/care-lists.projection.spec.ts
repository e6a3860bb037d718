import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { CareListsDocument } from './care-lists.projection.js';
import { careListsProjection } from './care-lists.projection.js';

const life = (...facts: readonly HouseholdFact[]) =>
  projectionSpec(careListsProjection).given(
    [registeredHousehold({ groupNo: '01' }), ...facts].map((fact, index) =>
      recordedFact({ fact }, index, 'household-h-1'),
    ),
  );
const line = (changes: Partial<CareListsDocument> = {}): Told<CareListsDocument> => ({
  _id: 'h-1',
  town: '341881100',
  village: '341881100201',
  group: '01',
  householdNo: '81100201ABCDEF',
  headId: 'm-head',
  names: { 'm-head': box('name of m-head', 'm-head') },
  watches: [],
  watchState: 'NEVER',
  monitorings: [],
  monitoringState: 'NEVER',
  risks: [],
  riskState: 'NEVER',
  ...changes,
});
const told = { watchId: 'w-1', reasonCodes: ['INCOME_ABOVE'], ruleVersion: 7, beneficiaries: ['m-head'] };
const put: HouseholdFact = {
  type: 'HouseholdPutOnWatch',
  data: { ...told, on: '2026-09-02', nextReviewOn: '2026-12-02', text: box('x') },
};
const recordedAt = '2026-09-01T00:00:00.000Z';
const watch = { ...told, from: '2026-09-02', reviews: [], duties: [{ dueOn: '2026-12-02', missed: false }] };
const review: HouseholdFact = {
  type: 'WatchReviewed',
  data: { watchId: 'w-1', on: '2026-12-05', finding: 'EASED', text: box('y'), nextReviewOn: '2027-03-05' },
};
const hazard = { riskId: 'r-1', memberId: 'm-head', kind: 'HAZARD' };
const raised = (riskId = 'r-1'): HouseholdFact => ({
  type: 'CareRiskIdentified',
  data: { ...hazard, riskId, on: '2026-09-02', text: box('x') },
});
const cleared: HouseholdFact = { type: 'CareRiskCleared', data: { ...hazard, on: '2026-09-06', text: box('y') } };
const risk = { ...hazard, from: '2026-09-02' };

test('a household is in its village and group, wherever it moves', () => {
  const move = { fromTown: '341881100', fromVillage: '341881100201', on: '2026-09-03', reason: box('r') };
  const correction = { proposalId: 'p', reason: box('r'), proposedBy: 'u' };
  const groupNo = '09';
  life(
    { type: 'AddressChanged', data: { address: box('a'), on: '2026-09-02', groupNo: '02' } },
    { type: 'AddressChanged', data: { address: box('b'), on: '2026-09-02' } },
  ).then([line({ group: '02' })]);
  const moved: HouseholdFact = {
    type: 'HouseholdMoved',
    data: { ...move, toTown: '341881002', toVillage: '341881002001' },
  };
  life(moved).then([line({ town: '341881002', village: '341881002001', group: '' })]);
  const corrected = (correctsType: string): HouseholdFact => ({
    type: 'FactCorrected',
    data: { ...correction, corrects: factId(0), correctsType, corrected: { groupNo } },
  });
  life(corrected('HouseholdRegistered')).then([line({ group: groupNo })]);
  life(corrected('HouseholdDelisted')).then([line()]);
});

test('a watch is open until its end, with its reviews and what was missed', () => {
  life(put).then([line({ watches: [watch], watchState: 'ON_WATCH' })]);
  const missed: HouseholdFact = {
    type: 'WatchReviewMissed',
    data: { deadlineId: 'd', watchId: 'w-1', reviewOn: '2026-12-02', dueAt: '2026-12-02T15:59:59.999Z' },
  };
  const reviewed = {
    ...watch,
    reviews: [{ on: '2026-12-05', finding: 'EASED' }],
    duties: [
      { dueOn: '2026-12-02', missed: true, settledAt: recordedAt },
      { dueOn: '2027-03-05', missed: false },
    ],
  };
  life(put, missed, review).then([line({ watches: [reviewed], watchState: 'ON_WATCH' })]);
  const released: HouseholdFact = {
    type: 'WatchReleased',
    data: { watchId: 'w-1', on: '2026-12-06', reason: 'RECOVERED' },
  };
  const ended = {
    ...watch,
    duties: [{ dueOn: '2026-12-02', missed: false, settledAt: recordedAt }],
    until: '2026-12-06',
    releaseReason: 'RECOVERED',
  };
  life(put, released).then([line({ watches: [ended], watchState: 'RELEASED' })]);
});

test('a household that has ended in another stands in no list', () => {
  life(put, { type: 'HouseholdMergedInto', data: { proposalId: 'p', into: 'h-2', on: '2026-09-20' } }).then([]);
});

test('the head is who was said last, and everybody keeps his name', () => {
  const son = member('m-son');
  const names = { 'm-head': box('name of m-head', 'm-head'), 'm-son': son.name };
  const added = (asHead?: boolean): HouseholdFact => ({
    type: 'MemberAdded',
    data: { member: son, on: '2026-09-02', ...(asHead === undefined ? {} : { asHead }) },
  });
  const removed: HouseholdFact = {
    type: 'MemberRemoved',
    data: { memberId: 'm-head', reason: 'DEATH', on: '2026-09-03', newHeadMemberId: 'm-son' },
  };
  const changed: HouseholdFact = {
    type: 'MemberChanged',
    data: { memberId: 'm-son', changed: { name: box('new', 'm-son') } },
  };
  const other: HouseholdFact = { type: 'MemberChanged', data: { memberId: 'm-son', changed: { minor: true } } };
  life(added(), other).then([line({ names })]);
  life(added(true)).then([line({ names, headId: 'm-son' })]);
  life(added(), removed, changed).then([line({ names: { ...names, 'm-son': box('new', 'm-son') }, headId: 'm-son' })]);
});

test('a household is on the care watch while a risk of anybody is open', () => {
  life(raised()).then([line({ risks: [risk], riskState: 'OPEN' })]);
  const ended = { ...risk, until: '2026-09-06' };
  life(raised(), cleared).then([line({ risks: [ended], riskState: 'ENDED' })]);
  const both = [ended, { ...risk, riskId: 'r-2' }];
  life(raised(), raised('r-2'), cleared).then([line({ risks: both, riskState: 'OPEN' })]);
});

test('F01 · what a household brings with a merger stands in the survivor’s line', () => {
  const nothing = { address: box('a'), listings: [], visits: [], excuses: [], misses: [] };
  const mother = member('m-mother');
  const members = [{ particulars: mother, periods: [{ from: '2026-09-01', openedBy: 'e' }] }];
  const brought = { ...risk, memberId: 'm-mother' };
  const carried = { ...nothing, headId: 'm-mother', members, watches: [watch], careRisks: [brought] };
  const data = { proposalId: 'p', from: 'h-0', on: '2026-09-20', newHeadMemberId: 'm-mother', carried };
  const names = { 'm-head': box('name of m-head', 'm-head'), 'm-mother': mother.name };
  life({ type: 'HouseholdAbsorbed', data }).then([
    line({ names, headId: 'm-mother', watches: [watch], watchState: 'ON_WATCH', risks: [brought], riskState: 'OPEN' }),
  ]);
});

test('a monitoring is open until its end, and comes along with a merger', () => {
  const monitoring = { monitoringId: 'mo-1', category: 'OTHER_LOW', beneficiaries: ['m-head'], from: '2026-09-02' };
  const start: HouseholdFact = { type: 'LowIncomeMonitoringStarted', data: { ...monitoring, reason: box('r') } };
  const end: HouseholdFact = {
    type: 'LowIncomeMonitoringEnded',
    data: { monitoringId: 'mo-1', until: '2026-09-06', reason: 'RECOVERED' },
  };
  const ended = { ...monitoring, until: '2026-09-06', endReason: 'RECOVERED' };
  life(start).then([line({ monitorings: [monitoring], monitoringState: 'MONITORED' })]);
  life(start, end).then([line({ monitorings: [ended], monitoringState: 'ENDED' })]);
  const nothing = { headId: 'm', address: box('a'), members: [], listings: [], visits: [], excuses: [], misses: [] };
  const carried = { ...nothing, monitorings: [monitoring] };
  life({ type: 'HouseholdAbsorbed', data: { proposalId: 'p', from: 'h-0', on: '2026-09-20', carried } }).then([
    line({ monitorings: [monitoring], monitoringState: 'MONITORED' }),
  ]);
});
