import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { HoldIdNumber } from '../registration/hold-id-number.handler.js';
import type { AddMember } from './add-member.js';

/** Asks the reservation stream of the new member's ID number before he is written. */
@Injectable()
export class AddMemberHandler implements Around<AddMember> {
  constructor(private readonly hold: HoldIdNumber) {}

  async around(
    { householdId, member }: AddMember,
    context: CommandContext,
    run: () => Promise<Outcome>,
    rehearse: () => Promise<void>,
  ): Promise<Outcome> {
    if (member.idHash === undefined) return run();
    const { idHash, memberId } = member;
    return this.hold.during(
      { idHash, householdRef: householdId, memberId, claim: context.commandId },
      context,
      run,
      rehearse,
    );
  }
}
