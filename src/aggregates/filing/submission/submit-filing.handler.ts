import { Injectable } from '@nestjs/common';
import { covers } from '../../../platform/auth/area.js';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { FilingOccasionPort } from './frozen-roster.port.js';
import type { SubmitFiling } from './submit-filing.js';

/** Freezes the roster before the submission is decided; of a township out of reach nothing is read. */
@Injectable()
export class SubmitFilingHandler implements Around<SubmitFiling> {
  constructor(private readonly occasion: FilingOccasionPort) {}

  async around(
    { filing }: SubmitFiling,
    { area }: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    return covers(area, { townCode: filing.townCode }) ? run(await this.occasion.of(filing)) : run();
  }
}
