import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { FactCorrected } from '../../aggregates/case/corrections/corrections.events.js';
import { onlyCodes, onlyText } from '../../platform/projections/corrected.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import { placed } from '../../platform/projections/placed.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import { entryOf } from '../../platform/change/entry-of.js';

/** One refusal: of an application, or of the family as a whole. */
export interface Refusal {
  /** The fact that said so, and the one that told the family: what a correction names. */
  readonly factId: string;
  readonly notifiedBy?: string;
  readonly applicationId?: string;
  /** What was applied for. */
  readonly path?: string;
  readonly on: LocalDate;
  readonly reasonCodes: readonly string[];
  /** Version of the rulebook it was found by (S19). */
  readonly ruleVersion: number;
  /** Of the family as a whole. */
  readonly hasRealDifficulty?: boolean;
  /** The day on which the family was told in writing. */
  readonly notifiedOn?: LocalDate;
}

/** What a case is entered with in the ineligible ledger (S19) and in the two-class ledger (S28). */
export interface CaseLedgersDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  readonly caseNo?: string;
  readonly householdRef?: string;
  /** What was applied for, by application. */
  readonly paths: Readonly<Record<string, string>>;
  readonly refusals: readonly Refusal[];
  /** Whether it stands in the ineligible ledger. */
  readonly refused: boolean;
  /** `NONE` while it is not classified. */
  readonly class: string;
  readonly subItems: readonly string[];
  readonly beneficiaries: number;
  readonly classifiedOn?: LocalDate;
}

type Ledgers = Body<CaseLedgersDocument>;

const told = reducer<CaseLedgersDocument, CaseFact>({
  ClueReported: (old, { data }) => ({ ...(old ?? empty), ...refOf(data.householdRef) }),
  CaseOpened: (old, { data: { caseNo } }) => ({ ...(old ?? empty), caseNo }),
  CaseOpenedFromRoster: (_, { data: { caseNo, householdRef } }) => ({ ...empty, caseNo, householdRef }),
  CaseLinkedToHousehold: (old, { data: { householdRef } }) => old && { ...old, householdRef },
  ApplicationAccepted: (old, { data: { applicationId, path } }) =>
    old && { ...old, paths: { ...old.paths, [applicationId]: path } },
  MeasureRefused: (old, { id: factId, data: { applicationId, reasonCodes, ruleVersion }, metadata }) =>
    old &&
    withRefusals(old, [
      ...old.refusals,
      {
        factId,
        applicationId,
        path: entryOf(old.paths, applicationId),
        on: localDateOf(metadata.occurredAt),
        reasonCodes,
        ruleVersion,
      },
    ]),
  IneligibilityRecorded: (old, { id: factId, data: { reasonCodes, ruleVersion, hasRealDifficulty }, metadata }) =>
    old &&
    withRefusals(old, [
      ...ofApplications(old.refusals),
      { factId, on: localDateOf(metadata.occurredAt), reasonCodes, ruleVersion, hasRealDifficulty },
    ]),
  RefusalNotified: (old, { id: notifiedBy, data: { applicationId, on } }) =>
    old &&
    withRefusals(
      old,
      old.refusals.map((one) => (one.applicationId === applicationId ? { ...one, notifiedOn: on, notifiedBy } : one)),
    ),
  FactCorrected: (old, { data }) => old && corrected(old, data),
  CaseClassified: (old, { data, metadata }) =>
    old && {
      ...old,
      class: data.class,
      subItems: data.subItems,
      beneficiaries: data.beneficiaries.length,
      classifiedOn: localDateOf(metadata.occurredAt),
    },
  // Inquired into anew: what was said of the family as a whole is open again, what was refused to an application stands.
  CaseReopened: (old) => old && withRefusals(unclassified(old), ofApplications(old.refusals)),
});

export const caseLedgersProjection: Projection<CaseLedgersDocument> = {
  name: 'case-ledgers',
  version: 2,
  categories: ['case'],
  types: told.types,
  keys: ({ stream }) => [entityOf(stream)],
  fold: (document, fact, key) => placed(told.fold(document, fact, key), fact),
  indexes: [
    { name: 'refused_town_village', key: { refused: 1, town: 1, village: 1, _id: 1 } },
    { name: 'class_town_village', key: { class: 1, town: 1, village: 1, _id: 1 } },
  ],
};

const empty: Ledgers = {
  town: '',
  paths: {},
  refusals: [],
  refused: false,
  class: 'NONE',
  subItems: [],
  beneficiaries: 0,
};

function refOf(householdRef: string | undefined): Partial<Ledgers> {
  return householdRef === undefined ? {} : { householdRef };
}

function withRefusals(old: Ledgers, refusals: readonly Refusal[]): Ledgers {
  return { ...old, refusals, refused: refusals.length > 0 };
}

function corrected(old: Ledgers, { corrects, correctsType, corrected: right }: FactCorrected['data']): Ledgers {
  if (correctsType === 'CaseClassified') return { ...old, ...onlyCodes(right, 'subItems') };
  const { on } = onlyText(right, 'on');
  const refusals = old.refusals.map((one) => ({
    ...one,
    ...(one.factId === corrects ? onlyCodes(right, 'reasonCodes') : {}),
    ...(one.notifiedBy === corrects && on !== undefined ? { notifiedOn: on } : {}),
  }));
  return withRefusals(old, refusals);
}

function ofApplications(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.filter(({ applicationId }) => applicationId !== undefined);
}

function unclassified(old: Ledgers): Ledgers {
  return { ...old, class: 'NONE', subItems: [], beneficiaries: 0, classifiedOn: undefined };
}
