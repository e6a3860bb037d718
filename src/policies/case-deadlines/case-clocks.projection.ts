import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseSentences } from '../../aggregates/case/case.events.js';
import type { CaseClocks } from '../../aggregates/case/clocks/case-clocks.js';
import { clocksAfter, noClocks } from '../../aggregates/case/clocks/case-clocks.js';
import type { Recorded } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf } from '../../platform/projections/reducer.js';

/** What the policy remembers of a case: its clocks. Days are told from them by the rules in force at each round. */
export interface CaseClockMemory extends ViewDocument, CaseClocks {}

export const caseClockMemory: Projection<CaseClockMemory> = {
  name: 'case-clock-memory',
  version: 2,
  categories: ['case'],
  types: Object.keys(caseSentences),
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [],
  fold: (document, fact) => {
    const { _id, position, ...known } = document ?? { ...noClocks, _id: '', position: 0 };
    return clocksAfter(known, fact as Recorded<CaseFact>);
  },
};
