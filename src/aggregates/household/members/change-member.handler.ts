import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { HoldIdNumber } from '../registration/hold-id-number.handler.js';
import type { ChangeMember } from './change-member.js';

/**
 * Asks the reservation stream of the ID number before it is written. The member's own unchanged number is held by
 * himself and passes; the number he gives up is released by the policy once the change stands.
 */
@Injectable()
export class ChangeMemberHandler implements Around<ChangeMember> {
  constructor(private readonly hold: HoldIdNumber) {}

  async around(
    { householdId, memberId, changed }: ChangeMember,
    context: CommandContext,
    run: () => Promise<Outcome>,
    rehearse: () => Promise<void>,
  ): Promise<Outcome> {
    if (changed.idHash === undefined) return run();
    const claim = { idHash: changed.idHash, householdRef: householdId, memberId, claim: context.commandId };
    return this.hold.during(claim, context, run, rehearse);
  }
}
