import { Injectable } from '@nestjs/common';
import type { Outcome } from '../../../platform/change/change.js';
import type { CommandContext } from '../../../platform/change/command-context.js';
import type { Around } from '../../../platform/change/command-table.js';
import { HeldTrainingsPort } from './held-trainings.port.js';
import type { RecordTraining } from './record-training.js';

/** Looks into what the township held before somebody is said to have taken part in it. */
@Injectable()
export class AskHeldTrainings implements Around<RecordTraining> {
  constructor(private readonly trainings: HeldTrainingsPort) {}

  async around(
    { coordinatorId, training: { on } }: RecordTraining,
    _: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
  ): Promise<Outcome> {
    return run(await this.trainings.inYearOf(coordinatorId, on));
  }
}
