import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import {
  NEXT_VILLAGE,
  TOWN,
  VILLAGE,
  appointed,
  appointment,
  particulars,
} from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CoordinatorDocument } from './coordinator-roster.projection.js';
import { coordinatorRosterProjection } from './coordinator-roster.projection.js';

function roster(...facts: readonly CoordinatorFact[]) {
  const told = facts.map((fact, index) => ({ fact, ...(index === 0 ? { at: '2026-08-31T16:00:00.000Z' } : {}) }));
  return projectionSpec(coordinatorRosterProjection).given(
    told.map((one, index) => recordedFact(one, index, 'coordinator-c-1')),
  );
}

function entry(changes: Partial<CoordinatorDocument> = {}): Told<CoordinatorDocument> {
  return {
    _id: 'c-1',
    town: TOWN,
    state: 'ON_DUTY',
    since: '2026-09-01',
    source: 'VILLAGE_COMMITTEE',
    particulars: particulars(),
    villages: [VILLAGE],
    terms: [{ village: VILLAGE, from: '2026-09-01' }],
    trainings: [],
    insurances: [],
    devices: [],
    payments: [],
    duties: { assigned: 0, performed: 0 },
    ...changes,
  };
}

const suspended: CoordinatorFact = {
  type: 'CoordinatorSuspended',
  data: { from: '2026-09-05', reason: 'LEAVE', villages: [VILLAGE], handOverTo: 'c-2' },
};
const closed = { village: VILLAGE, from: '2026-09-01', until: '2026-09-05', handOverTo: 'c-2' };

test('an appointment and a conversion stand since their day, with post and remark', () => {
  roster(appointed()).then([entry()]);
  roster({
    type: 'CoordinatorConverted',
    data: { ...appointment({ source: 'CONVERTED_STAFF', post: box('post'), remark: box('note') }), fromPost: 'X' },
  }).then([entry({ source: 'CONVERTED_STAFF', post: box('post'), remark: box('note') })]);
});

test('what was changed replaces what stood, and nothing else', () => {
  roster(appointed({ remark: box('note') }), {
    type: 'CoordinatorChanged',
    data: { changed: { phone: box('new'), post: box('post') } },
  }).then([entry({ particulars: particulars('c-1', { phone: box('new') }), post: box('post'), remark: box('note') })]);
});

test('villages change hands on their day, and both names stand beside them', () => {
  roster(appointed(), {
    type: 'VillagesAssigned',
    data: {
      villages: [{ villageCode: NEXT_VILLAGE, from: '2026-09-05' }],
      begun: [NEXT_VILLAGE],
      ended: [VILLAGE],
      from: '2026-09-05',
      reason: 'ADJUSTMENT',
      handOverTo: 'c-2',
      takesOverFrom: 'c-3',
    },
  }).then([
    entry({
      villages: [NEXT_VILLAGE],
      terms: [closed, { village: NEXT_VILLAGE, from: '2026-09-05', takesOverFrom: 'c-3' }],
    }),
  ]);
});

test('a suspended coordinator keeps his villages and answers for none, until he is resumed', () => {
  roster(appointed(), suspended).then([entry({ state: 'SUSPENDED', terms: [closed] })]);
  roster(appointed(), suspended, {
    type: 'CoordinatorResumed',
    data: { from: '2026-09-10', reason: 'RETURNED', villages: [VILLAGE] },
  }).then([entry({ terms: [closed, { village: VILLAGE, from: '2026-09-10' }] })]);
});

test('a transferred coordinator is the other township’s, without villages', () => {
  roster(appointed(), {
    type: 'CoordinatorTransferred',
    data: {
      fromTown: TOWN,
      toTown: '341881002',
      from: '2026-09-05',
      reason: 'ADJUSTMENT',
      villages: [VILLAGE],
      handOverTo: 'c-2',
    },
  }).then([entry({ town: '341881002', villages: [], terms: [closed] })]);
});

test('a relieved one stands with his last day', () => {
  roster(appointed(), {
    type: 'CoordinatorRelieved',
    data: { from: '2026-09-05', reason: 'RETIRED', villages: [VILLAGE], handOverTo: 'c-2' },
  }).then([entry({ state: 'RELIEVED', until: '2026-09-05', villages: [], terms: [closed] })]);
});

test('training, insurance, equipment, pay and duties stand in their places', () => {
  const on = '2026-09-05';
  roster(
    appointed(),
    { type: 'TrainingAttended', data: { trainingId: 't-1', on, hours: 8, subject: box('rules') } },
    { type: 'InsuranceBound', data: { validFrom: on, validUntil: '2027-09-04' } },
    { type: 'EquipmentIssued', data: { kind: 'RECORDER', deviceNo: '0079', on } },
    { type: 'EquipmentIssued', data: { kind: 'RECORDER', deviceNo: '0080', on } },
    { type: 'EquipmentReturned', data: { kind: 'RECORDER', deviceNo: '0079', on } },
    { type: 'AllowancePaid', data: { kind: 'TRANSPORT', period: '2026-09', money: 10_000 } },
    { type: 'SalaryPaid', data: { period: '2026-09', money: 200_000 } },
    { type: 'DutyAssigned', data: { dutyId: 'd-1', kind: 'S06-6', on, text: box('what') } },
    { type: 'DutyPerformed', data: { kind: 'S06-6', on, dutyId: 'd-1' } },
    { type: 'DutyPerformed', data: { kind: 'S06-1', on } },
  ).then([
    entry({
      trainings: [{ trainingId: 't-1', on, hours: 8 }],
      insurances: [{ validFrom: on, validUntil: '2027-09-04' }],
      devices: [{ kind: 'RECORDER', deviceNo: '0080', on }],
      payments: [
        { kind: 'TRANSPORT', period: '2026-09', money: 10_000 },
        { kind: 'SALARY', period: '2026-09', money: 200_000 },
      ],
      duties: { assigned: 1, performed: 2 },
    }),
  ]);
});

test('facts of somebody who was never appointed leave no line', () => {
  roster(suspended, { type: 'SalaryPaid', data: { period: '2026-09', money: 1 } }).then([]);
});
