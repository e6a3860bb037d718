import type { Views } from '../../platform/read-store/views.js';
import { mergedFamiliesProjection } from './merged-families.projection.js';

/** What stands in a document about a family: the household it was when that was written down. */
interface OfFamily {
  readonly householdRef?: string;
}

/** Says of a household which ones its family has been from that one on; the one it is now is last. */
export type FamilyChains = (householdId: string) => readonly string[];

/** The same documents, each with the household its family is now, after however many mergers. */
export async function withFamiliesNow<Document extends OfFamily>(
  views: Views,
  documents: readonly Document[],
): Promise<Document[]> {
  const now = await familiesNow(views, refsOf(documents));
  return documents.map((document) =>
    document.householdRef === undefined ? document : { ...document, householdRef: now(document.householdRef) },
  );
}

/** The households that documents name, as far as they name any. */
export function refsOf(documents: readonly OfFamily[]): readonly string[] {
  return documents.flatMap(({ householdRef }) => (householdRef === undefined ? [] : [householdRef]));
}

/** Says of each of these households which one it is now: itself, or the one it ended in. */
export async function familiesNow(
  views: Views,
  households: readonly string[],
): Promise<(householdId: string) => string> {
  const chains = await familyChains(views, households);
  return (householdId) => chains(householdId).at(-1) ?? householdId;
}

/** Says of each of these households which ones it ended in, one after the other. */
export async function familyChains(views: Views, households: readonly string[]): Promise<FamilyChains> {
  const view = await views.of(mergedFamiliesProjection);
  const into = new Map<string, string>();
  for (let asked = [...new Set(households)]; asked.length > 0;) {
    const found = await view.find({ _id: { $in: asked } });
    for (const merged of found) into.set(merged._id, merged.into);
    asked = [...new Set(found.map((merged) => merged.into))].filter((householdId) => !into.has(householdId));
  }
  return (householdId) => chainFrom(householdId, into);
}

/**
 * The households from this one on. Where some have ended in one another, approved at one moment, none of them goes on:
 * the first of them by id then stands for the family, whichever of them is asked for.
 */
export function chainFrom(householdId: string, into: ReadonlyMap<string, string>): readonly string[] {
  const chain = [householdId];
  for (let next = into.get(householdId); next !== undefined; next = into.get(next)) {
    const begun = chain.indexOf(next);
    if (begun >= 0) return [...chain.slice(0, begun), ...endingInFirst(chain.slice(begun))];
    chain.push(next);
  }
  return chain;
}

function endingInFirst(ring: readonly string[]): readonly string[] {
  const [first = ''] = [...ring].sort();
  return [...ring.filter((householdId) => householdId !== first), first];
}
