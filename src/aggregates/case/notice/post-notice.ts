import { dueAfterCalendarDays } from '../../../platform/calendar/deadline.js';
import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { openApplication } from '../application/application-rules.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { noticeFieldNames } from '../codes.js';
import { caseFor } from '../status-by-command.js';
import type { NoticeField, PublicNoticePosted } from './notice.events.js';

/** The first opinion is posted in the village: an artefact of its own, with its own list of fields (privacy.md). */
export class PostNotice {
  constructor(
    readonly caseId: string,
    readonly applicationId: string,
    readonly place: string,
    readonly from: LocalDate,
    readonly fields: readonly NoticeField[],
  ) {}
}

export const postNoticeAccess: Access = { roles: ['OFFICER'], purpose: 'APPLICATION' };

/** What is granted there is a status, nothing is paid (privacy.md: amounts of 低保, 特困 and 支出型临时救助 only). */
const WITHOUT_AMOUNT: readonly string[] = ['EDGE', 'RIGID_EXP'];

/**
 * Only what the law publishes: no number, no address, no illness, and never a minor's name; `foreign` tells by index
 * which fields have one in their text.
 */
export function postNotice(
  { applicationId, place, from, fields }: PostNotice,
  state: CaseFile,
  given: Given<readonly number[] | undefined>,
): readonly Decided<PublicNoticePosted>[] {
  const { path, opinion, minor } = openApplication(caseFor('PostNotice', state), applicationId);
  if (opinion?.agrees !== true) throw new RuleBroken('I-10', '尚无同意的初审意见，不能公示', '/applicationId');
  const foreign = fields.findIndex(({ field }) => noticeFieldNames[field] === undefined);
  if (foreign >= 0) throw new RuleBroken('notice-field', '公示内容只能是规定的项目', `/fields/${foreign}`);
  const amount = fields.findIndex(({ field }) => field === 'AMOUNT');
  if (WITHOUT_AMOUNT.includes(path) && amount >= 0)
    throw new RuleBroken('notice-field', '该类救助只认定身份，不公示金额', `/fields/${amount}`);
  const name = fields.findIndex(({ field }) => field === 'APPLICANT_NAME');
  if (minor && name >= 0)
    throw new RuleBroken('notice-minor', '不得公示未成年人姓名，请写监护人和“等N人”', `/fields/${name}`);
  const [naming] = given.foreign ?? [];
  if (naming !== undefined)
    throw new RuleBroken('notice-minor', '公示内容中有该户未成年人的姓名，请删去', `/fields/${naming}/value`);
  assertHappenedOn(from, given, '/from');
  const days = given.rules.parameters.number(path === 'TEKUN' ? 'TEK-NOTICE' : 'DIB-NOTICE');
  const { dueOn: until = from } = dueAfterCalendarDays(from, days, given.rules.calendar);
  return [
    { type: 'PublicNoticePosted', data: { applicationId, place, from, until, fields }, occurredAt: startOfDay(from) },
  ];
}
