import type { LocalDate } from '../../../platform/fact.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { CareFact } from './care.events.js';
import type { CareAgreement, CareStage } from './care.js';

export const careFold: Chapter<CareFact['type']> = {
  CentralCareOffered: whenKnown<'CentralCareOffered'>((state, { data }) => stepped(state, data, 'OFFERED')),
  CentralCareAccepted: whenKnown<'CentralCareAccepted'>((state, { data }) => stepped(state, data, 'ACCEPTED')),
  CentralCareDeclined: whenKnown<'CentralCareDeclined'>((state, { data }) => stepped(state, data, 'DECLINED')),
  CentralCarePlaced: whenKnown<'CentralCarePlaced'>((state, { data }) => stepped(state, data, 'PLACED')),
  CentralCareLeft: whenKnown<'CentralCareLeft'>((state, { data }) => stepped(state, data, 'LEFT')),
  CareAgreementSigned: whenKnown<'CareAgreementSigned'>((state, { data: { agreementId, memberId, on, until } }) =>
    agreed(state, memberId, (agreements) => [...agreements, { agreementId, from: on, until }]),
  ),
  CareAgreementEnded: whenKnown<'CareAgreementEnded'>((state, { data: { agreementId, memberId, on } }) =>
    agreed(state, memberId, (agreements) =>
      agreements.map((one) => (one.agreementId === agreementId ? { ...one, endedOn: on } : one)),
    ),
  ),
  CareFollowUpRecorded: whenKnown<'CareFollowUpRecorded'>(() => ({})),
};

function stepped(
  { care }: KnownCase,
  { memberId, on }: { readonly memberId: string; readonly on: LocalDate },
  stage: CareStage,
): Partial<KnownCase> {
  const agreements = entryOf(care.people, memberId)?.agreements ?? [];
  return { care: { ...care, people: { ...care.people, [memberId]: { stage, since: on, agreements } } } };
}

function agreed(
  { care }: KnownCase,
  memberId: string,
  change: (before: readonly CareAgreement[]) => readonly CareAgreement[],
): Partial<KnownCase> {
  const before = entryOf(care.people, memberId);
  if (!before) return {};
  const after = { ...before, agreements: change(before.agreements) };
  return { care: { ...care, people: { ...care.people, [memberId]: after } } };
}
