import { Injectable } from '@nestjs/common';
import { covers } from '../../../platform/auth/area.js';
import type { Outcome } from '../../../platform/change/change.js';
import { Change } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import type { OtherCheck, ReuseEconomicCheck } from './reuse-economic-check.js';

/** Looks for the last check in the other case; one outside the caller's area is as good as none. */
@Injectable()
export class ReuseEconomicCheckHandler implements Around<ReuseEconomicCheck> {
  constructor(private readonly change: Change) {}

  async around(
    { fromCaseRef }: ReuseEconomicCheck,
    { area }: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { state } = await this.change.memory.load(caseFile, fromCaseRef);
    if (state.status === 'UNKNOWN' || !covers(area, caseFile.unitOf(state))) return run();
    const checks = Object.values(state.applications).flatMap(({ check }) => check ?? []);
    const other: OtherCheck = { householdRef: state.opening.householdRef, check: checks.at(-1) };
    return run(other);
  }
}
