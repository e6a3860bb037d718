import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { HouseholdMergedInto } from '../../aggregates/household/merging/merging.events.js';
import { onlyAmounts, onlyText } from '../../platform/projections/corrected.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** A measure as it was granted, and how it went on. */
export interface GrantedAid {
  readonly measureId: string;
  readonly kind: string;
  /** In 分, what it came to pay last. */
  readonly money: number;
  readonly period: string;
  readonly from: LocalDate;
  readonly validUntil?: LocalDate;
  /** The first day without it. */
  readonly endedFrom?: LocalDate;
  readonly beneficiaries: readonly string[];
}

/** What a case granted to the household it is about; or, of a household that ended, in which other one. */
export interface HouseholdAidsDocument extends ViewDocument {
  /** Of a case. */
  readonly household?: string;
  readonly aids: readonly GrantedAid[];
  /** Of a household that ended in another one. */
  readonly mergedInto?: string;
}

type Aids = Body<HouseholdAidsDocument>;
const nothing: Aids = { aids: [] };

export const householdAidsProjection: Projection<HouseholdAidsDocument> = {
  name: 'household-aids',
  version: 2,
  categories: ['case', 'household'],
  keys: (fact) => (concerns(fact as Recorded<CaseFact>) ? [entityOf(fact.stream)] : []),
  indexes: [
    { name: 'household', key: { household: 1, _id: 1 } },
    { name: 'merged_into', key: { mergedInto: 1, _id: 1 } },
  ],
  ...reducer<HouseholdAidsDocument, CaseFact | HouseholdMergedInto>({
    ClueReported: (old = nothing, { data: { householdRef } }) =>
      householdRef === undefined ? old : { ...old, household: householdRef },
    CaseOpenedFromRoster: (old = nothing, { data: { householdRef } }) => ({ ...old, household: householdRef }),
    CaseLinkedToHousehold: (old = nothing, { data: { householdRef } }) => ({ ...old, household: householdRef }),
    MeasureGranted: (old = nothing, { data }) => {
      const { measureId, kind, money, period, from, validUntil, beneficiaries } = data;
      const aid = { measureId, kind, money, period, from, beneficiaries };
      return { ...old, aids: [...old.aids, { ...aid, ...(validUntil === undefined ? {} : { validUntil }) }] };
    },
    MeasureReduced: (old, { data: { measureId, money } }) => changed(old, measureId, { money }),
    MeasureEnded: (old, { data: { measureId, from } }) => changed(old, measureId, { endedFrom: from }),
    FactCorrected: (old, { data: { about = '', correctsType, corrected } }) =>
      correctsType === 'MeasureGranted'
        ? changed(old, about, { ...onlyAmounts(corrected, 'money'), ...onlyText(corrected, 'from') })
        : old,
    HouseholdMergedInto: (_, { data: { into } }) => ({ aids: [], mergedInto: into }),
  }),
};

/** Of corrections those of a grant; a household has corrections of its own. */
function concerns(fact: Recorded<CaseFact>): boolean {
  return fact.type !== 'FactCorrected' || fact.data.correctsType === 'MeasureGranted';
}

function changed(old: Aids | undefined, measureId: string, change: Partial<GrantedAid>): Aids | undefined {
  return old && { ...old, aids: old.aids.map((aid) => (aid.measureId === measureId ? { ...aid, ...change } : aid)) };
}
