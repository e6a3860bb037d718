import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import type { GroupFact } from '../../aggregates/group/group.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { TownshipFact } from '../../aggregates/township/township.events.js';
import type { VillageFact } from '../../aggregates/village/village.events.js';
import type { Recorded } from '../../platform/fact.js';
import type { Projection } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { NetworkDocument } from './network-document.js';
import {
  nobodyIn,
  nobodyOf,
  withGroup,
  withLeader,
  withMember,
  withPerson,
  withResponsible,
} from './network-document.js';

type Known = CoordinatorFact | GroupFact | HouseholdFact | TownshipFact | VillageFact;

/** Who answers for the work on each level: one document for each township, village and coordinator. */
export const networkProjection: Projection<NetworkDocument> = {
  name: 'network',
  version: 2,
  categories: ['coordinator', 'group', 'household', 'township', 'village'],
  keys: (fact) => {
    const { stream } = fact;
    if (stream.startsWith('township-')) return [`town-${entityOf(stream).slice(0, 9)}`];
    if (stream.startsWith('group-')) return [`town-${entityOf(stream)}`];
    if (stream.startsWith('household-')) return villageKey(fact);
    return [stream];
  },
  indexes: [{ name: 'town', key: { town: 1, _id: 1 } }],
  ...reducer<NetworkDocument, Known>({
    ResponsiblePersonDesignated: (town, { data }) => withResponsible(town, data),
    GroupConstituted: (town, { data: { townCode, leader, on } }) =>
      withLeader(withMember(town ?? nobodyIn(townCode), leader), leader.memberId, on),
    GroupMemberAdded: (town, { data: { member } }) => town && withMember(town, member),
    GroupMemberChanged: (town, { data: { memberId, changed } }) => town && withMember(town, { memberId, ...changed }),
    LeaderDesignated: (town, { data: { memberId, on } }) => town && withLeader(town, memberId, on),
    GroupMemberRemoved: (town, { data: { newLeaderMemberId, on } }) =>
      town && (newLeaderMemberId === undefined ? town : withLeader(town, newLeaderMemberId, on)),
    HotlinePublished: (town, { data: { number } }) => town && { ...town, hotlines: [...town.hotlines, number] },
    SecretaryDesignated: (village, { data: { townCode, villageCode, personId, name, phone, from } }) => {
      const known = village ?? nobodyOf(townCode, villageCode);
      if (known.secretary !== undefined && known.secretary.since > from) return known;
      return { ...known, secretary: { ref: personId, name, ...(phone ? { phone } : {}), since: from } };
    },
    SweepCompleted: (village, { data: { townCode, villageCode, from, until, households, clues } }) => {
      const known = village ?? nobodyOf(townCode, villageCode);
      if (known.lastSweep !== undefined && known.lastSweep.until > until) return known;
      return { ...known, lastSweep: { from, until, households, clues: clues.length } };
    },
    ResponsibilityBegan: (village, { data: { townCode, villageCode, coordinatorRef, on } }) => {
      const known = village ?? nobodyOf(townCode, villageCode);
      return { ...known, coordinators: [...known.coordinators, { ref: coordinatorRef, since: on }] };
    },
    ResponsibilityEnded: (village, { data: { coordinatorRef } }) =>
      village && { ...village, coordinators: village.coordinators.filter(({ ref }) => ref !== coordinatorRef) },
    HouseholdRegistered: (village, { data: { townCode, villageCode, groupNo } }) =>
      withGroup(village ?? nobodyOf(townCode, villageCode), groupNo),
    AddressChanged: (village, { data: { groupNo } }) => village && withGroup(village, groupNo),
    HouseholdMoved: (village, { data: { toTown, toVillage, groupNo } }) =>
      withGroup(village ?? nobodyOf(toTown, toVillage), groupNo),
    CoordinatorAppointed: (_, { data: { townCode, particulars } }) => withPerson(nobodyIn(townCode), particulars),
    CoordinatorConverted: (_, { data: { townCode, particulars } }) => withPerson(nobodyIn(townCode), particulars),
    CoordinatorChanged: (person, { data: { changed } }) => person && withPerson(person, changed),
    CoordinatorTransferred: (person, { data: { toTown } }) => person && { ...person, town: toTown },
  }),
};

/** Households reach the document of their village alone, and only by the facts that name their group. */
function villageKey({ type, data, metadata }: Recorded): readonly string[] {
  const village = type === 'HouseholdRegistered' ? (data as { villageCode: string }).villageCode : metadata.villageCode;
  return village === undefined ? [] : [`village-${village}`];
}
