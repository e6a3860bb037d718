import { Injectable } from '@nestjs/common';
import { coordinator } from './aggregates/coordinator/coordinator.js';
import { HeldTrainingsPort } from './aggregates/coordinator/guarantees/held-trainings.port.js';
import { township, townshipIdOf } from './aggregates/township/township.js';
import { Change } from './platform/change/change.js';
import type { LocalDate } from './platform/fact.js';

/** Trainings as the townships' own streams have them. */
@Injectable()
export class HeldTrainings implements HeldTrainingsPort {
  constructor(private readonly change: Change) {}

  async inYearOf(coordinatorId: string, day: LocalDate): Promise<readonly string[]> {
    const { state: servant } = await this.change.memory.load(coordinator, coordinatorId);
    const { townCode } = coordinator.unitOf(servant);
    if (townCode === undefined) return [];
    return (await this.change.memory.load(township, townshipIdOf(townCode, day))).state.trainings;
  }
}
