import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Listing } from '../../aggregates/household/listing/listing.js';
import type { MemberParticulars, RememberedPeriod } from '../../aggregates/household/members/member.js';
import { closedPeriods, correctedPeriods, rehashed } from '../../aggregates/household/members/member.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** A member as the roster counts him: particulars of heads are printed, so everybody's are kept. */
export interface RosterMember {
  readonly particulars: MemberParticulars;
  readonly periods: readonly RememberedPeriod[];
}

/** One stay on the roster: 列入 and 移出. */
export interface RosterEntry {
  readonly factId: string;
  readonly listing: Listing;
  readonly until?: LocalDate;
  readonly reason?: string;
  readonly text?: SealedBox;
  readonly delistFactId?: string;
}

/** One household with its whole history of entries and exits (附件1). */
export interface RosterDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly group: string;
  readonly householdNo: string;
  readonly source: string;
  readonly headId: string;
  readonly members: readonly RosterMember[];
  readonly address: SealedBox;
  readonly entries: readonly RosterEntry[];
  /** `LISTED` while the last entry is open, `DELISTED` after it, `UNLISTED` before the first. */
  readonly state: 'LISTED' | 'DELISTED' | 'UNLISTED';
  /** Categories of the last entry, for the filter. */
  readonly categories: readonly string[];
}

type Roster = Body<RosterDocument>;

export const rosterProjection: Projection<RosterDocument> = {
  name: 'roster',
  version: 3,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [
    { name: 'town_village_group_no', key: { town: 1, village: 1, group: 1, householdNo: 1, _id: 1 } },
    { name: 'village_group_no', key: { village: 1, group: 1, householdNo: 1, _id: 1 } },
  ],
  ...reducer<RosterDocument, HouseholdFact>({
    HouseholdRegistered: (_, { id, data, metadata }) => ({
      town: data.townCode,
      village: data.villageCode,
      group: data.groupNo ?? '',
      householdNo: data.householdNo,
      source: data.source,
      headId: data.head.memberId,
      members: [{ particulars: data.head, periods: [{ from: localDateOf(metadata.occurredAt), openedBy: id }] }],
      address: data.address,
      entries: [],
      state: 'UNLISTED',
      categories: [],
    }),
    MemberAdded: (roster, { id, data: { member, on, asHead } }) =>
      changed(roster, (old) => {
        const before = old.members.find(({ particulars }) => particulars.memberId === member.memberId);
        const added: RosterMember = {
          particulars: member,
          periods: [...(before?.periods ?? []), { from: on, openedBy: id }],
        };
        return {
          members: [...old.members.filter((other) => other !== before), added],
          ...(asHead ? { headId: member.memberId } : {}),
        };
      }),
    MemberChanged: (roster, { data }) =>
      changed(roster, (old) => ({
        members: old.members.map((member) =>
          member.particulars.memberId === data.memberId
            ? { ...member, particulars: { ...member.particulars, ...data.changed } }
            : member,
        ),
      })),
    MemberRemoved: (roster, { id, data }) =>
      changed(roster, (old) => ({
        members: old.members.map((member) =>
          member.particulars.memberId === data.memberId
            ? { ...member, periods: closedPeriods(member.periods, data, id) }
            : member,
        ),
        ...(data.newHeadMemberId === undefined ? {} : { headId: data.newHeadMemberId }),
      })),
    HouseholdSplit: (roster, { id, data: { memberIds, on } }) =>
      changed(roster, (old) => ({
        members: old.members.map((member) =>
          memberIds.includes(member.particulars.memberId)
            ? { ...member, periods: closedPeriods(member.periods, { on, reason: 'SPLIT' }, id) }
            : member,
        ),
      })),
    HeadChanged: (roster, { data }) => changed(roster, () => ({ headId: data.memberId })),
    AddressChanged: (roster, { data }) =>
      changed(roster, () => ({
        address: data.address,
        ...(data.groupNo === undefined ? {} : { group: data.groupNo }),
      })),
    HouseholdMoved: (roster, { data }) =>
      changed(roster, (old) => ({
        town: data.toTown,
        village: data.toVillage,
        group: data.groupNo ?? '',
        address: data.address ?? old.address,
        members: old.members.map((member) => ({ ...member, particulars: rehashed(member.particulars, data.names) })),
      })),
    HouseholdListedAsKey: (roster, { id, data }) =>
      changed(roster, (old) => withEntries([...old.entries, { factId: id, listing: data }])),
    KeyListingAdjusted: (roster, { data }) =>
      changed(roster, (old) =>
        withEntries(lastEntry(old.entries, (entry) => ({ ...entry, listing: { ...entry.listing, ...data.changed } }))),
      ),
    HouseholdDelisted: (roster, { id, data }) =>
      changed(roster, (old) =>
        withEntries(
          lastEntry(old.entries, (entry) => ({
            ...entry,
            until: data.on,
            reason: data.reason,
            text: data.text,
            delistFactId: id,
          })),
        ),
      ),
    HouseholdAbsorbed: (roster, { data: { carried, newHeadMemberId, address } }) =>
      changed(roster, (old) => ({
        headId: newHeadMemberId ?? old.headId,
        address: address ?? old.address,
        members: [...old.members, ...carried.members],
        ...withEntries(joinedEntries(old.entries, carried.listings)),
      })),
    HouseholdMergedInto: () => undefined,
    FactCorrected: (roster, { data }) =>
      changed(roster, (old) => ({
        ...correctedHousehold(old, data.correctsType, data.corrected),
        members: old.members.map((member) => ({
          ...member,
          periods: correctedPeriods(member.periods, data.corrects, data.corrected),
        })),
        ...withEntries(old.entries.map((entry) => correctedEntry(entry, data.corrects, data.corrected))),
      })),
  }),
};

