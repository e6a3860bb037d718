import type { CareFact } from '../aggregates/case/care/care.events.js';
import type { CaseWords } from './case-samples.js';
import type { SamplesOf } from './samples-of.js';

const AGREEMENT = '00000000-0000-7000-8000-0000000000c9';
const CARER = '00000000-0000-7000-8000-0000000000b7';

/** Somebody who declined central care, and later accepted it, told in samples. */
export function careSamples({ box, hash, memberId, householdRef }: CaseWords): SamplesOf<CareFact> {
  const evidence = [{ sha256: hash, kind: 'SIGNATURE' }];
  const agreement = { agreementId: AGREEMENT, memberId } as const;
  return {
    CentralCareOffered: { memberId, householdRef, level: 'PARTIAL', institution: box, on: '2026-11-02' },
    CentralCareAccepted: { memberId, by: 'GUARDIAN', evidence, on: '2026-12-10' },
    CentralCareDeclined: { memberId, by: 'SELF', evidence, on: '2026-11-03', agreementDueOn: '2026-11-10' },
    CentralCarePlaced: { memberId, institution: box, on: '2026-12-20' },
    CentralCareLeft: { memberId, reason: 'OTHER', on: '2027-03-01', text: box },
    CareAgreementSigned: {
      ...agreement,
      level: 'PARTIAL',
      carer: { carerId: CARER, kind: 'NEIGHBOUR', name: box, phone: box },
      services: ['MEALS', 'HOSPITAL'],
      frequency: 'DAILY',
      witness: box,
      evidence,
      on: '2026-11-06',
      until: '2027-11-05',
    },
    CareAgreementEnded: { ...agreement, reason: 'CENTRAL', on: '2026-12-19', text: box },
    CareFollowUpRecorded: { ...agreement, finding: 'KEPT', on: '2026-11-25', text: box },
  };
}
