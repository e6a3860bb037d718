import type { Views } from '../../platform/read-store/views.js';
import { mergedFamiliesProjection } from './merged-families.projection.js';

/** What stands in a document about a family: the household it was when that was written down. */
interface OfFamily {
  readonly householdRef?: string;
}

/** The same documents, each with the household its family is now, after however many mergers. */
export async function withFamiliesNow<Document extends OfFamily>(
  views: Views,
  documents: readonly Document[],
): Promise<Document[]> {
  const now = await familiesNow(
    views,
    documents.flatMap(({ householdRef }) => (householdRef === undefined ? [] : [householdRef])),
  );
  return documents.map((document) =>
    document.householdRef === undefined ? document : { ...document, householdRef: now(document.householdRef) },
  );
}

/** Says of each of these households which one it is now: itself, or the one it ended in. */
export async function familiesNow(
  views: Views,
  households: readonly string[],
): Promise<(householdId: string) => string> {
  const view = await views.of(mergedFamiliesProjection);
  const into = new Map<string, string>();
  for (let asked = [...new Set(households)]; asked.length > 0;) {
    const found = await view.find({ _id: { $in: asked } });
    for (const merged of found) into.set(merged._id, merged.into);
    asked = [...new Set(found.map((merged) => merged.into))].filter((householdId) => !into.has(householdId));
  }
  return (householdId) => {
    // Mergers in a ring, approved at one moment, must not be followed for ever.
    const passed = new Set<string>();
    for (let now = householdId; ;) {
      const next = into.get(now);
      if (next === undefined || passed.has(next)) return now;
      passed.add(next);
      now = next;
    }
  };
}
