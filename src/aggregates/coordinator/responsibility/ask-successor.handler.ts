import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import { Change } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { coordinator } from '../coordinator.js';
import type { Succession } from './successor.js';

interface HandsOver {
  readonly handOverTo?: string;
}

/** Looks into the stream of whoever is named as successor before somebody is taken off his villages. */
@Injectable()
export class AskSuccessor implements Around<HandsOver> {
  constructor(private readonly change: Change) {}

  async around(
    { handOverTo }: HandsOver,
    _: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    if (handOverTo === undefined) return run();
    const { state } = await this.change.memory.load(coordinator, handOverTo);
    const succession: Succession = { successor: state };
    return run(succession);
  }
}
