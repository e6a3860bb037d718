import { Injectable } from '@nestjs/common';
import { covers } from '../../../platform/auth/area.js';
import type { Outcome } from '../../../platform/change/change.js';
import { Change } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { caseFile } from '../case.js';
import type { MarkDuplicate, OtherCase } from './mark-duplicate.js';

/** Looks where the other case stands; one outside the caller's area is as good as none. */
@Injectable()
export class MarkDuplicateHandler implements Around<MarkDuplicate> {
  constructor(private readonly change: Change) {}

  async around(
    { ofCaseRef }: MarkDuplicate,
    { area }: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    const { state } = await this.change.memory.load(caseFile, ofCaseRef);
    const seen = state.status !== 'UNKNOWN' && covers(area, caseFile.unitOf(state));
    const other: OtherCase = { status: seen ? state.status : undefined };
    return run(other);
  }
}
