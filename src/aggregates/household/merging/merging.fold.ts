import type { Chapter } from '../fold-chapter.js';
import { without } from '../../../platform/change/entry-of.js';
import { whenRegistered } from '../fold-chapter.js';
import type { Household, RegisteredHousehold } from '../household.js';
import type { RememberedListing } from '../listing/listing.js';
import { headedBy, memberOfPeriods } from '../members/member.fold.js';
import type { CarriedListing } from './merge.js';
import { joinedListings } from './merge.js';
import type { HouseholdAbsorbed } from './merging.events.js';

export const mergingFold: Chapter<
  'MergeProposed' | 'MergeApproved' | 'MergeRejected' | 'HouseholdAbsorbed' | 'HouseholdMergedInto'
> = {
  MergeProposed: whenRegistered<'MergeProposed'>(({ open }, { data, metadata }) => ({
    open: {
      ...open,
      merges: {
        ...open.merges,
        [data.proposalId]: { proposed: data, actorId: metadata.actorId, actorPerson: metadata.actorPerson },
      },
    },
  })),
  MergeRejected: whenRegistered<'MergeRejected'>(({ open }, { data }) => ({
    open: { ...open, merges: without(open.merges, data.proposalId) },
  })),
  MergeApproved: (state, { data }): Household => {
    if (state.status !== 'registered') return state;
    const { townCode, villageCode, abandoned, absorbed, open } = state;
    const { into, proposalId } = data;
    const home = { ...state, open: { ...open, merges: without(open.merges, proposalId) } };
    return { status: 'merged', townCode, villageCode, abandoned, absorbed, into, ended: false, home, proposalId };
  },
  HouseholdAbsorbed: (state, fact): Household => {
    const goesOn = state.status === 'merged' && fact.data.withdraws !== undefined ? state.home : undefined;
    if (state.status === 'merged' && !goesOn) return { ...state, absorbed: [...state.absorbed, fact.data.from] };
    return whenRegistered<'HouseholdAbsorbed'>((home, { data }) => joined(home, data))(goesOn ?? state, fact);
  },
  HouseholdMergedInto: (state): Household => {
    if (state.status !== 'merged') return state;
    const { home: _, ...ended } = state;
    return { ...ended, ended: true };
  },
};

function joined(
  {
    members,
    listings,
    visits,
    watches,
    monitorings,
    careRisks,
    excusedMonths,
    missedMonths,
    absorbed,
    headId,
  }: RegisteredHousehold,
  { from, newHeadMemberId, carried }: HouseholdAbsorbed['data'],
): Partial<RegisteredHousehold> {
  const brought = carried.members.map(({ particulars, periods }) => memberOfPeriods(particulars, periods));
  return {
    ...headedBy(newHeadMemberId ?? headId, [...members, ...brought]),
    listings: joinedListings(listings, carried.listings.map(remembered)),
    visits: [...visits, ...carried.visits],
    monitorings: joinedListings(monitorings, carried.monitorings ?? []),
    careRisks: [...careRisks, ...(carried.careRisks ?? [])],
    watches: joinedListings(watches, carried.watches ?? []),
    excusedMonths: [...excusedMonths, ...carried.excuses.map(({ month }) => month)],
    missedMonths: [...missedMonths, ...carried.misses.map(({ month }) => month)],
    absorbed: [...absorbed, from],
  };
}

function remembered({ factId, listing, until, reason, delistFactId }: CarriedListing): RememberedListing {
  return {
    from: listing.listedOn,
    openedBy: factId,
    listing,
    adjusted: [],
    ...(until === undefined ? {} : { until }),
    ...(reason === undefined ? {} : { reason }),
    ...(delistFactId === undefined ? {} : { closedBy: delistFactId }),
  };
}
