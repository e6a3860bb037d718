import type { LocalDate } from '../../../platform/fact.js';

/** Reads the township's own stream, no view: a training entered a moment ago can be attended. */
export abstract class HeldTrainingsPort {
  /** Ids of the trainings that the township the coordinator belongs to now recorded in the year of that day. */
  abstract inYearOf(coordinatorId: string, day: LocalDate): Promise<readonly string[]>;
}
