import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { MemberParticulars } from '../../aggregates/household/members/member.js';
import { rehashed } from '../../aggregates/household/members/member.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** Keyed hashes by which a household is found, of the people who belong to it now. */
export interface SearchDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly householdNo: string;
  readonly headId: string;
  readonly people: readonly { readonly particulars: MemberParticulars; readonly present: boolean }[];
  readonly nameHashes: readonly string[];
  readonly surnameHashes: readonly string[];
  readonly idHashes: readonly string[];
  /** Somebody present has no ID number: stands in the list of its own. */
  readonly noIdNumber: boolean;
}

type Search = Body<SearchDocument>;
type Person = SearchDocument['people'][number];

export const householdSearchProjection: Projection<SearchDocument> = {
  name: 'household-search',
  version: 3,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [
    { name: 'name_no', key: { nameHashes: 1, householdNo: 1, _id: 1 } },
    { name: 'surname_no', key: { surnameHashes: 1, householdNo: 1, _id: 1 } },
    { name: 'id_no', key: { idHashes: 1, householdNo: 1, _id: 1 } },
    { name: 'no_id_town', key: { noIdNumber: 1, village: 1, householdNo: 1, _id: 1 } },
  ],
  ...reducer<SearchDocument, HouseholdFact>({
    HouseholdRegistered: (_, { data }) =>
      indexed({
        town: data.townCode,
        village: data.villageCode,
        householdNo: data.householdNo,
        headId: data.head.memberId,
        people: [{ particulars: data.head, present: true }],
      }),
    MemberAdded: (search, { data: { member, asHead } }) =>
      search &&
      indexed({
        ...search,
        headId: asHead ? member.memberId : search.headId,
        people: [
          ...search.people.filter(({ particulars }) => particulars.memberId !== member.memberId),
          { particulars: member, present: true },
        ],
      }),
    MemberChanged: (search, { data }) =>
      search &&
      withPerson(search, data.memberId, (person) => ({
        ...person,
        particulars: { ...person.particulars, ...data.changed },
      })),
    MemberRemoved: (search, { data }) =>
      search && {
        ...withPerson(search, data.memberId, (person) => ({ ...person, present: false })),
        headId: data.newHeadMemberId ?? search.headId,
      },
    HouseholdMoved: (search, { data }) =>
      search &&
      indexed({
        ...search,
        town: data.toTown,
        village: data.toVillage,
        people: search.people.map((person) => ({ ...person, particulars: rehashed(person.particulars, data.names) })),
      }),
    HouseholdAbsorbed: (search, { data: { carried, newHeadMemberId } }) =>
      search &&
      indexed({
        ...search,
        headId: newHeadMemberId ?? search.headId,
        people: [
          ...search.people,
          ...carried.members.map(({ particulars, periods }) => ({
            particulars,
            present: periods.at(-1)?.until === undefined,
          })),
        ],
      }),
    HouseholdMergedInto: () => undefined,
    HouseholdSplit: (search, { data: { memberIds } }) =>
      search &&
      indexed({
        ...search,
        people: search.people.map((person) =>
          memberIds.includes(person.particulars.memberId) ? { ...person, present: false } : person,
        ),
      }),
    HeadChanged: (search, { data }) => search && { ...search, headId: data.memberId },
  }),
};

type Unindexed = Omit<Search, 'nameHashes' | 'surnameHashes' | 'idHashes' | 'noIdNumber'>;

function withPerson(search: Search, memberId: string, change: (person: Person) => Person): Search {
  return indexed({
    ...search,
    people: search.people.map((person) => (person.particulars.memberId === memberId ? change(person) : person)),
  });
}

function indexed(search: Unindexed): Search {
  const present = search.people.filter((person) => person.present).map(({ particulars }) => particulars);
  return {
    ...search,
    nameHashes: distinct(present.map(({ nameHash }) => nameHash)),
    surnameHashes: distinct(present.map(({ surnameHash }) => surnameHash)),
    idHashes: distinct(present.flatMap(({ idHash }) => idHash ?? [])),
    noIdNumber: present.some(({ idHash }) => idHash === undefined),
  };
}

function distinct(hashes: readonly string[]): readonly string[] {
  return [...new Set(hashes)];
}
