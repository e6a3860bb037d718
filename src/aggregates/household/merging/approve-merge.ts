import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import { Forbidden } from '../../../platform/change/refusals.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Household, RegisteredHousehold } from '../household.js';
import { registered } from '../household.js';
import { closedPeriods, isPresent } from '../members/member.js';
import type { Belongings } from './merge.js';
import type { Survivor } from './merge-rules.js';
import { assertMergeable, openMerge } from './merge-rules.js';
import type { MergeApproved } from './merging.events.js';
import type { ToldBelongings } from './told-belongings.js';

/** A second person agrees that the household ends in the other; across townships that is the bureau's word. */
export class ApproveMerge {
  constructor(
    readonly householdId: string,
    readonly proposalId: string,
  ) {}
}

export const approveMergeAccess: Access = { roles: ['REVIEWER', 'BUREAU'], purpose: 'ROUTINE_DUTY' };

/** What the handler asked: the survivor's stream, and this household's own for what memory does not keep. */
export interface MergeForeign {
  readonly survivor: Survivor | undefined;
  readonly told: ToldBelongings;
}

export function approveMerge(
  { householdId, proposalId }: ApproveMerge,
  state: Household,
  { actor, today, foreign: { survivor, told } }: Given<MergeForeign>,
): readonly Decided<MergeApproved>[] {
  const home = registered(state);
  const { proposed, ...proposer } = openMerge(home, proposalId);
  assertSecondPerson(proposer, actor);
  assertMergeApprover(proposed.intoTown !== home.townCode, actor.role);
  if (home.absorbed.includes(proposed.into)) {
    throw new RuleBroken('changed-since', '要并入的家庭已先并入本户，无须再并户');
  }
  const { townCode } = assertMergeable({ householdId, home, ...proposed }, survivor);
  if (townCode !== proposed.intoTown) throw new RuleBroken('changed-since', '要并入的家庭已迁往别处，请重新提请');
  const carried = belongingsOf(householdId, home, told, proposed.memberIds, today);
  return [{ type: 'MergeApproved', data: { ...proposed, proposedBy: proposer.actorId, on: today, carried } }];
}

/** Inside a township its reviewer decides, across townships the bureau. */
export function assertMergeApprover(across: boolean, role: string): void {
  if (across && role !== 'BUREAU') throw new Forbidden('role', '跨乡镇并户由市民政局复核');
  if (!across && role !== 'REVIEWER') throw new Forbidden('role', '乡镇内并户由本乡镇复核');
}

function belongingsOf(
  householdId: string,
  home: RegisteredHousehold,
  { people, address, excuses, misses }: ToldBelongings,
  joining: readonly string[],
  today: LocalDate,
): Belongings {
  const members = home.members.map((member) => {
    const particulars = people.get(member.memberId);
    if (!particulars) throw new RuleBroken('changed-since', '该户成员刚有变更，请重新办理');
    const stays = joining.includes(member.memberId) || !isPresent(member);
    const ended = { on: today, reason: 'ERROR' };
    return { particulars, periods: stays ? member.periods : closedPeriods(member.periods, ended, '') };
  });
  if (address === undefined) throw new RuleBroken('changed-since', '该户刚有变更，请重新办理');
  return {
    headId: home.headId,
    address,
    members,
    listings: home.listings.map(({ listing, from, until, reason, openedBy, closedBy }) => ({
      factId: openedBy,
      listing: { ...listing, listedOn: from },
      ...(until === undefined ? {} : { until }),
      ...(reason === undefined ? {} : { reason }),
      ...(closedBy === undefined ? {} : { delistFactId: closedBy }),
    })),
    visits: home.visits.map((visit) => ({ ...visit, origin: visit.origin ?? householdId })),
    excuses,
    misses,
    ...(home.careRisks.length === 0 ? {} : { careRisks: home.careRisks }),
    ...(home.monitorings.length === 0 ? {} : { monitorings: home.monitorings }),
    ...(home.watches.length === 0 ? {} : { watches: home.watches }),
  };
}
