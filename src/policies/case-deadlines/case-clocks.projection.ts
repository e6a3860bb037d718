import type { CaseFact } from '../../aggregates/case/case.events.js';
import { caseSentences } from '../../aggregates/case/case.events.js';
import type { CaseClocks } from '../../aggregates/case/clocks/case-clocks.js';
import { clocksAfter, isRunning, noClocks } from '../../aggregates/case/clocks/case-clocks.js';
import type { Recorded } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf } from '../../platform/projections/reducer.js';

/** What the policy remembers of a case: its clocks. Days are told from them by the rules in force at each round. */
export interface CaseClockMemory extends ViewDocument, CaseClocks {
  /** Something is still waited for: without that nothing new can be owed before the next fact. */
  readonly running: boolean;
}

export const caseClockMemory: Projection<CaseClockMemory> = {
  name: 'case-clock-memory',
  version: 3,
  categories: ['case'],
  types: Object.keys(caseSentences),
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'running_position', key: { running: 1, position: 1 } }],
  fold: (document, fact) => {
    const { _id, position, running: _, ...known } = document ?? { ...noClocks, _id: '', position: 0, running: false };
    const clocks = clocksAfter(known, fact as Recorded<CaseFact>);
    return { ...clocks, running: clocks.clocks.some(isRunning) };
  },
};
