import type { AdjustListingBody } from '../aggregates/household/listing/adjust-listing.dto.js';
import type { DelistBody } from '../aggregates/household/listing/delist.dto.js';
import type { MemberBody } from '../aggregates/household/members/member.dto.js';
import type { ReportChangeBody } from '../aggregates/household/members/report-change.dto.js';
import type { RecordPatrolVisitBody } from '../aggregates/household/visits/record-patrol-visit.dto.js';
import { localDateOf } from '../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../platform/fact.js';
import type { DemoFamily } from './demo-families.js';
import type { FamilyAct, Perform } from './demo-script.js';
import { callerOn, coordinatorRefOf } from './demo-posts.js';

/** When something is entered, and for which family. */
export interface Entry {
  readonly family: DemoFamily;
  readonly at: Instant;
  /** Tells acts of one kind apart within a family. */
  readonly nth?: string;
}

export const nameOf = (kind: string, nth?: string) => (nth === undefined ? kind : `${kind}-${nth}`);

export function registers({ family, at }: Entry): FamilyAct {
  const { village, groupNo, head, address, source } = family;
  return {
    at,
    family,
    name: 'register',
    account: callerOn(family, localDateOf(at)).account,
    brings: 2,
    answered: true,
    perform: async ({ households }, door, home) => {
      const body = { villageCode: village.code, groupNo, head, address, source };
      const { householdId, headMemberId } = await households.registerHousehold(door, body);
      home.householdId = String(householdId);
      home.headId = String(headMemberId);
      home.memberIds = [home.headId];
    },
  };
}

export function addsMember({ family, at, nth }: Entry, member: MemberBody, on: LocalDate): FamilyAct {
  return {
    at,
    family,
    name: nameOf('member', nth),
    account: callerOn(family, localDateOf(at)).account,
    brings: 1,
    answered: true,
    perform: async ({ households }, door, home) => {
      const { memberId } = await households.addMember(door, home.householdId, { ...member, on });
      home.memberIds = [...home.memberIds, String(memberId)];
    },
  };
}

export function lists({ family, at }: Entry, listedOn: LocalDate): FamilyAct {
  const { village, listing, source } = family;
  return {
    at,
    family,
    name: 'list',
    account: village.officer,
    perform: async ({ households, idOf }, door, home) => {
      const coordinatorRef = coordinatorRefOf(family, listedOn, idOf);
      await households.listHousehold(door, home.householdId, { ...listing, listedOn, source, coordinatorRef });
      home.listedBy = door.context.commandId;
    },
  };
}

/** A visit where the head was seen. */
export function visits(
  { family, at, nth }: Entry,
  report: Omit<RecordPatrolVisitBody, 'mode' | 'visitors' | 'whoSeen'>,
): FamilyAct {
  const { visitor } = callerOn(family, localDateOf(report.visitedAt));
  return {
    at,
    family,
    name: nameOf('visit', nth),
    account: callerOn(family, localDateOf(at)).account,
    perform: async ({ households }, door, home) => {
      const body = { ...report, mode: 'HOME' as const, visitors: [visitor], whoSeen: [home.headId] };
      const { visitId } = await households.recordPatrolVisit(door, home.householdId, body);
      home.lastVisitId = String(visitId);
    },
  };
}

export function findsNobody({ family, at, nth }: Entry, attemptedAt: Instant, reason: string, text: string): FamilyAct {
  const { visitor } = callerOn(family, localDateOf(attemptedAt));
  return {
    at,
    family,
    name: nameOf('attempt', nth),
    account: callerOn(family, localDateOf(at)).account,
    perform: async ({ households }, door, { householdId }) => {
      const body = { attemptedAt, mode: 'HOME' as const, visitors: [visitor], reason, text };
      await households.recordFailedVisit(door, householdId, body);
    },
  };
}

export function adjusts({ family, at }: Entry, body: AdjustListingBody): FamilyAct {
  const perform: Perform = async ({ households }, door, { householdId }) => {
    await households.adjustListing(door, householdId, body);
  };
  return { at, family, name: 'adjust', account: family.village.officer, perform };
}

export function delists({ family, at }: Entry, body: DelistBody): FamilyAct {
  const perform: Perform = async ({ households }, door, { householdId }) => {
    await households.delist(door, householdId, body);
  };
  return { at, family, name: 'delist', account: family.village.officer, perform };
}

export function movesHouse({ family, at }: Entry, address: string, on: LocalDate): FamilyAct {
  const perform: Perform = async ({ households }, door, { householdId }) => {
    await households.changeAddress(door, householdId, { address, on });
  };
  return { at, family, name: 'address', account: callerOn(family, localDateOf(at)).account, perform };
}

export function reportsChange({ family, at }: Entry, body: ReportChangeBody): FamilyAct {
  const perform: Perform = async ({ households }, door, { householdId }) => {
    await households.reportChange(door, householdId, body);
  };
  return { at, family, name: 'report', account: family.coordinator, perform };
}

/** The head dies; the next of the family takes his place, and if there is none the last-member policy closes the rest. */
export function headDies({ family, at }: Entry, on: LocalDate): FamilyAct {
  const perform: Perform = async ({ households }, door, home) => {
    const [head = '', successor, ...others] = home.memberIds;
    await households.removeMember(door, home.householdId, head, { reason: 'DEATH', on, newHeadMemberId: successor });
    home.memberIds = successor === undefined ? [] : [successor, ...others];
    home.headId = successor ?? '';
  };
  return { at, family, name: 'death', account: family.village.officer, answered: true, perform };
}
