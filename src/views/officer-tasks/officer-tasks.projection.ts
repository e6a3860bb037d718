import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Instant, LocalDate, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** A measure that was granted, until it is ended. */
export interface RunningMeasure {
  readonly measureId: string;
  readonly kind: string;
  readonly period: string;
  readonly beneficiaries: readonly string[];
  readonly validUntil?: LocalDate;
  /** First day of what it last came to pay. */
  readonly reducedFrom?: LocalDate;
}

/** Of one case: whom it is about, what its clue was found to need, and which measures run. */
export interface CaseOfTasks extends ViewDocument {
  readonly kind: 'case';
  readonly town: string;
  readonly village?: string;
  readonly householdRef?: string;
  readonly subject?: { readonly subjectId: string; readonly name: SealedBox };
  /** When somebody found last that the family belongs on the roster; absent where it does not. */
  readonly listingNeededAt?: Instant;
  /** The roster named this clue as what put the family there. */
  readonly listed: boolean;
  readonly measures: readonly RunningMeasure[];
  /** Whether a task may follow from it. */
  readonly waiting: boolean;
}

/** Of one household: whether it is on the roster, and who of it has died. */
export interface HomeOfTasks extends ViewDocument {
  readonly kind: 'home';
  readonly onRoster: boolean;
  readonly listedAt?: Instant;
  readonly deaths: readonly { readonly memberId: string; readonly on: LocalDate; readonly factId: string }[];
}

export type OfficerTasksDocument = CaseOfTasks | HomeOfTasks;
type Case = Body<CaseOfTasks>;
type Home = Body<HomeOfTasks>;
type Tasks = Body<OfficerTasksDocument>;

const newHome: Home = { kind: 'home', onRoster: false, deaths: [] };

const ofCases = reducer<OfficerTasksDocument, CaseFact>({
  ClueReported: (old, { data: { townCode, villageCode, householdRef, subject } }) => ({
    ...begun(old, townCode),
    village: villageCode,
    ...(householdRef === undefined ? {} : { householdRef }),
    ...(subject === undefined ? {} : { subject: { subjectId: subject.subjectId, name: subject.name } }),
  }),
  CaseOpenedFromRoster: (old, { data: { townCode, villageCode, householdRef } }) => ({
    ...begun(old, townCode),
    village: villageCode,
    householdRef,
  }),
  ClueVerified: (old, { data: { needsListing }, metadata }) =>
    onCase(old, ({ listingNeededAt: _, ...known }) => ({
      ...known,
      ...(needsListing ? { listingNeededAt: metadata.recordedAt } : {}),
    })),
  ClueRejected: (old) => onCase(old, nothingToList),
  ClueMarkedDuplicate: (old) => onCase(old, nothingToList),
  CaseClosedWithoutNeed: (old) => onCase(old, nothingToList),
  CaseLinkedToHousehold: (old, { data: { householdRef } }) => onCase(old, (known) => ({ ...known, householdRef })),
  MeasureGranted: (old, { data: { measureId, kind, period, beneficiaries, validUntil } }) => {
    const granted = { measureId, kind, period, beneficiaries, ...(validUntil === undefined ? {} : { validUntil }) };
    return onCase(old, (known) => ({ ...known, measures: [...known.measures, granted] }));
  },
  MeasureReduced: (old, { data: { measureId, from } }) =>
    onCase(old, (known) => ({
      ...known,
      measures: known.measures.map((one) => (one.measureId === measureId ? { ...one, reducedFrom: from } : one)),
    })),
  MeasureEnded: (old, { data: { measureId } }) =>
    onCase(old, (known) => ({
      ...known,
      measures: known.measures.filter((one) => one.measureId !== measureId),
    })),
});

const ofHomes = reducer<OfficerTasksDocument, HouseholdFact>({
  HouseholdListedAsKey: (old, { metadata: { recordedAt } }, key) =>
    isHome(key)
      ? { ...home(old), onRoster: true, listedAt: recordedAt }
      : onCase(old, (known) => ({ ...known, listed: true })),
  HouseholdDelisted: (old) => ({ ...home(old), onRoster: false }),
  MemberRemoved: (old, { id, data: { memberId, reason, on } }) =>
    reason === 'DEATH' ? { ...home(old), deaths: [...home(old).deaths, { memberId, on, factId: id }] } : old,
  FactCorrected: (old, { data: { corrects, corrected } }) => {
    if (old?.kind !== 'home') return old;
    const { on, reason } = corrected;
    const deaths = old.deaths
      .filter(({ factId }) => factId !== corrects || reason === undefined || reason === 'DEATH')
      .map((death) => (death.factId === corrects && typeof on === 'string' ? { ...death, on } : death));
    return { ...old, deaths };
  },
  HouseholdAbsorbed: (old, { data: { carried }, metadata: { recordedAt } }) =>
    carried.listings.some(({ until }) => until === undefined)
      ? { ...home(old), onRoster: true, listedAt: recordedAt }
      : old,
});

/** Cases and households are told apart by document; the query brings them together by reference. */
export const officerTasksProjection: Projection<OfficerTasksDocument> = {
  name: 'officer-tasks',
  version: 2,
  categories: ['case', 'household'],
  types: [...ofCases.types, ...ofHomes.types],
  keys: (recorded) => keysOf(recorded as Recorded<HouseholdFact>),
  fold: (document, fact, key) => (isOfCase(fact) ? ofCases : ofHomes).fold(document, fact, key),
  indexes: [{ name: 'waiting_town', key: { waiting: 1, town: 1, _id: 1 } }],
};

export function homeKey(householdId: string): string {
  return `home.${householdId}`;
}

function caseKey(caseId: string): string {
  return `case.${caseId}`;
}

function keysOf(fact: Recorded<HouseholdFact>): readonly string[] {
  const id = entityOf(fact.stream);
  if (isOfCase(fact)) return [caseKey(id)];
  const clue = fact.type === 'HouseholdListedAsKey' ? fact.data.clueRef : undefined;
  return [homeKey(id), ...(clue === undefined ? [] : [caseKey(clue)])];
}

function isOfCase({ stream }: Pick<Recorded, 'stream'>): boolean {
  return stream.startsWith('case-');
}

function isHome(key: string): boolean {
  return key.startsWith('home.');
}

function home(old: Tasks | undefined): Home {
  return old?.kind === 'home' ? old : newHome;
}

function begun(old: Tasks | undefined, town: string): Case {
  return old?.kind === 'case' ? { ...old, town } : { kind: 'case', town, listed: false, measures: [], waiting: false };
}

/** A change of a case's document, which says itself whether anything may follow from it. */
function onCase(old: Tasks | undefined, change: (known: Case) => Case): Tasks | undefined {
  if (old?.kind !== 'case') return old;
  const known = change(old);
  const isToBeListed = known.listingNeededAt !== undefined && !known.listed;
  return { ...known, waiting: isToBeListed || known.measures.length > 0 };
}

function nothingToList({ listingNeededAt: _, ...known }: Case): Case {
  return known;
}
