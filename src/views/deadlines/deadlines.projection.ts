import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseSentences } from '../../aggregates/case/case.events.js';
import type { CaseClocks } from '../../aggregates/case/clocks/case-clocks.js';
import { clocksAfter, noClocks } from '../../aggregates/case/clocks/case-clocks.js';
import type { Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf } from '../../platform/projections/reducer.js';

/** What one case is timed by, where it lies and who answers for it; the days are told by the rules at reading. */
export interface DeadlinesDocument extends ViewDocument, CaseClocks {
  readonly town: string;
  readonly village?: string;
  readonly caseNo?: string;
  /** Who answers at the township and at the bureau, once it is open. */
  readonly township?: string;
  readonly bureau?: string;
  /** Whether anything is awaited. */
  readonly open: boolean;
}

export const deadlinesProjection: Projection<DeadlinesDocument> = {
  name: 'deadlines',
  version: 2,
  categories: ['case'],
  types: Object.keys(caseSentences),
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [
    { name: 'open_town', key: { open: 1, town: 1, _id: 1 } },
    { name: 'open_village', key: { open: 1, village: 1, _id: 1 } },
  ],
  fold: (document, fact) => foldDeadlines(document, fact as Recorded<CaseFact>),
};

/** Every fact of a case reaches its clocks; the envelope tells whose they are now. */
function foldDeadlines(document: DeadlinesDocument | undefined, fact: Recorded<CaseFact>): Body<DeadlinesDocument> {
  const { townCode = '', villageCode } = fact.metadata;
  const { _id, position, ...before } = document ?? { ...noClocks, _id: '', position: 0 };
  const timed = clocksAfter(before, fact);
  return {
    ...before,
    ...timed,
    ...answeredFor(fact),
    town: townCode,
    ...(villageCode === undefined ? {} : { village: villageCode }),
    open: timed.clocks.some(({ closedAt }) => closedAt === undefined),
  };
}

function answeredFor({
  type,
  data,
}: Recorded<CaseFact>): Partial<Pick<DeadlinesDocument, 'caseNo' | 'township' | 'bureau'>> {
  if (type !== 'CaseOpened' && type !== 'CaseOpenedFromRoster') return {};
  const { township, bureau } = data.ownerChain;
  return { caseNo: data.caseNo, township, bureau };
}
