import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant, LocalDate } from '../../../platform/fact.js';
import type { Annex, FilingOverdue } from '../filing.events.js';
import type { Filing } from '../filing.js';

/** The campaign's last day has passed and no submission of that day or before stands (S31): written once a year. */
export class MarkFilingOverdue {
  constructor(
    readonly filing: { readonly year: string; readonly townCode: string; readonly annex: Annex },
    readonly deadlineId: string,
    readonly dueOn: LocalDate,
    readonly dueAt: Instant,
  ) {}
}

export const markFilingOverdueAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/** Re-checks by the filing's own stream, which may not exist yet. */
export function markFilingOverdue(
  { filing, deadlineId, dueOn, dueAt }: MarkFilingOverdue,
  state: Filing,
  { now }: Given,
): readonly Decided<FilingOverdue>[] {
  const stands = (state.status === 'submitted' || state.status === 'accepted') && state.submittedAt <= dueAt;
  if (now <= dueAt || state.overdue || stands) return [];
  return [{ type: 'FilingOverdue', data: { ...filing, deadlineId, dueOn, dueAt }, occurredAt: dueAt }];
}
