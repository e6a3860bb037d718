import type { Selection } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import { categoryOf } from '../fact.js';

/** Tells the wanted facts from the others. */
export function selected({ categories, types }: Selection, town?: string): (fact: Recorded) => boolean {
  const [inCategory, ofType] = [categories && new Set(categories), types && new Set(types)];
  return ({ stream, type, metadata }) =>
    (inCategory?.has(categoryOf(stream)) ?? true) &&
    (ofType?.has(type) ?? true) &&
    (town === undefined || (metadata.townCode ?? '') === town);
}
