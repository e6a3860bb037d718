import type { Given } from '../../../platform/change/given.js';
import type { LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertHappenedOn } from '../../../platform/change/business-time.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { SelfCareLevel } from '../investigation/self-care.js';
import type { CareAgreement, PersonalCare } from './care.js';
import { agreementOf } from './care.js';

/** The care of somebody to whom central care was offered; before that nothing is said of it. */
export function careOf({ care }: KnownCase, memberId: string): PersonalCare {
  const known = entryOf(care.people, memberId);
  if (!known) throw new RuleBroken('not-offered', '尚未征询该对象的集中供养意愿', '/memberId');
  return known;
}

/** A step has happened, and not before the one it follows. */
export function assertNext({ since }: Pick<PersonalCare, 'since'>, on: LocalDate, given: Given): void {
  assertHappenedOn(on, given, '/on');
  if (on < since) throw new RuleBroken('out-of-order', `日期早于上一步的日期 ${since}`, '/on');
}

/** His own or his guardian's word, signed: without it nobody is placed, and nobody is left without a placement (I-12). */
export function assertStatement(evidence: readonly unknown[]): void {
  if (evidence.length === 0) throw new RuleBroken('I-12', '须附本人或监护人签署的书面材料', '/evidence');
}

/**
 * The self-care of a 特困 person who needs care (S22): granted in this case and not ended by that day, assessed as half
 * or wholly unable (特困人员认定办法 art. 22).
 */
export function levelInNeedOfCare({ granted, care }: KnownCase, memberId: string, on: LocalDate): SelfCareLevel {
  const tekun = Object.values(granted).some(
    ({ kind, beneficiaries, endedFrom }) =>
      kind === 'TEKUN' && beneficiaries.includes(memberId) && (endedFrom === undefined || on < endedFrom),
  );
  if (!tekun) throw new RuleBroken('not-tekun', '集中供养和照料协议只限本案确认、救助未停止的特困人员', '/memberId');
  const level = entryOf(care.levels, memberId);
  if (level === undefined) throw new RuleBroken('self-care-unknown', '尚未评估生活自理能力', '/memberId');
  if (level === 'FULL') throw new RuleBroken('self-care-full', '具备生活自理能力的，不在此征询', '/memberId');
  return level;
}

/** The agreement of that day, also for what is written down after it has ended. */
export function assertAgreementOf(known: PersonalCare, on: LocalDate, given: Given): CareAgreement {
  assertHappenedOn(on, given, '/on');
  const agreement = agreementOf(known, on);
  if (!agreement) throw new RuleBroken('no-agreement', '该对象当日没有有效的照料协议', '/on');
  return agreement;
}
