import type { CaseFact } from '../../aggregates/case/case.events.js';
import { onlyText } from '../../platform/projections/corrected.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import { placed } from '../../platform/projections/placed.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** 单人保 granted to single members. */
export interface SingleMeasure {
  readonly measureId: string;
  readonly beneficiaries: readonly string[];
  readonly from: LocalDate;
  /** The first day without it. */
  readonly endsFrom?: LocalDate;
}

/** What one case says of 低保 for single members and of their family as a whole (S21). */
export interface PartialCaseDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  readonly caseNo?: string;
  readonly householdRef?: string;
  readonly singles: readonly SingleMeasure[];
  /** The last word about the whole household. */
  readonly assessment?: { readonly result: string; readonly on: LocalDate; readonly at: Instant };
  /** Whether it says anything of either. */
  readonly concerned: boolean;
}

type PartialCase = Body<PartialCaseDocument>;

const told = reducer<PartialCaseDocument, CaseFact>({
  ClueReported: (old, { data: { householdRef } }) => ({ ...(old ?? empty), ...refOf(householdRef) }),
  CaseOpened: (old, { data: { caseNo } }) => ({ ...(old ?? empty), caseNo }),
  CaseOpenedFromRoster: (_, { data: { caseNo, householdRef } }) => ({ ...empty, caseNo, householdRef }),
  CaseLinkedToHousehold: (old, { data: { householdRef } }) => old && { ...old, householdRef },
  MeasureGranted: (old, { data: { measureId, kind, beneficiaries, from } }) =>
    old && kind === 'DIBAO_SINGLE'
      ? { ...old, singles: [...old.singles, { measureId, beneficiaries, from }], concerned: true }
      : old,
  MeasureEnded: (old, { data: { measureId, from } }) =>
    old && {
      ...old,
      singles: old.singles.map((one) => (one.measureId === measureId ? { ...one, endsFrom: from } : one)),
    },
  FactCorrected: (old, { data: { about, correctsType, corrected } }) =>
    old && correctsType === 'MeasureGranted'
      ? {
          ...old,
          singles: old.singles.map((one) =>
            one.measureId === about ? { ...one, ...onlyText(corrected, 'from') } : one,
          ),
        }
      : old,
  WholeHouseholdAssessed: (old, { data: { result }, metadata: { occurredAt } }) =>
    old && { ...old, assessment: { result, on: localDateOf(occurredAt), at: occurredAt }, concerned: true },
});

export const partialCasesProjection: Projection<PartialCaseDocument> = {
  name: 'partial-cases',
  version: 2,
  categories: ['case'],
  types: told.types,
  keys: ({ stream }) => [entityOf(stream)],
  fold: (document, fact, key) => placed(told.fold(document, fact, key), fact),
  indexes: [{ name: 'concerned_town', key: { concerned: 1, town: 1, _id: 1 } }],
};

const empty: PartialCase = { town: '', singles: [], concerned: false };

function refOf(householdRef: string | undefined): Partial<PartialCase> {
  return householdRef === undefined ? {} : { householdRef };
}
