import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, Instant, LocalDate } from '../../../platform/fact.js';
import type { Household, RegisteredHousehold } from '../household.js';
import { openListing } from '../household.js';
import { isPresent } from '../members/member.js';
import { isDueMonth } from '../visits/monthly-duty.js';
import type { Monitoring } from '../monitoring/monitoring.js';
import { endedMonitoring, openMonitoring } from '../monitoring/monitoring.js';
import type { Watch } from '../watch/watch.js';
import { openWatch, releasedWatch } from '../watch/watch.js';
import type { Belongings } from './merge.js';
import type { HouseholdAbsorbed } from './merging.events.js';

/** The survivor takes over what the other household has, once (the policy's word; nothing of it is refused any more). */
export class AbsorbHousehold {
  constructor(
    readonly householdId: string,
    readonly absorbed: Omit<HouseholdAbsorbed['data'], 'passOnTo' | 'withdraws' | 'keeps'>,
  ) {}
}

export const absorbHouseholdAccess: Access = { roles: ['SYSTEM'], purpose: 'ROUTINE_DUTY' };

/**
 * Every month is counted once: where the survivor was itself to be visited, its own excuse or miss stands and the other's
 * remains in the history of the household that ended; visits count whoever was visited. Two entries on the roster, or
 * on the watch list or in the monitoring, become one: the survivor's goes on, the other's ends on the day of the merger.
 */
export function absorbHousehold(
  { absorbed }: AbsorbHousehold,
  state: Household,
  given: Given,
): readonly Decided<HouseholdAbsorbed>[] {
  if (state.status === 'unregistered' || state.absorbed.includes(absorbed.from)) return [];
  if (state.status === 'registered')
    return [{ type: 'HouseholdAbsorbed', data: { ...absorbed, carried: countedHere(absorbed, state, given) } }];
  if (state.into !== absorbed.from) return [{ type: 'HouseholdAbsorbed', data: { ...absorbed, passOnTo: state.into } }];
  return state.home ? goesOn(absorbed, state.home, state.proposalId, given) : [];
}

/**
 * Two processes approved at once that each of the two ends in the other. The approval whose turn comes first holds, the
 * other one is void: one whole household goes on, with what both had.
 */
function goesOn(
  absorbed: AbsorbHousehold['absorbed'],
  home: RegisteredHousehold,
  withdraws: string,
  given: Given,
): readonly Decided<HouseholdAbsorbed>[] {
  const keeps = home.members.flatMap((member) =>
    isPresent(member) && member.idHash !== undefined ? [{ idHash: member.idHash, memberId: member.memberId }] : [],
  );
  const carried = countedHere(absorbed, home, given);
  return [{ type: 'HouseholdAbsorbed', data: { ...absorbed, carried, withdraws, keeps } }];
}

function countedHere(
  { carried, on }: AbsorbHousehold['absorbed'],
  state: RegisteredHousehold,
  { now, rules }: Given,
): Belongings {
  const isOwn = ({ month }: { readonly month: string }) => isDueMonth(month, state.listings, rules);
  return {
    ...carried,
    listings: openListing(state)
      ? carried.listings.map((entry) => (entry.until === undefined ? { ...entry, until: on, reason: 'OTHER' } : entry))
      : carried.listings,
    excuses: carried.excuses.filter((excuse) => !isOwn(excuse)),
    misses: carried.misses.filter((miss) => !isOwn(miss)),
    ...(carried.monitorings === undefined ? {} : { monitorings: monitoringsAs(carried.monitorings, state, on) }),
    ...(carried.watches === undefined ? {} : { watches: watchesAs(carried.watches, state, on, now) }),
  };
}

/** Of two open watches the survivor's goes on; a single one goes over with the day of its next review. */
function watchesAs(
  carried: readonly Watch[],
  { watches }: RegisteredHousehold,
  on: LocalDate,
  now: Instant,
): readonly Watch[] {
  const ending = openWatch(watches) && openWatch(carried);
  return ending ? releasedWatch(carried, { watchId: ending.watchId, on, reason: 'OTHER' }, now) : carried;
}

function monitoringsAs(
  carried: readonly Monitoring[],
  { monitorings }: RegisteredHousehold,
  on: LocalDate,
): readonly Monitoring[] {
  const ending = openMonitoring(monitorings) && openMonitoring(carried);
  if (!ending) return carried;
  return endedMonitoring(carried, { monitoringId: ending.monitoringId, until: on, reason: 'OTHER' });
}
