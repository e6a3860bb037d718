import type { Instant, LocalDate, Period } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { Listing } from '../listing/listing.js';
import type { MemberParticulars } from '../members/member.js';
import type { Monitoring } from '../monitoring/monitoring.js';
import type { CareRisk } from '../care/care-risk.js';
import type { Watch } from '../watch/watch.js';
import type { VisitMode } from '../visits/visit-report.js';

/** Whose word holds for both, of the household that goes on or of the one that ends. */
export type Holds = 'SURVIVOR' | 'ENDED';
export const holdsNames: Readonly<Record<Holds, string>> = { SURVIVOR: '保留户', ENDED: '被并户' };

/** What is to become of two households. `intoTown` is where the survivor is: across townships the bureau approves. */
export type Merge = {
  readonly into: string;
  readonly intoTown: string;
  /** Who joins the survivor. Only somebody without an ID number may be left out, as the same person under two names. */
  readonly memberIds: readonly string[];
  readonly headHolds: Holds;
  readonly addressHolds: Holds;
};

export type CarriedListing = {
  readonly factId: string;
  readonly listing: Listing;
  readonly until?: LocalDate;
  readonly reason?: string;
  readonly delistFactId?: string;
};

/** A visit or attempt, with the household in whose stream it was written down. */
export type CarriedVisit = {
  readonly visitId: string;
  readonly origin: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly author: string;
  readonly authorRole: string;
  readonly whoSeen: readonly string[];
  readonly kind: 'visit' | 'attempt';
  readonly mode: VisitMode;
};

export type CarriedExcuse = {
  readonly factId: string;
  readonly month: Period;
  readonly reason: string;
  readonly at: Instant;
};

export type CarriedMiss = {
  readonly month: Period;
  readonly at: Instant;
  readonly attempts: number;
  readonly responsible: readonly string[];
};

/** Everything a household brings with it, with its original days and authors. */
export type Belongings = {
  readonly headId: string;
  readonly address: SealedBox;
  readonly members: readonly {
    readonly particulars: MemberParticulars;
    readonly periods: readonly {
      readonly from: LocalDate;
      readonly until?: LocalDate;
      readonly reason?: string;
      readonly openedBy: string;
      readonly closedBy?: string;
    }[];
  }[];
  readonly listings: readonly CarriedListing[];
  readonly visits: readonly CarriedVisit[];
  readonly excuses: readonly CarriedExcuse[];
  readonly misses: readonly CarriedMiss[];
  /** Stays on the watch list, where there were any. */
  readonly watches?: readonly Watch[];
  /** Stays in the low-income monitoring, where there were any. */
  readonly monitorings?: readonly Monitoring[];
  /** Care risks of its members, where there were any. */
  readonly careRisks?: readonly CareRisk[];
};

/** Entries of two households in one order: those that have ended by their first day, the open one last. */
export function joinedListings<Entry extends { readonly from: LocalDate; readonly until?: LocalDate }>(
  own: readonly Entry[],
  brought: readonly Entry[],
): readonly Entry[] {
  const isOpen = ({ until }: Entry) => until === undefined;
  const all = [...own, ...brought].sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
  return [...all.filter((entry) => !isOpen(entry)), ...all.filter(isOpen)];
}
