import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile, KnownCase } from '../case.js';
import { nameAll, sectionNames } from '../codes.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { InvestigationCompleted } from './investigation.events.js';

/** The investigation is done: nothing was let pass (S18 三个不放过). */
export class CompleteInvestigation {
  constructor(
    readonly caseId: string,
    readonly result: string,
    /** Why the person could not be seen; asked for only then. */
    readonly text: SealedBox | undefined,
  ) {}
}

export const completeInvestigationAccess: Access = { roles: ['OFFICER'], purpose: 'OPEN_CASE' };

/** Failed attempts on different days before a lawful proxy may stand for the person (I-07). */
const ATTEMPTS = 3;

export function completeInvestigation(
  { result, text }: CompleteInvestigation,
  state: CaseFile,
): readonly Decided<InvestigationCompleted>[] {
  const caseFile = caseFor('CompleteInvestigation', state);
  if (caseFile.opening.householdRef === undefined) throw new RuleBroken('I-26', '调查完成前须先关联家庭');
  assertSeen(caseFile, result);
  assertEverythingKnown(caseFile);
  assertCountered(caseFile);
  if (result === 'PASSED') return [{ type: 'InvestigationCompleted', data: { result } }];
  return [{ type: 'InvestigationCompleted', data: { result, text: assertWritten(text, '未见人的情况', '/text') } }];
}

/** 不见人不放过: who was seen passes; who was not can only be graded 未见人, after real attempts. */
function assertSeen({ investigation: { personSeen, proxySeen, failedOn } }: KnownCase, result: string): void {
  if (personSeen) {
    if (result === 'NOT_SEEN') throw new RuleBroken('I-07', '已见到对象，不能评定为未见人', '/result');
    return;
  }
  if (result === 'PASSED') throw new RuleBroken('I-07', '未见到对象，不能评定为通过', '/result');
  if (!proxySeen) throw new RuleBroken('I-07', '未见到对象，也没有见到合法代理人');
  if (failedOn.length < ATTEMPTS) throw new RuleBroken('I-07', `未见到对象的，须有 ${ATTEMPTS} 次不同日期的入户未遇`);
}

/** 情况不清不放过. */
function assertEverythingKnown({ investigation: { sections, needs } }: KnownCase): void {
  const missing = Object.keys(sectionNames).filter((section) => !sections.includes(section));
  if (missing.length > 0) throw new RuleBroken('I-08', `尚未查明：${nameAll(missing, sectionNames)}`);
  if (needs === undefined) throw new RuleBroken('needs-not-assessed', '尚未评估救助需求');
}

/** 不提对策不放过. */
function assertCountered({ investigation: { problems, countered } }: KnownCase): void {
  const open = Object.keys(problems).filter((problemId) => !countered.includes(problemId));
  if (open.length > 0) throw new RuleBroken('I-09', `有 ${open.length} 个问题尚未提出对策`);
}
