import type { Fact } from '../platform/fact.js';

/** One payload of every fact type of an aggregate, complete for the compiler. */
export type SamplesOf<F extends Fact> = { readonly [Type in F['type']]: Extract<F, { type: Type }>['data'] };
