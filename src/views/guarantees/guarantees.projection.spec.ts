import { TOWN, VILLAGE, appointed } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import type { GuaranteesDocument } from './guarantees.projection.js';
import { guaranteesProjection } from './guarantees.projection.js';
import { coverOn } from './insured-until.js';

const life = (...facts: readonly CoordinatorFact[]) =>
  projectionSpec(guaranteesProjection).given(
    facts.map((fact, index) => recordedFact({ fact }, index, 'coordinator-c-1')),
  );
const line = (changes: Partial<GuaranteesDocument> = {}): Told<GuaranteesDocument> => ({
  _id: 'c-1',
  town: TOWN,
  name: box('name of c-1', 'c-1'),
  since: '2026-09-01',
  insurances: [],
  devices: [],
  paidUntil: {},
  ...changes,
});
const grounds = { from: '2026-09-09', reason: 'ADJUSTMENT', villages: [VILLAGE] };

test('a coordinator begins with nothing; his name and township follow him', () => {
  life(
    appointed(),
    { type: 'CoordinatorChanged', data: { changed: { name: box('new', 'c-1') } } },
    { type: 'CoordinatorChanged', data: { changed: { phone: box('phone', 'c-1') } } },
    { type: 'CoordinatorTransferred', data: { ...grounds, fromTown: TOWN, toTown: '341881002' } },
    { type: 'CoordinatorRelieved', data: { ...grounds, from: '2026-09-20' } },
  ).then([line({ name: box('new', 'c-1'), town: '341881002', relievedOn: '2026-09-20' })]);
});

test('what he holds and what he was paid', () => {
  const recorder = { kind: 'RECORDER', deviceNo: '1', on: '2026-09-02' };
  const other = { kind: 'RECORDER', deviceNo: '2', on: '2026-09-03' };
  life(
    appointed(),
    { type: 'InsuranceBound', data: { validFrom: '2026-09-01', validUntil: '2027-08-31', policyNo: box('p') } },
    { type: 'EquipmentIssued', data: recorder },
    { type: 'EquipmentIssued', data: other },
    { type: 'EquipmentReturned', data: { ...recorder, on: '2026-09-05' } },
    { type: 'AllowancePaid', data: { kind: 'TRANSPORT', period: '2026-10', money: 1 } },
    { type: 'AllowancePaid', data: { kind: 'TRANSPORT', period: '2026-09', money: 1 } },
    { type: 'SalaryPaid', data: { period: '2026-09', money: 1 } },
  ).then([
    line({
      insurances: [{ validFrom: '2026-09-01', validUntil: '2027-08-31' }],
      devices: [other],
      paidUntil: { TRANSPORT: '2026-10', SALARY: '2026-09' },
    }),
  ]);
});

test('cover is one as long as nothing is between, expires soon within 30 days, and was never there before the first', () => {
  const terms = [
    { validFrom: '2026-07-01', validUntil: '2026-12-31' },
    { validFrom: '2026-01-01', validUntil: '2026-06-30' },
    { validFrom: '2027-01-02', validUntil: '2027-12-31' },
  ];
  const days = ['2025-12-31', '2026-06-30', '2026-12-01', '2026-11-30', '2026-12-31', '2027-01-01', '2027-01-02'];
  expect(days.map((day) => coverOn(terms, day, 30))).toEqual([
    { state: 'NEVER', until: null },
    { state: 'INSURED', until: '2026-12-31' },
    { state: 'EXPIRING', until: '2026-12-31' },
    { state: 'INSURED', until: '2026-12-31' },
    { state: 'EXPIRING', until: '2026-12-31' },
    { state: 'EXPIRED', until: '2026-12-31' },
    { state: 'INSURED', until: '2027-12-31' },
  ]);
});
