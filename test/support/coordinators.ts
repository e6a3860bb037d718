import type { Particulars } from '../../src/aggregates/coordinator/appointment/particulars.js';
import type { Appointment, CoordinatorAppointed } from '../../src/aggregates/coordinator/coordinator.events.js';
import { box } from './people.js';

export const TOWN = '341881100';
export const VILLAGE = '341881100201';
export const NEXT_VILLAGE = '341881100202';

/** A coordinator whose hashes are readable: `id:c-1`. */
export function particulars(coordinatorId = 'c-1', given: Partial<Particulars> = {}): Particulars {
  return {
    name: box(`name of ${coordinatorId}`, coordinatorId),
    nameHash: `name:${coordinatorId}`,
    surnameHash: `surname:${coordinatorId}`,
    idNo: box(`number of ${coordinatorId}`, coordinatorId),
    idHash: `id:${coordinatorId}`,
    phone: box(`phone of ${coordinatorId}`, coordinatorId),
    gender: box('MALE', coordinatorId),
    birthYearMonth: box('1980-03', coordinatorId),
    ...given,
  };
}

export function appointment(given: Partial<Appointment> = {}): Appointment {
  return {
    townCode: TOWN,
    particulars: particulars(),
    villages: [{ villageCode: VILLAGE, from: '2026-09-01' }],
    source: 'VILLAGE_COMMITTEE',
    ...given,
  };
}

/** 港口镇's coordinator of its first village, since the first of September. */
export function appointed(given: Partial<Appointment> = {}): CoordinatorAppointed {
  return { type: 'CoordinatorAppointed', data: appointment(given) };
}
