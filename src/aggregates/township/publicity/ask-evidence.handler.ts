import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { Platform } from '../../../platform/platform.js';
import type { RecordPublicity } from './record-publicity.js';

/** Looks for every file that is named as evidence; the decision is told which of them lie in the store. */
@Injectable()
export class AskEvidence implements Around<RecordPublicity> {
  constructor(private readonly platform: Platform) {}

  async around(
    { act: { evidence } }: RecordPublicity,
    _: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    const stored: string[] = [];
    for (const sha256 of evidence) if (await this.platform.evidence.stat(sha256)) stored.push(sha256);
    return run(stored);
  }
}
