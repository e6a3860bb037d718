import type { CaseFact } from '../../aggregates/case/case.events.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';
import { placed } from '../../platform/projections/placed.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** Who was named for a case at each of the four levels when it was opened (S02, S29), and how long it was open. */
export interface CaseOwnersDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  readonly caseNo: string;
  readonly owners: {
    readonly group: string;
    readonly village: string;
    readonly township: string;
    readonly bureau: string;
  };
  /** All of them, for the filter. */
  readonly ownerRefs: readonly string[];
  readonly openedOn: LocalDate;
  /** The day it was filed, or closed without need; absent while somebody has to act. */
  readonly closedOn?: LocalDate;
}

type CaseOwners = Body<CaseOwnersDocument>;
type Opened = Recorded<Extract<CaseFact, { type: 'CaseOpened' | 'CaseOpenedFromRoster' }>>;

const told = reducer<CaseOwnersDocument, CaseFact>({
  CaseOpened: (_, fact) => opened(fact),
  CaseOpenedFromRoster: (_, fact) => opened(fact),
  CaseLinkedToHousehold: (old) => old,
  CaseClosedWithoutNeed: (old, { metadata }) => old && { ...old, closedOn: localDateOf(metadata.occurredAt) },
  CaseArchived: (old, { metadata }) => old && { ...old, closedOn: localDateOf(metadata.occurredAt) },
  // Inquired into anew by those who were named before: nobody else is.
  CaseReopened: (old) => old && { ...old, closedOn: undefined },
});

export const caseOwnersProjection: Projection<CaseOwnersDocument> = {
  name: 'case-owners',
  version: 1,
  categories: ['case'],
  types: told.types,
  keys: ({ stream }) => [entityOf(stream)],
  fold: (document, fact, key) => placed(told.fold(document, fact, key), fact),
  indexes: [
    { name: 'town_village', key: { town: 1, village: 1, _id: 1 } },
    { name: 'owners', key: { ownerRefs: 1, _id: 1 } },
  ],
};

function opened({ data: { caseNo, ownerChain }, metadata: { occurredAt } }: Opened): CaseOwners {
  const { group, village, township, bureau } = ownerChain;
  return {
    town: '',
    caseNo,
    owners: { group, village, township, bureau },
    ownerRefs: [...new Set([group, village, township, bureau])],
    openedOn: localDateOf(occurredAt),
  };
}
