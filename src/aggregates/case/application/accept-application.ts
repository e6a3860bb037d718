import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { ApplicationAccepted } from './application.events.js';

/** An application is accepted (S11 一门受理): the legal limits run from this day. */
export class AcceptApplication {
  constructor(
    readonly caseId: string,
    readonly application: Omit<ApplicationAccepted['data'], 'kinRegistration'>,
    /** A near relative of handling staff, and how it was registered apart (L2 arts. 11, 20). */
    readonly kin: boolean,
    readonly kinRegistration: SealedBox | undefined,
  ) {}
}

export const acceptApplicationAccess: Access = { roles: ['WINDOW', 'OFFICER'], purpose: 'APPLICATION' };

export function acceptApplication(
  { application, kin, kinRegistration }: AcceptApplication,
  state: CaseFile,
  given: Given,
): readonly Decided<ApplicationAccepted>[] {
  const { applications } = caseFor('AcceptApplication', state);
  const { applicationId, acceptedOn, path } = application;
  if (entryOf(applications, applicationId) !== undefined)
    throw new RuleBroken('application-exists', '该申请编号已登记', '/applicationId');
  if (Object.values(applications).some((other) => other.path === path && other.end === undefined))
    throw new RuleBroken('application-pending', '同一类救助的申请正在办理', '/path');
  assertHappenedOn(acceptedOn, given, '/acceptedOn');
  if (kin && kinRegistration === undefined)
    throw new RuleBroken('I-16', '经办人员、村(社区)干部近亲属的申请须单独登记备案', '/kinRegistration');
  const data = { ...application, ...(kin && kinRegistration !== undefined ? { kinRegistration } : {}) };
  return [{ type: 'ApplicationAccepted', data, occurredAt: startOfDay(acceptedOn) }];
}
