import type { Caller } from '../auth/caller.js';
import { RuleBroken } from '../rule-broken.js';

/** Who proposed a two-person act: the account and the person behind it. */
export interface Proposer {
  readonly actorId: string;
  readonly actorPerson: string;
}

/** Approver and proposer are different persons whatever their roles or accounts (rule I-25). */
export function assertSecondPerson(proposer: Proposer, approver: Caller): void {
  if (proposer.actorId === approver.id || proposer.actorPerson === approver.person) {
    throw new RuleBroken('I-25', '提请人与复核人不能是同一个人');
  }
}
