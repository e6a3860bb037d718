import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CaseFile, KnownCase } from '../case.js';
import { caseFor } from '../status-by-command.js';
import type { RefusalNotified } from './measures.events.js';

/** The family was told in writing why it was refused (I-17, 社会救助法 art. 45). */
export class NotifyRefusal {
  constructor(
    readonly caseId: string,
    readonly notified: RefusalNotified['data'],
  ) {}
}

export const notifyRefusalAccess: Access = { roles: ['OFFICER'], purpose: 'APPLICATION' };

/** Once for each refusal, of an application or of the family as a whole, and not before it. */
export function notifyRefusal(
  { notified }: NotifyRefusal,
  state: CaseFile,
  given: Given,
): readonly Decided<RefusalNotified>[] {
  const caseFile = caseFor('NotifyRefusal', state);
  const { refused, told } = refusalOf(caseFile, notified.applicationId);
  if (!refused) throw new RuleBroken('not-refused', '没有需要告知的不予救助决定', '/applicationId');
  if (told) throw new RuleBroken('already-notified', '已书面告知', '/applicationId');
  assertHappenedOn(notified.on, given, '/on');
  const refusedOn = dayOfRefusal(caseFile, notified.applicationId);
  if (refusedOn !== undefined && notified.on < refusedOn)
    throw new RuleBroken('out-of-order', `告知日期早于不予救助的决定日期 ${refusedOn}`, '/on');
  return [{ type: 'RefusalNotified', data: notified, occurredAt: startOfDay(notified.on) }];
}

function refusalOf(
  { applications, ineligible, ineligibilityNotified }: KnownCase,
  applicationId: string | undefined,
): { readonly refused: boolean; readonly told: boolean } {
  if (applicationId === undefined) return { refused: ineligible !== undefined, told: ineligibilityNotified === true };
  const application = entryOf(applications, applicationId);
  return { refused: application?.end === 'REFUSED', told: application?.refusalNotified === true };
}

function dayOfRefusal({ facts }: KnownCase, applicationId: string | undefined): LocalDate | undefined {
  const type = applicationId === undefined ? 'IneligibilityRecorded' : 'MeasureRefused';
  return facts.findLast((fact) => fact.type === type && fact.ids.applicationId === applicationId)?.on;
}
