import { localDateOf } from '../../../platform/calendar/local-date.js';
import type { Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { RegisteredHousehold } from '../household.js';
import { memberOf } from '../household.js';
import { belongedOn } from '../members/member.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { OrderedDays } from './emergency-orders.port.js';
import type { DraftReport, VisitMode, VisitReport } from './visit-report.js';
import { livingSections } from './visit-report.js';

/** A visit is entered once; the same id by another request is a mistake of the device, not a second visit. */
export function assertFreshVisitId(home: RegisteredHousehold, visitId: string): void {
  if (home.visits.some((visit) => visit.visitId === visitId)) {
    throw new RuleBroken('visit-already-recorded', '该走访编号已经登记过，未重复登记', '/visitId');
  }
}

/**
 * A telephone or video contact counts as 走访 only on a day of a declared emergency order for the village (rules.md,
 * project default). Nobody asked for orders: none.
 */
export function assertVisitMode(
  mode: VisitMode | undefined,
  at: Instant,
  ordered: readonly OrderedDays[] | undefined,
  pointer: string,
): void {
  const day = localDateOf(at);
  const allowed = (ordered ?? []).some(({ from, until }) => from <= day && day <= until);
  if (mode !== undefined && mode !== 'HOME' && !allowed) {
    throw new RuleBroken('remote-visit-needs-order', '当日本村(社区)没有重大突发事件应急令，只能入户走访', pointer);
  }
}

/**
 * 附件2 is filled in whole: every section of the living conditions, and what was done about it (I-06, S16). Of a
 * correction only what it replaces is looked at; `at` is where the report lies in the body.
 */
export function assertLedgerComplete({ living, disposal }: Partial<DraftReport>, at = ''): void {
  const missing = living && livingSections.find((section) => living[section] === undefined);
  if (missing) throw new RuleBroken('I-06', '基本生活状况必须逐项填写', `${at}/living/${missing}`);
  if (disposal?.kind === '') throw new RuleBroken('I-06', '需求处置情况必须填写', `${at}/disposal`);
}

/** A change is told, not only ticked. */
export function assertChangesTold(changes: DraftReport['changes'], at = ''): VisitReport['changes'] {
  return changes.map(({ kind, text }, index) => ({
    kind,
    text: assertWritten(text, '变化内容', `${at}/changes/${index}/text`),
  }));
}

/** 不见人不放过: a visit where nobody was seen is an attempt (I-06); the dead and the departed are not seen. */
export function assertSomebodySeen(
  home: RegisteredHousehold,
  whoSeen: readonly string[],
  visitedAt: Instant,
  at = '',
): void {
  if (whoSeen.length === 0) throw new RuleBroken('I-06', '没有见到人的走访请登记为走访未遇', `${at}/whoSeen`);
  const day = localDateOf(visitedAt);
  whoSeen.forEach((memberId, index) => {
    const member = memberOf(home, memberId);
    if (!member || !belongedOn(member, day)) {
      throw new RuleBroken('not-a-member-then', '所见的人当日不是该户家庭成员', `${at}/whoSeen/${index}`);
    }
  });
}
