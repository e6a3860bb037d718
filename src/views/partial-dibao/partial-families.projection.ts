import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** One stay on the roster (附件1), and whether single members had 低保 then. */
interface PartialEntry {
  readonly factId: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly partialDibao: boolean;
  readonly inDifficulty: boolean;
}

/** One household as the list of 部分保 families shows it; with the names of everybody who ever belonged to it. */
export interface PartialFamilyDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly householdNo: string;
  readonly headId: string;
  /** By member id. */
  readonly names: Readonly<Record<string, SealedBox>>;
  readonly entries: readonly PartialEntry[];
  /** Whether the roster says so today. */
  readonly listedPartial: boolean;
}

type Family = Body<PartialFamilyDocument>;

export const partialFamiliesProjection: Projection<PartialFamilyDocument> = {
  name: 'partial-families',
  version: 2,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'listed_town', key: { listedPartial: 1, town: 1, _id: 1 } }],
  ...reducer<PartialFamilyDocument, HouseholdFact>({
    HouseholdRegistered: (_, { data: { townCode, villageCode, householdNo, head } }) => ({
      town: townCode,
      village: villageCode,
      householdNo,
      headId: head.memberId,
      names: { [head.memberId]: head.name },
      entries: [],
      listedPartial: false,
    }),
    MemberAdded: (old, { data: { member, asHead } }) =>
      old && { ...named(old, member), headId: asHead ? member.memberId : old.headId },
    MemberChanged: (old, { data: { memberId, changed } }) =>
      old && (changed.name === undefined ? old : named(old, { memberId, name: changed.name })),
    MemberRemoved: (old, { data: { newHeadMemberId } }) => old && { ...old, headId: newHeadMemberId ?? old.headId },
    HeadChanged: (old, { data: { memberId } }) => old && { ...old, headId: memberId },
    HouseholdMoved: (old, { data: { toTown, toVillage } }) => old && { ...old, town: toTown, village: toVillage },
    HouseholdListedAsKey: (old, { id, data: { listedOn, partialDibao, inDifficulty } }) =>
      old && withEntries(old, [...old.entries, { factId: id, from: listedOn, partialDibao, inDifficulty }]),
    KeyListingAdjusted: (old, { data: { changed } }) =>
      old &&
      withEntries(
        old,
        lastChanged(old.entries, (entry) => ({ ...entry, ...flagsIn(changed) })),
      ),
    HouseholdDelisted: (old, { data: { on } }) =>
      old &&
      withEntries(
        old,
        lastChanged(old.entries, (entry) => ({ ...entry, until: on })),
      ),
    FactCorrected: (old, { data: { corrects, corrected } }) =>
      old &&
      withEntries(
        old,
        old.entries.map((entry) => (entry.factId === corrects ? { ...entry, ...flagsIn(corrected) } : entry)),
      ),
    HouseholdAbsorbed: (old, { data: { carried, newHeadMemberId } }) => {
      if (!old) return old;
      const all = carried.members.reduce((known, { particulars }) => named(known, particulars), old);
      const brought = carried.listings.map(({ factId, listing: { listedOn, partialDibao, inDifficulty }, until }) => ({
        ...{ factId, from: listedOn, partialDibao, inDifficulty },
        ...(until === undefined ? {} : { until }),
      }));
      const joined = withEntries(all, joinedListings<PartialEntry>(old.entries, brought));
      return { ...joined, headId: newHeadMemberId ?? old.headId };
    },
    HouseholdMergedInto: () => undefined,
  }),
};

function named(old: Family, { memberId, name }: { readonly memberId: string; readonly name: SealedBox }): Family {
  return { ...old, names: { ...old.names, [memberId]: name } };
}

function withEntries(old: Family, entries: readonly PartialEntry[]): Family {
  const last = entries.at(-1);
  return { ...old, entries, listedPartial: last?.until === undefined && last?.partialDibao === true };
}

function lastChanged(
  entries: readonly PartialEntry[],
  change: (entry: PartialEntry) => PartialEntry,
): readonly PartialEntry[] {
  return entries.map((entry, index) => (index === entries.length - 1 ? change(entry) : entry));
}

/** What a listing, an adjustment or a correction says of them. */
function flagsIn(told: Readonly<Record<string, unknown>>): Partial<PartialEntry> {
  const { partialDibao, inDifficulty } = told;
  return {
    ...(typeof partialDibao === 'boolean' ? { partialDibao } : {}),
    ...(typeof inDifficulty === 'boolean' ? { inDifficulty } : {}),
  };
}
