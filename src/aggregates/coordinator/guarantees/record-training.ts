import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../business-time.js';
import type { TrainingAttended } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { serviceOf } from '../coordinator.js';
import { assertWritten } from '../written-text.js';

/** He took part in a training (S05, S32). */
export class RecordTraining {
  constructor(
    readonly coordinatorId: string,
    readonly training: Omit<TrainingAttended['data'], 'subject'>,
    readonly subject: SealedBox | undefined,
  ) {}
}

export const recordTrainingAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function recordTraining(
  { training, subject }: RecordTraining,
  state: Coordinator,
  given: Given,
): readonly Decided<TrainingAttended>[] {
  const { trainings } = serviceOf(state);
  if (trainings.includes(training.trainingId)) return [];
  assertHappenedOn(training.on, given, '/on');
  const data = { ...training, subject: assertWritten(subject, '培训主题', '/subject') };
  return [{ type: 'TrainingAttended', data, occurredAt: startOfDay(training.on) }];
}
