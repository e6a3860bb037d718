import { addMonths } from '../../../platform/calendar/local-date.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Given, Rules } from '../../../platform/change/given.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { ApplicationMemory } from '../application/application.js';
import { procedures } from '../application/application.js';
import type { KnownCase } from '../case.js';
import type { GrantedMeasure } from './measures.js';

/**
 * What must have happened before anybody decides (I-10): no shortcut leads from a discovery to a grant (L2 art. 28).
 * Who gave the first opinion does not decide (I-25); the township decides unless the parameter gives it to the bureau.
 */
export function assertDecidable(
  application: ApplicationMemory,
  { actor, rules }: Pick<Given, 'actor' | 'rules'>,
): void {
  if (application.check === undefined) throw new RuleBroken('I-10', '家庭经济状况核对尚未完成', '/applicationId');
  if (application.opinion === undefined) throw new RuleBroken('I-10', '尚无初审意见', '/applicationId');
  assertSecondPerson(application.opinion, actor);
  if (rules.parameters.number('DIB-CONFIRM-BUREAU') === 0) return;
  if (actor.role !== 'BUREAU') throw new RuleBroken('decider', '由市民政局审核确认', '/applicationId');
  if (!application.received) throw new RuleBroken('decider', '市民政局尚未收到上报材料', '/applicationId');
}

/** A grant asks for more: seen at home, an opinion for it, a notice that is over, nothing open against it. */
export function assertGrantable(application: ApplicationMemory, { investigation }: KnownCase, given: Given): void {
  const procedure = procedures[application.path];
  const { check, opinion, noticeUntil, openObjections, kin } = application;
  if (procedure?.visit === true && !investigation.personSeen)
    throw new RuleBroken('I-10', '调查人员尚未入户见到对象', '/applicationId');
  if (kin && !investigation.bureauSaw)
    throw new RuleBroken('I-16', '近亲属申请须由市民政局参加入户调查', '/applicationId');
  if (check?.result !== 'WITHIN') throw new RuleBroken('I-10', '核对结果不符合条件，不能给予', '/applicationId');
  if (check.validUntil < given.today) throw new RuleBroken('check-expired', '核对结果的有效期已过', '/applicationId');
  if (opinion?.agrees !== true) throw new RuleBroken('I-10', '初审意见不是同意', '/applicationId');
  if (procedure?.notice === true && (noticeUntil === undefined || given.today <= noticeUntil))
    throw new RuleBroken('I-10', '尚未公示或公示期未满', '/applicationId');
  if (openObjections.length > 0) throw new RuleBroken('I-10', '公示异议尚未处理完毕', '/applicationId');
}

/** A status of 刚性支出 says until when, at most RIG-VALID months from its first day. */
export function assertTerm(
  path: string,
  { from, validUntil }: Pick<GrantedMeasure, 'from' | 'validUntil'>,
  { parameters }: Rules,
  pointer: string,
): void {
  if (path !== 'RIGID_EXP') return;
  const last = addMonths(from, parameters.number('RIG-VALID'));
  if (validUntil === undefined || validUntil < from || validUntil > last)
    throw new RuleBroken('valid-too-long', `刚性支出困难家庭须注明有效期，最长至 ${last}`, pointer);
}
