import type { DemoPeople } from './demo-people.js';

/** Somebody who works for the townships, as forms ask for him. */
export interface StaffMember {
  readonly name: string;
  readonly idNo: string;
  readonly phone: string;
}

export function staffMember(people: DemoPeople, born: readonly [first: number, last: number]): StaffMember {
  const { name, idNo = '', phone = '' } = people.person({ relation: 'HEAD', born, withPhone: true });
  return { name, idNo, phone };
}
