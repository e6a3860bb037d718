import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { assertHappenedOn } from '../township-rules.js';
import type { ResponsiblePersonDesignated } from '../township.events.js';
import type { Township } from '../township.js';

/** Who answers for the work in the township (S30); whoever was named before answers until that day. */
export class DesignateResponsiblePerson {
  constructor(readonly designation: ResponsiblePersonDesignated['data']) {}
}

export const designateResponsiblePersonAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function designateResponsiblePerson(
  { designation }: DesignateResponsiblePerson,
  _: Township,
  given: Given,
): readonly Decided<ResponsiblePersonDesignated>[] {
  assertHappenedOn(designation.on, given);
  return [{ type: 'ResponsiblePersonDesignated', data: designation, occurredAt: startOfDay(designation.on) }];
}
