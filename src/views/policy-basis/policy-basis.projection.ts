import type { PolicyBasisRecorded } from '../../aggregates/city/city.events.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { reducer } from '../../platform/projections/reducer.js';

/** One document the work rests on; its id is the one under which it was recorded. */
export interface PolicyBasisDocument extends ViewDocument {
  readonly title: string;
  readonly issuer: string;
  readonly documentNo?: string;
  readonly indexNo?: string;
  readonly on: LocalDate;
  readonly goals: readonly string[];
}

export const policyBasisProjection: Projection<PolicyBasisDocument> = {
  name: 'policy-basis',
  version: 1,
  categories: ['city'],
  keys: ({ type, data }) => (type === 'PolicyBasisRecorded' ? [(data as PolicyBasisRecorded['data']).basisId] : []),
  indexes: [{ name: 'on', key: { on: -1, _id: 1 } }],
  ...reducer<PolicyBasisDocument, PolicyBasisRecorded>({
    PolicyBasisRecorded: (_, { data: { basisId: __, ...basis } }) => basis,
  }),
};
