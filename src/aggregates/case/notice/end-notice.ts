import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { endOfDay } from '../../../platform/calendar/local-date.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { CaseFile } from '../case.js';
import type { PublicNoticeEnded } from './notice.events.js';

/** The last day of a notice has passed; written once, by a clock, and re-checked here. */
export class EndNotice {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
  ) {}
}

export const endNoticeAccess: Access = { roles: ['SYSTEM'], purpose: 'APPLICATION' };

export function endNotice(
  { applicationId }: EndNotice,
  state: CaseFile,
  { today }: Given,
): readonly Decided<PublicNoticeEnded>[] {
  if (state.status === 'UNKNOWN') return [];
  const { noticeUntil, noticeEnded } = entryOf(state.applications, applicationId) ?? {};
  if (noticeUntil === undefined || noticeEnded === true || today <= noticeUntil) return [];
  return [{ type: 'PublicNoticeEnded', data: { applicationId }, occurredAt: endOfDay(noticeUntil) }];
}
