import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import { Change } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { Platform } from '../../../platform/platform.js';
import { household } from '../household.js';
import { namesFor } from '../members/rehash-names.handler.js';
import type { AcceptMovedHousehold } from './accept-moved-household.js';

/** Hashes the names with the receiving township's code, out of the household's own stream; nobody sees them for that. */
@Injectable()
export class AcceptMovedHouseholdHandler implements Around<AcceptMovedHousehold> {
  constructor(
    private readonly change: Change,
    private readonly platform: Platform,
  ) {}

  async around(
    { householdId }: AcceptMovedHousehold,
    _: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { state } = await this.change.memory.load(household, householdId);
    const toTown = state.status === 'registered' ? state.moveRequested?.toTown : undefined;
    return run(toTown === undefined ? {} : await namesFor(householdId, toTown, this.platform));
  }
}
