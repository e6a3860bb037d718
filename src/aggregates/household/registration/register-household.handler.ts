import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { HoldIdNumber } from './hold-id-number.handler.js';
import type { RegisterHousehold } from './register-household.js';

/** Asks the reservation stream of the head's ID number before the household is written. */
@Injectable()
export class RegisterHouseholdHandler implements Around<RegisterHousehold> {
  constructor(private readonly hold: HoldIdNumber) {}

  async around(
    { householdId, head }: RegisterHousehold,
    context: CommandContext,
    run: () => Promise<Outcome>,
    rehearse: () => Promise<void>,
  ): Promise<Outcome> {
    if (head.idHash === undefined) return run();
    const claim = { idHash: head.idHash, householdRef: householdId, memberId: head.memberId, claim: context.commandId };
    return this.hold.during(claim, context, run, rehearse, '/head/idNo');
  }
}
