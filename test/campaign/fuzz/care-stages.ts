import type { Recorded } from '../../../src/platform/fact.js';

/** How far the care of a case's head has come, as the last fact about it says. */
export type CareStage = 'GRANTED' | 'OFFERED' | 'ACCEPTED' | 'DECLINED' | 'AGREED' | 'PLACED' | 'LEFT';

const stages: Readonly<Record<string, CareStage>> = {
  CentralCareOffered: 'OFFERED',
  CentralCareAccepted: 'ACCEPTED',
  CentralCareDeclined: 'DECLINED',
  CentralCarePlaced: 'PLACED',
  CentralCareLeft: 'LEFT',
  CareAgreementSigned: 'AGREED',
  CareAgreementEnded: 'DECLINED',
};

export function stageAfter(before: CareStage | undefined, { type, data }: Recorded): CareStage | undefined {
  if (type === 'MeasureGranted' && data['kind'] === 'TEKUN') return before ?? 'GRANTED';
  return stages[type] ?? before;
}

/** At which steps an operation is likely to be let in; any other operation at each of them. */
export const careOperations: Readonly<Record<string, readonly CareStage[]>> = {
  offerCentralCare: ['GRANTED', 'DECLINED', 'LEFT'],
  acceptCentralCare: ['OFFERED'],
  declineCentralCare: ['OFFERED'],
  placeInCentralCare: ['ACCEPTED'],
  leaveCentralCare: ['PLACED'],
  signCareAgreement: ['DECLINED', 'LEFT'],
  endCareAgreement: ['AGREED'],
  recordCareFollowUp: ['AGREED'],
};
