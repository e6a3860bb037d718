import { Injectable } from '@nestjs/common';
import { streamOf } from '../../../platform/change/aggregate.js';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { Platform } from '../../../platform/platform.js';
import { household } from '../household.js';
import { particularsIn } from '../members/told-particulars.js';
import type { ApproveSplit } from './approve-split.js';

/** Reads out of the household's own stream who those are that leave. */
@Injectable()
export class ApproveSplitHandler implements Around<ApproveSplit> {
  constructor(private readonly platform: Platform) {}

  async around(
    { householdId }: ApproveSplit,
    _: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    return run(particularsIn(await this.platform.store.read(streamOf(household, householdId), { from: 0 })));
  }
}
