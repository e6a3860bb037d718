import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import type { InsuredDays } from '../../aggregates/coordinator/guarantees/insurance.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** What the policy remembers of a coordinator; he has no document before his first insurance and after his relief. */
export interface InsuranceMemory extends ViewDocument {
  readonly insurances: readonly InsuredDays[];
  /** Last days whose passing was written already. */
  readonly expired: readonly LocalDate[];
}

const nothing: Body<InsuranceMemory> = { insurances: [], expired: [] };

export const insuranceMemory: Projection<InsuranceMemory> = {
  name: 'insurance-memory',
  version: 1,
  categories: ['coordinator'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [],
  ...reducer<InsuranceMemory, CoordinatorFact>({
    InsuranceBound: (memory = nothing, { data: { validFrom, validUntil } }) => ({
      ...memory,
      insurances: [...memory.insurances, { validFrom, validUntil }],
    }),
    InsuranceExpired: (memory = nothing, { data: { validUntil } }) => ({
      ...memory,
      expired: [...memory.expired, validUntil],
    }),
    CoordinatorRelieved: () => undefined,
  }),
};
