import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { CareWatchDocument } from './care-watch.projection.js';
import { careWatchProjection } from './care-watch.projection.js';

const life = (...facts: readonly HouseholdFact[]) =>
  projectionSpec(careWatchProjection).given(
    [registeredHousehold({ groupNo: '01' }), ...facts].map((fact, index) =>
      recordedFact({ fact }, index, 'household-h-1'),
    ),
  );
const line = (changes: Partial<CareWatchDocument> = {}): Told<CareWatchDocument> => ({
  _id: 'h-1',
  town: '341881100',
  village: '341881100201',
  group: '01',
  householdNo: '81100201ABCDEF',
  headId: 'm-head',
  names: { 'm-head': box('name of m-head', 'm-head') },
  risks: [],
  state: 'NEVER',
  ...changes,
});
const of = { riskId: 'r-1', memberId: 'm-head', kind: 'HAZARD' };
const raised = (riskId = 'r-1'): HouseholdFact => ({
  type: 'CareRiskIdentified',
  data: { ...of, riskId, on: '2026-09-02', text: box('x') },
});
const cleared: HouseholdFact = { type: 'CareRiskCleared', data: { ...of, on: '2026-09-06', text: box('y') } };
const risk = { ...of, from: '2026-09-02' };

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

test('a household is on the watch while a risk of anybody is open', () => {
  life(raised()).then([line({ risks: [risk], state: 'OPEN' })]);
  const ended = { ...risk, until: '2026-09-06' };
  life(raised(), cleared).then([line({ risks: [ended], state: 'ENDED' })]);
  life(raised(), raised('r-2'), cleared).then([line({ risks: [ended, { ...risk, riskId: 'r-2' }], state: 'OPEN' })]);
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
  const headed: HouseholdFact = {
    type: 'HeadChanged',
    data: { memberId: 'm-son', on: '2026-09-03', reason: box('r') },
  };
  life(added(), other).then([line({ names })]);
  life(added(true)).then([line({ names, headId: 'm-son' })]);
  life(added(), headed).then([line({ names, headId: 'm-son' })]);
  life(added(), removed, changed).then([line({ names: { ...names, 'm-son': box('new', 'm-son') }, headId: 'm-son' })]);
});

test('F01 · a risk comes along with a merger, and the household that ended is on no watch', () => {
  const nothing = { address: box('a'), listings: [], visits: [], excuses: [], misses: [] };
  const mother = member('m-mother');
  const members = [{ particulars: mother, periods: [{ from: '2026-09-01', openedBy: 'e' }] }];
  const brought = { ...risk, memberId: 'm-mother' };
  const carried = { ...nothing, headId: 'm-mother', members, careRisks: [brought] };
  const data = { proposalId: 'p', from: 'h-0', on: '2026-09-20', newHeadMemberId: 'm-mother', carried };
  const names = { 'm-head': box('name of m-head', 'm-head'), 'm-mother': mother.name };
  life({ type: 'HouseholdAbsorbed', data }).then([
    line({ names, headId: 'm-mother', risks: [brought], state: 'OPEN' }),
  ]);
  life(raised(), { type: 'HouseholdMergedInto', data: { proposalId: 'p', into: 'h-2', on: '2026-09-20' } }).then([]);
});
