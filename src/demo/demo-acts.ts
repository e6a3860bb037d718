import type { ProposeCorrectionBody } from '../aggregates/household/corrections/propose-correction.dto.js';
import type { HouseholdController } from '../aggregates/household/household.controller.js';
import type { AdjustListingBody } from '../aggregates/household/listing/adjust-listing.dto.js';
import type { DelistBody } from '../aggregates/household/listing/delist.dto.js';
import type { MemberBody } from '../aggregates/household/members/member.dto.js';
import type { ReportChangeBody } from '../aggregates/household/members/report-change.dto.js';
import type { ProposeVisitCorrectionBody } from '../aggregates/household/visits/propose-visit-correction.dto.js';
import type { RecordPatrolVisitBody } from '../aggregates/household/visits/record-patrol-visit.dto.js';
import { eventIdOf } from '../platform/change/command-id.js';
import type { Instant, LocalDate, Period } from '../platform/fact.js';
import type { CommandDoor, WriteAnswer } from '../platform/http/command-door.js';
import type { DemoFamily } from './demo-families.js';
import type { Act, Home, Perform } from './demo-script.js';

/** When something is entered, and for which family. */
export interface Entry {
  readonly family: DemoFamily;
  readonly at: Instant;
  /** Tells acts of one kind apart within a family. */
  readonly nth?: string;
}

const nameOf = (kind: string, nth?: string) => (nth === undefined ? kind : `${kind}-${nth}`);

export function registers({ family, at }: Entry): Act {
  const { village, groupNo, head, address, source } = family;
  return {
    at,
    family,
    name: 'register',
    account: family.coordinator,
    brings: 2,
    answered: true,
    perform: async (households, door, home) => {
      const body = { villageCode: village.code, groupNo, head, address, source };
      const { householdId, headMemberId } = await households.registerHousehold(door, body);
      home.householdId = String(householdId);
      home.headId = String(headMemberId);
      home.memberIds = [home.headId];
    },
  };
}

export function addsMember({ family, at, nth }: Entry, member: MemberBody, on: LocalDate): Act {
  return {
    at,
    family,
    name: nameOf('member', nth),
    account: family.coordinator,
    brings: 1,
    answered: true,
    perform: async (households, door, home) => {
      const { memberId } = await households.addMember(door, home.householdId, { ...member, on });
      home.memberIds = [...home.memberIds, String(memberId)];
    },
  };
}

export function lists({ family, at }: Entry, listedOn: LocalDate): Act {
  const { village, listing, source } = family;
  return {
    at,
    family,
    name: 'list',
    account: village.officer,
    perform: async (households, door, home) => {
      const coordinatorRef = `demo-${family.coordinator}`;
      await households.listHousehold(door, home.householdId, { ...listing, listedOn, source, coordinatorRef });
      home.listedBy = door.context.commandId;
    },
  };
}

/** A visit where the head was seen. */
export function visits(
  { family, at, nth }: Entry,
  report: Omit<RecordPatrolVisitBody, 'mode' | 'visitors' | 'whoSeen'>,
): Act {
  const { coordinator } = family;
  return {
    at,
    family,
    name: nameOf('visit', nth),
    account: coordinator,
    perform: async (households, door, home) => {
      const body = { ...report, mode: 'HOME' as const, visitors: [`demo-${coordinator}`], whoSeen: [home.headId] };
      const { visitId } = await households.recordPatrolVisit(door, home.householdId, body);
      home.lastVisitId = String(visitId);
    },
  };
}

export function findsNobody({ family, at, nth }: Entry, attemptedAt: Instant, reason: string, text: string): Act {
  const { coordinator } = family;
  return {
    at,
    family,
    name: nameOf('attempt', nth),
    account: coordinator,
    perform: async (households, door, { householdId }) => {
      const body = { attemptedAt, mode: 'HOME' as const, visitors: [`demo-${coordinator}`], reason, text };
      await households.recordFailedVisit(door, householdId, body);
    },
  };
}

/** A proposal of the officer and, later, the word of the reviewer; without `decidedAt` it stays open. */
export interface Proposal {
  readonly decidedAt?: Instant;
  readonly rejectedBecause?: string;
}

export function excuses(entry: Entry, month: Period, reason: string, text: string, decision: Proposal): readonly Act[] {
  return proposal('excuse', entry, decision, {
    propose: (households, door, { householdId }) =>
      households.proposeExcuse(door, householdId, { month, reason, text }),
    approve: (households, door, { householdId, lastProposalId }) =>
      households.approveExcuse(door, householdId, lastProposalId),
    reject: (households, door, { householdId, lastProposalId }, why) =>
      households.rejectExcuse(door, householdId, lastProposalId, { reason: why }),
  });
}

