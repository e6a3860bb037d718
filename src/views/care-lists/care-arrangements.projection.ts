import type { CareFact } from '../../aggregates/case/care/care.events.js';
import { careSentences } from '../../aggregates/case/care/care.events.js';
import type { FactCorrected } from '../../aggregates/case/corrections/corrections.events.js';
import { onlyCodes, onlyText } from '../../platform/projections/corrected.js';
import type { LocalDate, Period, Recorded } from '../../platform/fact.js';
import { monthOf } from '../../platform/calendar/local-date.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** The agreement signed last for somebody. */
export type Agreed = {
  readonly agreementId: string;
  readonly carerKind: string;
  readonly services: readonly string[];
  readonly frequency: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly endedOn?: LocalDate;
};

/** How one 特困 person who cannot look after himself is cared for, from the first question about it on. */
export interface CareArrangementDocument extends ViewDocument {
  readonly caseId: string;
  readonly memberId: string;
  readonly town: string;
  readonly village: string;
  /** The family his name is looked up in. */
  readonly householdRef?: string;
  readonly level: string;
  readonly stage: 'OFFERED' | 'ACCEPTED' | 'DECLINED' | 'PLACED' | 'LEFT';
  readonly since: LocalDate;
  readonly agreementDueOn?: LocalDate;
  readonly agreement?: Agreed;
  /** Months in which somebody went to see, under the agreement signed last. */
  readonly followedMonths: readonly Period[];
  readonly lastFollowUp?: { readonly on: LocalDate; readonly finding: string; readonly factId: string };
}

type Arrangement = Body<CareArrangementDocument>;

export const careArrangementsProjection: Projection<CareArrangementDocument> = {
  name: 'care-arrangements',
  version: 2,
  categories: ['case'],
  keys: (fact) => keysOf(fact as Recorded<CareFact | FactCorrected>),
  indexes: [
    { name: 'village_since', key: { village: 1, since: 1, _id: 1 } },
    { name: 'town_village', key: { town: 1, village: 1, since: 1, _id: 1 } },
  ],
  ...reducer<CareArrangementDocument, CareFact | FactCorrected>({
    CentralCareOffered: (old, { stream, data: { memberId, householdRef, level, on }, metadata }) => ({
      followedMonths: [],
      ...old,
      caseId: entityOf(stream),
      memberId,
      town: metadata.townCode ?? '',
      village: metadata.villageCode ?? '',
      ...(householdRef === undefined ? {} : { householdRef }),
      level,
      stage: 'OFFERED',
      since: on,
    }),
    CentralCareAccepted: (old, { data: { on } }) => old && { ...old, stage: 'ACCEPTED', since: on },
    CentralCareDeclined: (old, { data: { on, agreementDueOn } }) =>
      old && { ...old, stage: 'DECLINED', since: on, agreementDueOn },
    CentralCarePlaced: (old, { data: { on } }) => old && { ...old, stage: 'PLACED', since: on },
    CentralCareLeft: (old, { data: { on } }) => old && { ...old, stage: 'LEFT', since: on },
    CareAgreementSigned: (old, { data: { agreementId, level, carer, services, frequency, on, until } }) => {
      if (!old) return old;
      const { lastFollowUp: _before, ...rest } = old;
      const agreement = { agreementId, carerKind: carer.kind, services, frequency, from: on, until };
      return { ...rest, level, agreement, followedMonths: [] };
    },
    CareAgreementEnded: (old, { data: { agreementId, on } }) =>
      old?.agreement?.agreementId === agreementId ? { ...old, agreement: { ...old.agreement, endedOn: on } } : old,
    CareFollowUpRecorded: (old, { id: factId, data: { agreementId, on, finding } }) =>
      old?.agreement?.agreementId === agreementId ? followed(old, { on, finding, factId }) : old,
    FactCorrected: (old, { data }) => old && corrected(old, data),
  }),
};

/** A correction says itself whose care it is about. */
function keysOf(fact: Recorded<CareFact | FactCorrected>): readonly string[] {
  if (fact.type !== 'FactCorrected') return [`${entityOf(fact.stream)}_${fact.data.memberId}`];
  const { about, correctsType } = fact.data;
  return about !== undefined && correctsType in careSentences ? [`${entityOf(fact.stream)}_${about}`] : [];
}

function followed(old: Arrangement, followUp: NonNullable<Arrangement['lastFollowUp']>): Arrangement {
  const { on } = followUp;
  const last = old.lastFollowUp;
  return {
    ...old,
    followedMonths: [...new Set([...old.followedMonths, monthOf(on)])].sort(),
    lastFollowUp: last !== undefined && last.on > on ? last : followUp,
  };
}

function corrected(old: Arrangement, { corrects, correctsType, corrected: right }: FactCorrected['data']): Arrangement {
  const { agreement, lastFollowUp } = old;
  if (correctsType === 'CareAgreementSigned' && agreement)
    return { ...old, agreement: { ...agreement, ...onlyCodes(right, 'services'), ...onlyText(right, 'frequency') } };
  return lastFollowUp?.factId === corrects
    ? { ...old, lastFollowUp: { ...lastFollowUp, ...onlyText(right, 'finding') } }
    : old;
}
