import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseSentences } from '../../aggregates/case/case.events.js';
import type { CaseStatus } from '../../aggregates/case/case-status.js';
import { statusAfter } from '../../aggregates/case/case-status.js';
import { onlyText } from '../../platform/projections/corrected.js';
import type { Instant, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf } from '../../platform/projections/reducer.js';

/** Where one case stands and since when. A duplicate has none: it stands where the other case does (F04). */
export interface CaseDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  readonly status: CaseStatus;
  /** When it came into this status. */
  readonly since: Instant;
  /** When it was first heard of. */
  readonly begunAt: Instant;
  readonly source?: string;
  readonly urgency: string;
  readonly caseNo?: string;
  readonly openedAt?: Instant;
  readonly householdRef?: string;
}

type Case = Body<CaseDocument>;

export const caseBoardProjection: Projection<CaseDocument> = {
  name: 'case-board',
  version: 2,
  categories: ['case'],
  types: Object.keys(caseSentences),
  keys: ({ stream }) => [entityOf(stream)],
  fold: (document, fact) => foldCase(document, fact as Recorded<CaseFact>),
  indexes: [
    { name: 'town_status', key: { town: 1, status: 1, since: 1, _id: 1 } },
    { name: 'village_status', key: { village: 1, status: 1, since: 1, _id: 1 } },
  ],
};

/** Every fact of a case reaches its line: each may move its status, and the envelope tells whose it is now. */
function foldCase(document: CaseDocument | undefined, fact: Recorded<CaseFact>): Case | undefined {
  const { townCode, villageCode, occurredAt } = fact.metadata;
  const status = statusAfter(document?.status, fact);
  const begins =
    fact.type === 'HotlineCallReceived' || fact.type === 'ClueReported' || fact.type === 'CaseOpenedFromRoster';
  if (status === undefined || status === 'DUPLICATE' || (document === undefined && !begins)) return undefined;
  const { _id, position, ...before } = document ?? { urgency: 'NORMAL', begunAt: occurredAt, since: occurredAt };
  return {
    ...before,
    ...toldBy(fact),
    town: townCode ?? '',
    ...(villageCode === undefined ? {} : { village: villageCode }),
    status,
    since: status === document?.status ? document.since : occurredAt,
  };
}

function toldBy({ type, data, metadata: { occurredAt } }: Recorded<CaseFact>): Partial<Case> {
  switch (type) {
    case 'ClueReported':
      return { source: data.source, urgency: data.urgencyHint, ...refOf(data.householdRef) };
    case 'CaseOpened':
      return { caseNo: data.caseNo, openedAt: occurredAt };
    case 'CaseOpenedFromRoster':
      return { source: 'ROSTER', caseNo: data.caseNo, openedAt: occurredAt, householdRef: data.householdRef };
    case 'FactCorrected':
      return data.correctsType === 'ClueReported' ? onlyText(data.corrected, 'source') : {};
    case 'UrgencyAssessed':
      return { urgency: data.urgency };
    case 'CaseLinkedToHousehold':
      return { householdRef: data.householdRef };
    default:
      return {};
  }
}

function refOf(householdRef: string | undefined): Partial<Case> {
  return householdRef === undefined ? {} : { householdRef };
}
