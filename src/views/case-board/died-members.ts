import type { LocalDate } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import { familyChains, refsOf } from '../merged-families/families-now.js';
import type { CaseDocument } from './case-board.projection.js';
import { familyDeathsProjection } from './family-deaths.projection.js';

/** A member of the family who has died, by reference. */
export interface DiedMember {
  readonly memberId: string;
  readonly on: LocalDate;
}

/** A case with the household its family is now, and who of it has died since the case was first heard of. */
export interface CaseOfFamily {
  readonly document: CaseDocument;
  readonly died: readonly DiedMember[];
}

/**
 * Deaths that became known after the case began, in any household the family has been since, in the order of their
 * days. A family that is registered in another area keeps its dead to itself (I-26).
 */
export async function withFamilies(
  reading: Reading,
  documents: readonly CaseDocument[],
): Promise<readonly CaseOfFamily[]> {
  const chains = await familyChains(reading.views, refsOf(documents));
  const chainOf = ({ householdRef }: CaseDocument) => (householdRef === undefined ? [] : chains(householdRef));
  const view = await reading.views.of(familyDeathsProjection);
  const ids = [...new Set(documents.flatMap(chainOf))];
  const found = await view.find({ $and: [areaFilter(reading.area), { _id: { $in: ids } }] });
  const left = new Map(found.map((family) => [family._id, family.left]));
  return documents.map((document) => {
    const chain = chainOf(document);
    const now = chain.at(-1);
    const died = chain
      .flatMap((id) => left.get(id) ?? [])
      .filter(({ reason, knownAt }) => reason === 'DEATH' && knownAt >= document.begunAt)
      .map(({ memberId, on }) => ({ memberId, on }))
      .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
    return { document: now === undefined ? document : { ...document, householdRef: now }, died };
  });
}
