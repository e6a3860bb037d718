import type { TownshipFact } from '../aggregates/township/township.events.js';
import type { SealedBox } from '../platform/sealing/sealed-box.js';
import type { SamplesOf } from './samples-of.js';

const TRAINING = '00000000-0000-7000-8000-0000000000d5';
const ORDER = '00000000-0000-7000-8000-0000000000d6';
const PERSON = '00000000-0000-7000-8000-0000000000b3';

/** A township's facts; box and hash are those of all samples. */
export const townshipSamples = ({ box, hash }: { box: SealedBox; hash: string }): SamplesOf<TownshipFact> => ({
  PublicityActRecorded: { townCode: '341881100', channel: 'NOTICE_BOARD', on: '2026-09-10', evidence: [hash] },
  SupervisionRecorded: { townCode: '341881100', villageCode: '341881100201', on: '2026-09-10', finding: box },
  TrainingHeld: { townCode: '341881100', trainingId: TRAINING, subject: '业务培训', hours: 8, on: '2026-09-10' },
  VillageAssessed: {
    townCode: '341881100',
    villageCode: '341881100201',
    year: '2026',
    on: '2026-09-10',
    score: 9_250,
    rubricVersion: '2026-1',
  },
  RewardOrPenaltyRecorded: {
    townCode: '341881100',
    villageCode: '341881100201',
    kind: 'REWARD',
    on: '2026-09-10',
    measure: box,
  },
  ResponsiblePersonDesignated: {
    townCode: '341881100',
    personId: PERSON,
    name: box,
    nameHash: hash,
    surnameHash: 'b'.repeat(64),
    phone: box,
    post: box,
    duties: box,
    on: '2026-09-10',
  },
  EmergencyOrderDeclared: {
    townCode: '341881100',
    orderId: ORDER,
    villages: ['341881100201'],
    from: '2026-09-10',
    until: '2026-09-30',
    reason: '汛情',
  },
  EmergencyOrderEnded: { townCode: '341881100', orderId: ORDER, on: '2026-09-20' },
  AlertAcknowledged: { townCode: '341881100', alertId: 'COVERAGE_LOST.341881100201.2026-09-20' },
});
