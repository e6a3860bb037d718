import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { assertHappenedOn } from '../township-rules.js';
import type { TrainingHeld } from '../township.events.js';
import type { Township } from '../township.js';

/** A training was held (S05, S32); who took part stands with each coordinator, by the id this command brings. */
export class HoldTraining {
  constructor(readonly training: TrainingHeld['data']) {}
}

export const holdTrainingAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function holdTraining({ training }: HoldTraining, _: Township, given: Given): readonly Decided<TrainingHeld>[] {
  assertHappenedOn(training.on, given);
  return [{ type: 'TrainingHeld', data: training, occurredAt: startOfDay(training.on) }];
}
