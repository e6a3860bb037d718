import { dueAfterHours, dueAfterWorkingDays, isOverdue } from '../../../platform/calendar/deadline.js';
import { localDateOf } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given, Rules } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappened } from '../../../platform/change/business-time.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { ClueReported } from './clue.events.js';

/** Somebody in need has become known (S08): a new case, or what a logged call was about. */
export class ReportClue {
  constructor(
    readonly caseId: string,
    readonly villageCode: string,
    readonly clue: Omit<ClueReported['data'], 'townCode' | 'villageCode' | 'text' | 'dueAt' | 'reportLate'>,
    readonly text: SealedBox | undefined,
  ) {}
}

export const reportClueAccess: Access = {
  roles: ['COORDINATOR', 'SECRETARY', 'OFFICER', 'WINDOW', 'HOTLINE', 'BUREAU', 'DEPARTMENT'],
  purpose: 'ROUTINE_DUTY',
};

/** A late report is never refused: that it is late stands in the fact itself. */
export function reportClue(
  { villageCode, clue, text }: ReportClue,
  state: CaseFile,
  given: Given,
): readonly Decided<ClueReported>[] {
  if (state.status !== 'UNKNOWN') caseFor('ReportClue', state);
  if ((clue.householdRef === undefined) === (clue.subject === undefined))
    throw new RuleBroken('household-or-subject', '线索须指明一户已登记家庭或一名对象，二者取一', '/householdRef');
  assertHappened(clue.knownAt, given, '/knownAt');
  const townCode = given.rules.divisions.townOf(villageCode) ?? 'none';
  const limit = reportingLimit(clue.urgencyHint, clue.knownAt, given.rules);
  return [
    {
      type: 'ClueReported',
      data: {
        townCode,
        villageCode,
        ...clue,
        text: assertWritten(text, '线索内容', '/text'),
        dueAt: limit.dueAt,
        reportLate: !limit.provisional && isOverdue(limit.dueAt, given.now),
      },
    },
  ];
}

/** Urgent in hours, otherwise in working days, from the moment it was known (CLUE-REPORT). */
function reportingLimit(urgencyHint: string, knownAt: Instant, { parameters, calendar }: Rules) {
  return urgencyHint === 'URGENT'
    ? dueAfterHours(knownAt, parameters.number('CLUE-REPORT-URGENT'))
    : dueAfterWorkingDays(localDateOf(knownAt), parameters.number('CLUE-REPORT'), calendar);
}
