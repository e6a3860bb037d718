import type { JsonValue } from '../../../platform/fact.js';

/** Fields of an earlier fact with their right values; a field not named stays as it was. */
export type CorrectedFields = { readonly [field: string]: JsonValue };