function changed(roster: Roster | undefined, change: (old: Roster) => Partial<Roster>): Roster | undefined {
  return roster && { ...roster, ...change(roster) };
}

function withEntries(entries: readonly RosterEntry[]): Pick<Roster, 'entries' | 'state' | 'categories'> {
  const last = entries.at(-1);
  return {
    entries,
    state: last === undefined ? 'UNLISTED' : last.until === undefined ? 'LISTED' : 'DELISTED',
    categories: last?.listing.categoryCodes ?? [],
  };
}

function joinedEntries(own: readonly RosterEntry[], brought: readonly RosterEntry[]): readonly RosterEntry[] {
  const dated = (entry: RosterEntry) => ({ ...entry, from: entry.listing.listedOn });
  return joinedListings(own.map(dated), brought.map(dated)).map(({ from: _, ...entry }) => entry);
}

function lastEntry(
  entries: readonly RosterEntry[],
  change: (entry: RosterEntry) => RosterEntry,
): readonly RosterEntry[] {
  return entries.map((entry, index) => (index === entries.length - 1 ? change(entry) : entry));
}

type Corrected = Readonly<Record<string, unknown>>;

/** Facts that say to which group of its village a household belongs. */
const SAYS_GROUP: readonly string[] = ['HouseholdRegistered', 'AddressChanged', 'HouseholdMoved'];

function correctedHousehold(roster: Roster, type: string, corrected: Corrected): Partial<Roster> {
  if (!SAYS_GROUP.includes(type)) return {};
  const { groupNo, source } = corrected;
  return {
    group: typeof groupNo === 'string' ? groupNo : roster.group,
    source: typeof source === 'string' ? source : roster.source,
  };
}

function correctedEntry(entry: RosterEntry, factId: string, corrected: Corrected): RosterEntry {
  if (entry.factId === factId) return { ...entry, listing: { ...entry.listing, ...corrected } };
  if (entry.delistFactId !== factId) return entry;
  const { on, reason, text } = corrected;
  return {
    ...entry,
    ...(typeof on === 'string' ? { until: on } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(text === undefined ? {} : { text: text as SealedBox }),
  };
}