export function correctsVisit(
  entry: Entry,
  corrected: ProposeVisitCorrectionBody['corrected'],
  reason: string,
  decision: Proposal,
): readonly Act[] {
  return proposal('visit-correction', entry, decision, {
    propose: (households, door, { householdId, lastVisitId }) =>
      households.proposeVisitCorrection(door, householdId, { correctsVisitId: lastVisitId, corrected, reason }),
    approve: (households, door, { householdId, lastProposalId }) =>
      households.approveVisitCorrection(door, householdId, lastProposalId),
    reject: (households, door, { householdId, lastProposalId }, why) =>
      households.rejectVisitCorrection(door, householdId, lastProposalId, { reason: why }),
  });
}

export function correctsListing(
  entry: Entry,
  corrected: ProposeCorrectionBody['corrected'],
  reason: string,
  decision: Proposal,
): readonly Act[] {
  return proposal('correction', entry, decision, {
    propose: (households, door, { householdId, listedBy }) =>
      households.proposeCorrection(door, householdId, { corrects: eventIdOf(listedBy, 0), corrected, reason }),
    approve: (households, door, { householdId, lastProposalId }) =>
      households.approveCorrection(door, householdId, lastProposalId),
    reject: (households, door, { householdId, lastProposalId }, why) =>
      households.rejectCorrection(door, householdId, lastProposalId, { reason: why }),
  });
}

export function adjusts({ family, at }: Entry, body: AdjustListingBody): Act {
  const perform: Perform = async (households, door, { householdId }) => {
    await households.adjustListing(door, householdId, body);
  };
  return { at, family, name: 'adjust', account: family.village.officer, perform };
}

export function delists({ family, at }: Entry, body: DelistBody): Act {
  const perform: Perform = async (households, door, { householdId }) => {
    await households.delist(door, householdId, body);
  };
  return { at, family, name: 'delist', account: family.village.officer, perform };
}

export function movesHouse({ family, at }: Entry, address: string, on: LocalDate): Act {
  const perform: Perform = async (households, door, { householdId }) => {
    await households.changeAddress(door, householdId, { address, on });
  };
  return { at, family, name: 'address', account: family.coordinator, perform };
}

export function reportsChange({ family, at }: Entry, body: ReportChangeBody): Act {
  const perform: Perform = async (households, door, { householdId }) => {
    await households.reportChange(door, householdId, body);
  };
  return { at, family, name: 'report', account: family.coordinator, perform };
}

/** The head dies; the next of the family takes his place, and if there is none the last-member policy closes the rest. */
export function headDies({ family, at }: Entry, on: LocalDate): Act {
  const perform: Perform = async (households, door, home) => {
    const [head = '', successor, ...others] = home.memberIds;
    await households.removeMember(door, home.householdId, head, { reason: 'DEATH', on, newHeadMemberId: successor });
    home.memberIds = successor === undefined ? [] : [successor, ...others];
    home.headId = successor ?? '';
  };
  return { at, family, name: 'death', account: family.village.officer, answered: true, perform };
}

interface Steps {
  propose(households: HouseholdController, door: CommandDoor, home: Home): Promise<WriteAnswer>;
  approve(households: HouseholdController, door: CommandDoor, home: Home): Promise<WriteAnswer>;
  reject(households: HouseholdController, door: CommandDoor, home: Home, why: string): Promise<WriteAnswer>;
}

function proposal(kind: string, { family, at, nth }: Entry, decision: Proposal, steps: Steps): readonly Act[] {
  const { officer, reviewer } = family.village;
  const name = nameOf(kind, nth);
  const propose: Perform = async (households, door, home) => {
    const { proposalId } = await steps.propose(households, door, home);
    home.lastProposalId = String(proposalId);
  };
  const proposed: Act = { at, family, name, account: officer, perform: propose };
  const { decidedAt, rejectedBecause: why } = decision;
  if (decidedAt === undefined || reviewer === undefined) return [proposed];
  const decide: Perform = async (households, door, home) => {
    await (why === undefined ? steps.approve(households, door, home) : steps.reject(households, door, home, why));
  };
  return [proposed, { at: decidedAt, family, name: `${name}-decision`, account: reviewer, perform: decide }];
}
