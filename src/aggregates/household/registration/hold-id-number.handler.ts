import { Injectable } from '@nestjs/common';
import { commandRow } from '../../../platform/change/aggregate.js';
import { systemContext } from '../../../platform/change/system-context.js';
import { AnswerThrottle } from '../../../platform/access/answer-throttle.js';
import { problem } from '../../../platform/http/problem.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { Platform } from '../../../platform/platform.js';
import { Change } from '../../../platform/change/change.js';
import { KeyedQueue } from '../../../platform/change/keyed-queue.js';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import { StoreUnavailable, UnknownOutcome } from '../../../platform/event-store/event-store.port.js';
import { covers } from '../../../platform/auth/area.js';
import { RuleBroken, UnknownFact, UnreadableFact } from '../../../platform/rule-broken.js';
import { household, memberOf } from '../household.js';
import { isPresent } from '../members/member.js';
import { AbandonRegistration, abandonRegistration, abandonRegistrationAccess } from './abandon-registration.js';
import type { IdNumberClaim, IdNumberHolder } from './person-reservation.port.js';
import { PersonReservationPort } from './person-reservation.port.js';

const abandonRegistrationRow = commandRow({
  command: AbandonRegistration,
  aggregate: household,
  decide: abandonRegistration,
  access: abandonRegistrationAccess,
  creates: true,
  id: ({ householdId }) => householdId,
});

/** Project default: a clerk meets a handful of duplicates on a bad day. */
const DUPLICATES_TOLD_PER_HOUR = 30;

/**
 * Registers somebody only while holding his ID number. An unconfirmed claim of somebody else is looked into: if his
 * household stands the number is taken, if not the claim is fenced off where it would have to arrive and taken over.
 * A refusal gives the number back; an unknown outcome never does.
 */
@Injectable()
export class HoldIdNumber {
  /** Within a process the claims of one number wait for each other, so that nobody takes a claim in flight for dead. */
  private readonly queue = new KeyedQueue();
  private readonly throttle = new AnswerThrottle(DUPLICATES_TOLD_PER_HOUR);

  constructor(
    private readonly change: Change,
    private readonly reservations: PersonReservationPort,
    private readonly platform: Platform,
  ) {}

  /**
   * `rehearse` throws what the registration would be refused for anyway: then no claim is written at all. Nor where it
   * was done before: whoever was registered by it may have left since, and his number be another's to claim.
   */
  during(
    claim: IdNumberClaim,
    context: CommandContext,
    run: () => Promise<Outcome>,
    rehearse: () => Promise<void>,
    pointer = '/idNo',
  ): Promise<Outcome> {
    return this.queue.run(claim.idHash, async () => {
      await rehearse();
      const { commands } = await this.change.memory.load(household, claim.householdRef);
      return commands.has(context.commandId) ? run() : this.hold(claim, context, run, pointer);
    });
  }

  private async hold(
    claim: IdNumberClaim,
    context: CommandContext,
    run: () => Promise<Outcome>,
    pointer: string,
  ): Promise<Outcome> {
    const takeOverFrom = await this.clearTheWay(claim, context, pointer);
    const fresh = await this.reserve(claim, context, pointer, takeOverFrom);
    try {
      return await run();
    } catch (error) {
      if (fresh && isDefinite(error)) await this.reservations.release(claim, 'refused');
      throw error;
    }
  }

  /** Somebody was faster between the look and the claim: the same refusal as if he had been there before. */
  private async reserve(
    claim: IdNumberClaim,
    context: CommandContext,
    pointer: string,
    takeOverFrom: string | undefined,
  ): Promise<boolean> {
    try {
      return await this.reservations.reserve(claim, takeOverFrom);
    } catch (error) {
      const holder = await this.reservations.holder(claim.idHash);
      if (!(error instanceof RuleBroken) || !holder) throw error;
      return this.refuse(holder, context, pointer);
    }
  }

  /** The dead claim to take over, if there is one; throws I-21 if the number is rightly held by another. */
  private async clearTheWay(
    claim: IdNumberClaim,
    context: CommandContext,
    pointer: string,
  ): Promise<string | undefined> {
    const holder = await this.reservations.holder(claim.idHash);
    if (!holder) return undefined;
    if (holder.householdRef === claim.householdRef && holder.memberId === claim.memberId) {
      return (await this.isLeaving(claim)) ? this.refuse(holder, context, pointer) : undefined;
    }
    if (holder.confirmed || (await this.stands(holder, claim.idHash))) return this.refuse(holder, context, pointer);
    const fence = new AbandonRegistration(holder.householdRef, holder.memberId, holder.claim, claim.idHash);
    await this.change.run(abandonRegistrationRow, fence, systemContext('hold-id-number', holder.claim));
    return (await this.stands(holder, claim.idHash)) ? this.refuse(holder, context, pointer) : holder.claim;
  }

  /** Split off, and his number not yet handed to the new household: it is no longer this one's to use. */
  private async isLeaving({ householdRef, memberId }: IdNumberClaim): Promise<boolean> {
    const { state } = await this.change.memory.load(household, householdRef);
    const member = state.status === 'registered' ? memberOf(state, memberId) : undefined;
    return member?.wentTo !== undefined && !isPresent(member);
  }

  private async stands({ householdRef, memberId }: IdNumberHolder, idHash: string): Promise<boolean> {
    const { state } = await this.change.memory.load(household, householdRef);
    return (
      state.status === 'registered' &&
      state.members.some((member) => member.memberId === memberId && member.idHash === idHash && isPresent(member))
    );
  }

  /** Which household it is, only he learns in whose area it lies; he is offered to merge. */
  private async refuse(
    { householdRef }: IdNumberHolder,
    { area, caller }: CommandContext,
    pointer: string,
  ): Promise<never> {
    if (!this.throttle.allows(caller.id, this.platform.clock.now())) {
      throw new Refusal(problem(429, 'duplicates-told', '一小时内查到重复登记的次数过多，请稍后再试'));
    }
    const { state } = await this.change.memory.load(household, householdRef);
    const visible = state.status === 'registered' && covers(area, household.unitOf(state));
    const facts: Record<string, string> = visible
      ? { householdId: householdRef, householdNo: state.householdNo, offer: 'merge' }
      : {};
    throw new RuleBroken('I-21', '该身份证号已登记在一户在册家庭，同一人不能重复登记', pointer, facts);
  }
}

/** Nothing stands and nothing will: the number can be given back. */
function isDefinite(error: unknown): boolean {
  const doubts = [UnknownOutcome, StoreUnavailable, UnknownFact, UnreadableFact];
  return !doubts.some((doubt) => error instanceof doubt);
}
