import type { ProposeCorrectionBody } from '../aggregates/household/corrections/propose-correction.dto.js';
import type { ProposeVisitCorrectionBody } from '../aggregates/household/visits/propose-visit-correction.dto.js';
import { eventIdOf } from '../platform/change/command-id.js';
import type { Instant, Period } from '../platform/fact.js';
import type { CommandDoor, WriteAnswer } from '../platform/http/command-door.js';
import type { Entry } from './demo-acts.js';
import { nameOf } from './demo-acts.js';
import type { FamilyAct, Home, Perform, Play } from './demo-script.js';

/** A proposal of the officer and, later, the word of the reviewer; without `decidedAt` it stays open. */
export interface Proposal {
  readonly decidedAt?: Instant;
  readonly rejectedBecause?: string;
  /** Account of who decides; by default the township's reviewer. */
  readonly decidedBy?: string;
}

export function excuses(
  entry: Entry,
  month: Period,
  reason: string,
  text: string,
  decision: Proposal,
): readonly FamilyAct[] {
  return proposal('excuse', entry, decision, {
    propose: ({ households }, door, { householdId }) =>
      households.proposeExcuse(door, householdId, { month, reason, text }),
    approve: ({ households }, door, { householdId, lastProposalId }) =>
      households.approveExcuse(door, householdId, lastProposalId),
    reject: ({ households }, door, { householdId, lastProposalId }, why) =>
      households.rejectExcuse(door, householdId, lastProposalId, { reason: why }),
  });
}

export function correctsVisit(
  entry: Entry,
  corrected: ProposeVisitCorrectionBody['corrected'],
  reason: string,
  decision: Proposal,
): readonly FamilyAct[] {
  return proposal('visit-correction', entry, decision, {
    propose: ({ households }, door, { householdId, lastVisitId }) =>
      households.proposeVisitCorrection(door, householdId, { correctsVisitId: lastVisitId, corrected, reason }),
    approve: ({ households }, door, { householdId, lastProposalId }) =>
      households.approveVisitCorrection(door, householdId, lastProposalId),
    reject: ({ households }, door, { householdId, lastProposalId }, why) =>
      households.rejectVisitCorrection(door, householdId, lastProposalId, { reason: why }),
  });
}

export function correctsListing(
  entry: Entry,
  corrected: ProposeCorrectionBody['corrected'],
  reason: string,
  decision: Proposal,
): readonly FamilyAct[] {
  return proposal('correction', entry, decision, {
    propose: ({ households }, door, { householdId, listedBy }) =>
      households.proposeCorrection(door, householdId, { corrects: eventIdOf(listedBy, 0), corrected, reason }),
    approve: ({ households }, door, { householdId, lastProposalId }) =>
      households.approveCorrection(door, householdId, lastProposalId),
    reject: ({ households }, door, { householdId, lastProposalId }, why) =>
      households.rejectCorrection(door, householdId, lastProposalId, { reason: why }),
  });
}

/** How one kind of proposal is made and decided. */
export interface Steps {
  /** How many ids the proposal brings that particulars are sealed under. */
  readonly brings?: number;
  /** Policies answer the decision. */
  readonly answered?: boolean;
  propose(play: Play, door: CommandDoor, home: Home): Promise<WriteAnswer>;
  approve(play: Play, door: CommandDoor, home: Home): Promise<WriteAnswer>;
  reject(play: Play, door: CommandDoor, home: Home, why: string): Promise<WriteAnswer>;
}

/** What the officer proposes and another one decides. */
export function proposal(
  kind: string,
  { family, at, nth }: Entry,
  decision: Proposal,
  steps: Steps,
): readonly FamilyAct[] {
  const { officer, reviewer } = family.village;
  const name = nameOf(kind, nth);
  const propose: Perform = async (play, door, home) => {
    const { proposalId } = await steps.propose(play, door, home);
    home.lastProposalId = String(proposalId);
  };
  const { brings, answered } = steps;
  const proposed: FamilyAct = { at, family, name, account: officer, brings, perform: propose };
  const { decidedAt, rejectedBecause: why, decidedBy: account = reviewer } = decision;
  if (decidedAt === undefined || account === undefined) return [proposed];
  const decide: Perform = async (play, door, home) => {
    await (why === undefined ? steps.approve(play, door, home) : steps.reject(play, door, home, why));
  };
  return [proposed, { at: decidedAt, family, name: `${name}-decision`, account, answered, perform: decide }];
}
