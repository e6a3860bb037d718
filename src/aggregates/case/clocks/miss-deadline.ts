import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant } from '../../../platform/fact.js';
import type { CaseFile } from '../case.js';
import { dueOf, isBreached } from './clock-limits.js';
import type { TimedKind } from './clock-kinds.js';
import { breachTypes } from './clock-kinds.js';
import type { ClocksFact } from './clocks.events.js';

/** A limit has passed without what it was for: written once for each clock and day. */
export class MissDeadline {
  constructor(
    readonly caseId: string,
    readonly deadlineId: string,
    readonly clock: { readonly kind: TimedKind; readonly about?: string; readonly since: Instant },
    readonly dueAt: Instant,
  ) {}
}

export const missDeadlineAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Re-checks by the case's own stream and the rules of today; a day that has moved meanwhile is not this deadline. */
export function missDeadline(
  { deadlineId, clock: { kind, about, since }, dueAt }: MissDeadline,
  state: CaseFile,
  { now, rules }: Given,
): readonly Decided<ClocksFact>[] {
  if (state.status === 'UNKNOWN') return [];
  const clock = state.timed.clocks.find(
    (known) => known.kind === kind && known.about === about && known.startedAt === since,
  );
  if (!clock) return [];
  const due = dueOf(clock, rules);
  if (due.dueAt !== dueAt || !isBreached(clock, due, now, rules.version)) return [];
  const { applicationId, closedAt: doneAt } = clock;
  const data = {
    deadlineId,
    clock: kind,
    ...(about === undefined ? {} : { about }),
    ...(applicationId === undefined ? {} : { applicationId }),
    since,
    dueOn: due.dueOn,
    dueAt,
    ...(doneAt === undefined ? {} : { doneAt }),
    parameter: due.parameter,
    ruleVersion: rules.version,
  };
  return [{ type: breachTypes[kind], data, occurredAt: dueAt }];
}
