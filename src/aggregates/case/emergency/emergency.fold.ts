import type { KnownCase } from '../case.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { EmergencyMemory } from './emergency.js';
import type { EmergencyFact } from './emergency.events.js';

export const emergencyFold: Chapter<EmergencyFact['type']> = {
  EmergencyAidDisbursed: whenKnown<'EmergencyAidDisbursed'>((state, { data }) =>
    aided(state, ({ money, measureIds }) => ({
      money: money + data.money,
      measureIds: [...measureIds, data.measureId],
      papersComplete: false,
    })),
  ),
  EmergencyEnded: whenKnown<'EmergencyEnded'>((state) => aided(state, () => ({ ended: true }))),
  PaperworkCompleted: whenKnown<'PaperworkCompleted'>((state) => aided(state, () => ({ papersComplete: true }))),
};

function aided(
  { emergency }: KnownCase,
  change: (before: EmergencyMemory) => Partial<EmergencyMemory>,
): Partial<KnownCase> {
  return { emergency: { ...emergency, ...change(emergency) } };
}
