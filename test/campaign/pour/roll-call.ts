import type { Recorded } from '../../../src/platform/fact.js';
import type { Projection, ViewDocument } from '../../../src/platform/projections/projection.js';
import { projections } from '../../../src/projections.js';

/** Facts in the order in which they were applied. */
interface Called extends ViewDocument {
  readonly positions: readonly number[];
}

const EVERYBODY = 'everybody';

/**
 * The most forgetful view there can be: nothing in it is said twice, so that a fact applied again, left out or late
 * shows for ever. One document for each stream and one for the whole log, which every other fact waits behind.
 */
const rollCall: Projection<Called> = {
  name: 'roll-call',
  version: 1,
  categories: [...new Set(projections.flatMap(({ categories }) => categories))],
  types: [...new Set(projections.flatMap(({ types }) => types))],
  indexes: [],
  keys: ({ stream }: Recorded) => [stream, EVERYBODY],
  fold: (document, { position }) => ({ positions: [...(document?.positions ?? []), position] }),
};

/** What is poured: the views of the application, and before them the one that forgives nothing. */
export const poured: readonly Projection[] = [rollCall, ...projections];
