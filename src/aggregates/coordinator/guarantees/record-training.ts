import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { assertHappenedOn } from '../business-time.js';
import type { TrainingAttended } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { serviceOf } from '../coordinator.js';
import { assertWritten } from '../../../platform/change/written-text.js';

/** He took part in a training that his township held in the year of that day (S05, S32). */
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
  given: Given<readonly string[]>,
): readonly Decided<TrainingAttended>[] {
  const { trainings } = serviceOf(state);
  if (trainings.includes(training.trainingId)) return [];
  assertHappenedOn(training.on, given, '/on');
  if (!given.foreign.includes(training.trainingId))
    throw new RuleBroken('no-such-training', '所属乡镇(街道)当年没有举办这次培训', '/trainingId');
  const data = { ...training, subject: assertWritten(subject, '培训主题', '/subject') };
  return [{ type: 'TrainingAttended', data, occurredAt: startOfDay(training.on) }];
}
