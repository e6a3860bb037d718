import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import { refsOf, withFamiliesNow } from '../merged-families/families-now.js';
import type { PartialCaseDocument } from './partial-cases.projection.js';
import { partialCasesProjection } from './partial-cases.projection.js';
import type { PartialFamilyDocument } from './partial-families.projection.js';
import { partialFamiliesProjection } from './partial-families.projection.js';

/** A family of which single members have 低保, with what its cases say. */
export interface FoundFamily {
  readonly rowId: string;
  /** Absent where none is on file in the caller's area: then the case alone speaks. */
  readonly family?: PartialFamilyDocument;
  readonly cases: readonly PartialCaseDocument[];
  readonly town: string;
  readonly village?: string;
  /** The last one made in any of its cases. */
  readonly assessment?: PartialCaseDocument['assessment'];
}

/**
 * Families of the caller's area that the roster says it of, and those of whose members one has 单人保 by a case today or
 * will have. Cases and families are tied to the area each by its own place (I-26).
 */
export async function foundFamilies(reading: Reading): Promise<readonly FoundFamily[]> {
  const told = await (
    await reading.views.of(partialCasesProjection)
  ).find({ $and: [areaFilter(reading.area), { concerned: true }] }, { sort: { _id: 1 } });
  const cases = await withFamiliesNow(reading.views, told);
  const named = { $or: [{ listedPartial: true }, { _id: { $in: refsOf(cases) } }] };
  const families = await (
    await reading.views.of(partialFamiliesProjection)
  ).find({ $and: [areaFilter(reading.area), named] }, { sort: { _id: 1 } });
  const today = localDateOf(reading.now);
  const known = families.map((family) =>
    together(
      cases.filter(({ householdRef }) => householdRef === family._id),
      family,
    ),
  );
  const alone = cases
    .filter((one) => !families.some(({ _id }) => _id === one.householdRef))
    .map((one) => together([one]));
  return [...known, ...alone].flatMap((found) =>
    found && (found.family?.listedPartial === true || found.cases.some((one) => standsIn(one, today))) ? [found] : [],
  );
}

function standsIn({ singles }: PartialCaseDocument, today: LocalDate): boolean {
  return singles.some(({ endsFrom }) => endsFrom === undefined || today < endsFrom);
}

function together(cases: readonly PartialCaseDocument[], family?: PartialFamilyDocument): FoundFamily | undefined {
  const place = family ?? cases[0];
  if (!place) return undefined;
  const made = cases.flatMap(({ assessment }) => (assessment === undefined ? [] : [assessment]));
  const last = made.sort((one, other) => (one.at < other.at ? -1 : 1)).at(-1);
  return {
    rowId: place._id,
    ...(family === undefined ? {} : { family }),
    cases,
    town: place.town,
    ...(place.village === undefined ? {} : { village: place.village }),
    ...(last === undefined ? {} : { assessment: last }),
  };
}
