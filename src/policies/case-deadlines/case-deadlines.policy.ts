import type { CaseClock } from '../../aggregates/case/clocks/case-clocks.js';
import { isRunning } from '../../aggregates/case/clocks/case-clocks.js';
import { dueOf, isBreached } from '../../aggregates/case/clocks/clock-limits.js';
import { MissDeadline } from '../../aggregates/case/clocks/miss-deadline.js';
import { EndNotice } from '../../aggregates/case/notice/end-notice.js';
import { compareInstants } from '../../platform/calendar/local-date.js';
import type { Rules } from '../../platform/change/given.js';
import type { Instant } from '../../platform/fact.js';
import { deadlineIdOf } from '../../platform/policies/deadline-id.js';
import type { CaseClockMemory } from './case-clocks.projection.js';

/** A command with what identifies the reason for it: doing it twice does it once. */
export interface Owed {
  readonly command: MissDeadline | EndNotice;
  readonly deadlineId: string;
  readonly dueAt: Instant;
}

/** What is still to be written about one case at `now`: limits that passed, and notices that are over. */
export function owedBy({ _id, clocks }: CaseClockMemory, now: Instant, rules: Rules): readonly Owed[] {
  return clocks.filter(isToJudge).flatMap((clock): readonly Owed[] => {
    const due = dueOf(clock, rules);
    const { kind, about, startedAt: since } = clock;
    const { dueAt } = due;
    const deadlineId = deadlineIdOf(kind, `${_id}/${about ?? ''}/${since}`, dueAt);
    if (kind === 'PUBLIC_NOTICE') {
      const isOver = about !== undefined && now > dueAt;
      return isOver ? [{ command: new EndNotice(_id, about), deadlineId, dueAt }] : [];
    }
    if (!isBreached(clock, due, now, rules.version)) return [];
    const named = { kind, since, ...(about === undefined ? {} : { about }) };
    return [{ command: new MissDeadline(_id, deadlineId, named, dueAt), deadlineId, dueAt }];
  });
}

/** One whose breach was written is settled; a notice that has ended, whenever that was. */
function isToJudge(clock: CaseClock): boolean {
  return isRunning(clock) || (clock.kind !== 'PUBLIC_NOTICE' && clock.missedAt === undefined);
}

/** In the order in which they passed, those of one instant by case: alike whenever the round is made. */
export function inOrder(owed: readonly Owed[]): readonly Owed[] {
  const byCase = (one: Owed, other: Owed) => (one.command.caseId < other.command.caseId ? -1 : 1);
  return [...owed].sort((one, other) =>
    one.dueAt === other.dueAt && one.command.caseId !== other.command.caseId
      ? byCase(one, other)
      : compareInstants(one.dueAt, other.dueAt),
  );
}

/** The next end of a clock that runs; undefined where none of this case will run out. */
export function nextDue({ clocks }: CaseClockMemory, now: Instant, rules: Rules): Instant | undefined {
  return clocks
    .filter(isRunning)
    .map((clock) => dueOf(clock, rules).dueAt)
    .filter((dueAt) => dueAt >= now)
    .sort()[0];
}
