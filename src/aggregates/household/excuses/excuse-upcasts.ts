import type { ExcuseGround, MonthlyVisitExcused } from '../household.events.js';
import type { Upcasts } from '../../../platform/change/upcast.js';

/**
 * Version 1 of `MonthlyVisitExcused` said by whose word only through what it left out: an approved excuse named its
 * proposal and who proposed it, an excuse by rule (nobody is left) named neither.
 */
interface ExcusedV1 {
  readonly proposalId?: string;
  readonly month: string;
  readonly reason: string;
  readonly proposedBy?: string;
}

export const excuseUpcasts: Upcasts<MonthlyVisitExcused> = {
  MonthlyVisitExcused: [
    ({ proposalId, proposedBy = '', ...excused }: ExcusedV1) => ({
      ...excused,
      ground: groundOf(proposalId, proposedBy),
    }),
  ],
};

function groundOf(proposalId: string | undefined, proposedBy: string): ExcuseGround {
  return proposalId === undefined ? { kind: 'LAST_MEMBER_GONE' } : { kind: 'APPROVED', proposalId, proposedBy };
}
