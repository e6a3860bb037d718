import type { PendingCorrection } from '../../platform/change/correction.js';
import type { Aggregate } from '../../platform/change/aggregate.js';
import type { Proposer } from '../../platform/change/second-person.js';
import type { LocalDate } from '../../platform/fact.js';
import { RuleBroken } from '../../platform/rule-broken.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { HouseholdFact, VisitCorrectionProposed, ExcuseProposed } from './household.events.js';
import type { RememberedListing } from './listing/listing.js';
import { listingFold } from './listing/listing.fold.js';
import type { Member } from './members/member.js';
import { isPresent } from './members/member.js';
import { mergingFold } from './merging/merging.fold.js';
import type { MergeProposed } from './merging/merging.events.js';
import { splittingFold } from './splitting/splitting.fold.js';
import type { SplitProposed } from './splitting/splitting.events.js';
import { movingFold } from './moving/moving.fold.js';
import type { HouseholdMoveRequested } from './moving/moving.events.js';
import { memberFold } from './members/member.fold.js';
import { registrationFold } from './registration/registration.fold.js';
import type { Stay } from './visits/monthly-duty.js';
import type { VisitMode } from './visits/visit-report.js';
import type { CareRisk } from './care/care-risk.js';
import { careFold } from './care/care.fold.js';
import type { Monitoring } from './monitoring/monitoring.js';
import { monitoringFold } from './monitoring/monitoring.fold.js';
import type { Watch } from './watch/watch.js';
import { watchFold } from './watch/watch.fold.js';
import { visitFold } from './visits/visit.fold.js';
import { excuseFold } from './excuses/excuse.fold.js';
import { excuseUpcasts } from './excuses/excuse-upcasts.js';
import { correctionFold } from './corrections/correction.fold.js';

/** A visit as decisions remember it: who wrote it, when it was and when it was entered. */
export interface RememberedVisit {
  readonly visitId: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly author: string;
  readonly authorRole: string;
  readonly whoSeen: readonly string[];
  readonly kind: 'visit' | 'attempt';
  readonly mode: VisitMode;
  /** The household in whose stream it was written down, when it came with a merger. */
  readonly origin?: string;
}

export interface Pending<Proposed> extends Proposer {
  readonly proposed: Proposed;
}

/** What is open for a second person's word, by proposal id. */
export interface OpenProposals {
  readonly corrections: Readonly<Record<string, PendingCorrection>>;
  readonly visitCorrections: Readonly<Record<string, Pending<VisitCorrectionProposed['data']>>>;
  readonly excuses: Readonly<Record<string, Pending<ExcuseProposed['data']>>>;
  readonly splits: Readonly<Record<string, Pending<SplitProposed['data']>>>;
  readonly merges: Readonly<Record<string, Pending<MergeProposed['data']>>>;
}

/** Nothing happened yet; or a claimant's late registration was fenced off before it arrived. */
export interface UnregisteredHousehold {
  readonly status: 'unregistered';
  readonly abandoned: readonly string[];
}

export interface RegisteredHousehold {
  readonly status: 'registered';
  readonly householdNo: string;
  readonly townCode: string;
  readonly villageCode: string;
  readonly registeredOn: LocalDate;
  /** Where the family has lived since when, oldest first. */
  readonly stays: readonly Stay[];
  /** A move into another township that waits for its officer. */
  readonly moveRequested?: HouseholdMoveRequested['data'] & { readonly requestedBy: string };
  /** The fact that last said to which villager group the household belongs. */
  readonly groupFrom: string;
  readonly headId: string;
  readonly members: readonly Member[];
  readonly listings: readonly RememberedListing[];
  readonly visits: readonly RememberedVisit[];
  /** Every stay on the watch list, an open one last. */
  readonly watches: readonly Watch[];
  /** Every stay in the low-income monitoring, an open one last. */
  readonly monitorings: readonly Monitoring[];
  /** Every care risk of a member, cleared or not. */
  readonly careRisks: readonly CareRisk[];
  readonly open: OpenProposals;
  /** Months answered for by an excuse or a missed-visit fact. */
  readonly excusedMonths: readonly string[];
  readonly missedMonths: readonly string[];
  /** Facts of this stream that a correction may name: id → type. */
  readonly factTypes: Readonly<Record<string, string>>;
  /** Commands whose late append was fenced off. */
  readonly abandoned: readonly string[];
  /** Households that ended in this one. */
  readonly absorbed: readonly string[];
}

/** It ends in another household: approved, and in the end told so. */
export interface MergedHousehold {
  readonly status: 'merged';
  readonly townCode: string;
  readonly villageCode: string;
  readonly into: string;
  readonly ended: boolean;
  /** As it was when its merger was approved, until it has ended: of two that were to end in each other one goes on. */
  readonly home?: RegisteredHousehold;
  readonly proposalId: string;
  readonly abandoned: readonly string[];
  readonly absorbed: readonly string[];
}

export type Household = UnregisteredHousehold | RegisteredHousehold | MergedHousehold;

export const household: Aggregate<Household, HouseholdFact> = {
  category: 'household',
  initial: { status: 'unregistered', abandoned: [] },
  upcasts: excuseUpcasts,
  fold: {
    ...registrationFold,
    ...memberFold,
    ...listingFold,
    ...visitFold,
    ...excuseFold,
    ...correctionFold,
    ...movingFold,
    ...mergingFold,
    ...splittingFold,
    ...watchFold,
    ...monitoringFold,
    ...careFold,
  },
  exists: (state) => state.status !== 'unregistered',
  unitOf: (state) =>
    state.status !== 'unregistered' ? { townCode: state.townCode, villageCode: state.villageCode } : {},
};

/** The registered household, or the refusal a caller gets for one that is not there, or that has ended in another. */
export function registered(state: Household): RegisteredHousehold {
  if (state.status === 'merged') {
    throw new RuleBroken('household-merged', '该户已并入另一户，请在并入后的家庭办理', undefined, {
      householdId: state.into,
    });
  }
  if (state.status !== 'registered') throw new NotFound();
  return state;
}

export function openListing(state: RegisteredHousehold): RememberedListing | undefined {
  const last = state.listings.at(-1);
  return last?.until === undefined ? last : undefined;
}

/** The head, as long as he is there: a household whose last member left has none. */
export function presentHead(state: RegisteredHousehold): Member | undefined {
  const head = memberOf(state, state.headId);
  return head && isPresent(head) ? head : undefined;
}

export function memberOf(state: RegisteredHousehold, memberId: string): Member | undefined {
  return state.members.find((member) => member.memberId === memberId);
}
