import type { HouseholdFact, PatrolVisitCorrected } from '../../aggregates/household/household.events.js';
import type { Listing } from '../../aggregates/household/listing/listing.js';
import type { MemberParticulars, RememberedPeriod } from '../../aggregates/household/members/member.js';
import type { VisitReport } from '../../aggregates/household/visits/visit-report.js';
import { closedPeriods, correctedPeriods, rehashed } from '../../aggregates/household/members/member.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Envelope, Instant, LocalDate, Period, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** The head of a household's page: who lives there, where, and its stays on the roster (附件2, prefilled header). */
export interface PageHead extends ViewDocument {
  readonly kind: 'head';
  readonly household: string;
  /** Its own page: head and lines of one page are found together. */
  readonly page: string;
  readonly town: string;
  readonly village: string;
  readonly group: string;
  readonly householdNo: string;
  readonly registeredOn: LocalDate;
  /** Where the family came from and went to, oldest first. */
  readonly moves: readonly {
    readonly fromVillage: string;
    readonly toVillage: string;
    readonly on: LocalDate;
    /** Told unless the village became part of the other one. */
    readonly reason?: SealedBox;
  }[];
  readonly headId: string;
  readonly members: readonly {
    readonly particulars: MemberParticulars;
    readonly periods: readonly RememberedPeriod[];
  }[];
  readonly address: SealedBox;
  readonly listings: readonly {
    readonly factId: string;
    readonly listing: Listing;
    readonly until?: LocalDate;
    readonly reason?: string;
    readonly delistFactId?: string;
  }[];
  readonly excuses: readonly {
    readonly factId: string;
    readonly month: Period;
    readonly reason: string;
    readonly at: Instant;
  }[];
  readonly misses: readonly {
    readonly month: Period;
    readonly at: Instant;
    readonly attempts: number;
    readonly responsible: readonly string[];
  }[];
  readonly changeReports: readonly {
    readonly factId: string;
    readonly kind: string;
    readonly text: SealedBox;
    readonly reportedBy: string;
    readonly at: Instant;
  }[];
  /** Times of every visit, so that the months can be judged without opening the lines. */
  readonly visits: readonly { readonly visitId: string; readonly occurredAt: Instant; readonly recordedAt: Instant }[];
  readonly attemptCount: number;
  /** Corrections of attempts by the fact they correct: a line is found by its visit, a correction names the fact. */
  readonly correctedAttempts: Readonly<Record<string, AttemptCorrection>>;
  /** The household its members left to make it. */
  readonly splitFrom?: string;
  /** The household this one has ended in. */
  readonly mergedInto?: string;
  /** Revision of the household stream: the page's ETag. */
  readonly revision: number;
}

/** Right values of an attempt's reason and text. */
export interface AttemptCorrection {
  readonly reason?: string;
  readonly text?: SealedBox;
}

/**
 * One line of the ledger: a visit, or an attempt where nobody was met. What was written in it stays in the log, named
 * by revision; a year of reports would be most of what the views hold.
 */
export interface LedgerLine extends ViewDocument {
  readonly kind: 'visit' | 'attempt';
  /** In whose stream it was written down. */
  readonly household: string;
  /** On whose page it stands: the household's own, after a merger the survivor's. */
  readonly page: string;
  readonly town: string;
  readonly village: string;
  /** After its corrections. */
  readonly occurredAt: Instant;
  /** Revision of the fact in the household's stream. */
  readonly revision: number;
  /** Those of its corrections, in their order. */
  readonly corrections: readonly number[];
  /** Hashes of the evidence, by which a download is allowed. */
  readonly evidenceHashes: readonly string[];
}

export type LedgerDocument = PageHead | LedgerLine;
type Head = Body<PageHead>;
type Line = Body<LedgerLine>;
type Ledger = Body<LedgerDocument>;

/** A long history stays readable page by page: one document for the head and one for each line. */
export const patrolLedgerProjection: Projection<LedgerDocument> = {
  name: 'patrol-ledger',
  version: 3,
  categories: ['household'],
  keys: (recorded) => keysOf(recorded as Recorded<HouseholdFact>),
  indexes: [
    { name: 'page_occurred', key: { page: 1, occurredAt: -1, _id: 1 } },
    { name: 'village_occurred', key: { village: 1, occurredAt: -1, _id: 1 } },
    { name: 'town_occurred', key: { town: 1, occurredAt: -1, _id: 1 } },
  ],
  ...reducer<LedgerDocument, HouseholdFact>({
    HouseholdRegistered: (_, { id, data, metadata, revision, stream }) => ({
      kind: 'head',
      household: entityOf(stream),
      page: entityOf(stream),
      town: data.townCode,
      village: data.villageCode,
      group: data.groupNo ?? '',
      householdNo: data.householdNo,
      registeredOn: localDateOf(metadata.occurredAt),
      moves: [],
      headId: data.head.memberId,
      members: [{ particulars: data.head, periods: [{ from: localDateOf(metadata.occurredAt), openedBy: id }] }],
      address: data.address,
      listings: [],
      excuses: [],
      misses: [],
      changeReports: [],
      visits: [],
      attemptCount: 0,
      correctedAttempts: {},
      ...(data.splitFrom === undefined ? {} : { splitFrom: data.splitFrom }),
      revision,
    }),
    MemberAdded: onHead((head, { id, data }) => {
      const before = head.members.find(({ particulars }) => particulars.memberId === data.member.memberId);
      const added = {
        particulars: data.member,
        periods: [...(before?.periods ?? []), { from: data.on, openedBy: id }],
      };
      return {
        members: [...head.members.filter((member) => member !== before), added],
        headId: data.asHead ? data.member.memberId : head.headId,
      };
    }),
    MemberChanged: onHead((head, { data }) => ({
      members: head.members.map((member) =>
        member.particulars.memberId === data.memberId
          ? { ...member, particulars: { ...member.particulars, ...data.changed } }
          : member,
      ),
    })),
    MemberRemoved: onHead((head, { id, data }) => ({
      headId: data.newHeadMemberId ?? head.headId,
      members: head.members.map((member) =>
        member.particulars.memberId === data.memberId
          ? { ...member, periods: closedPeriods(member.periods, data, id) }
          : member,
      ),
    })),
    HeadChanged: onHead((_, { data }) => ({ headId: data.memberId })),
    AddressChanged: onHead((head, { data }) => ({ address: data.address, group: data.groupNo ?? head.group })),
    HouseholdMoveRequested: onHead(() => ({})),
    HouseholdMoved: onHead(
      (head, { data: { fromVillage, toTown, toVillage, on, reason, groupNo, address, names } }) => ({
        town: toTown,
        village: toVillage,
        group: groupNo ?? '',
        address: address ?? head.address,
        moves: [...head.moves, { fromVillage, toVillage, on, ...(reason === undefined ? {} : { reason }) }],
        members: head.members.map((member) => ({ ...member, particulars: rehashed(member.particulars, names) })),
      }),
    ),
    HouseholdListedAsKey: onHead((head, { id, data }) => ({
      listings: [...head.listings, { factId: id, listing: data }],
    })),
    KeyListingAdjusted: onHead((head, { data }) => ({
      listings: lastChanged(head.listings, (entry) => ({ ...entry, listing: { ...entry.listing, ...data.changed } })),
    })),
    HouseholdDelisted: onHead((head, { id, data }) => ({
      listings: lastChanged(head.listings, (entry) => ({
        ...entry,
        until: data.on,
        reason: data.reason,
        delistFactId: id,
      })),
    })),
    HouseholdChangeReported: onHead((head, { id, data, metadata }) => ({
      changeReports: [
        ...head.changeReports,
        { factId: id, kind: data.kind, text: data.text, reportedBy: data.reportedBy, at: metadata.occurredAt },
      ],
    })),
    MonthlyVisitExcused: onHead((head, { id, data, metadata }) => ({
      excuses: [...head.excuses, { factId: id, month: data.month, reason: data.reason, at: metadata.recordedAt }],
    })),
    MonthlyVisitMissed: onHead((head, { data, metadata }) => ({
      misses: [
        ...head.misses,
        { month: data.month, at: metadata.recordedAt, attempts: data.attempts, responsible: data.responsible },
      ],
    })),
    PatrolVisitRecorded: (old, { data, metadata, revision, stream }, key) =>
      key === entityOf(stream)
        ? touched(old, revision, ({ visits }) => ({ visits: [...visits, timesOf(data.visitId, metadata)] }))
        : lineOf('visit', stream, revision, metadata, hashesOf(data.evidence)),
    PatrolVisitAttempted: (old, { metadata, revision, stream }, key) =>
      key === entityOf(stream)
        ? touched(old, revision, ({ attemptCount }) => ({ attemptCount: attemptCount + 1 }))
        : lineOf('attempt', stream, revision, metadata),
    PatrolVisitCorrected: (old, { data, revision, stream }, key) => {
      if (key === entityOf(stream))
        return touched(old, revision, ({ visits }) => ({ visits: visits.map((visit) => corrected(visit, data)) }));
      if (!old || old.kind === 'head') return old;
      const { visitedAt, evidence = [] } = data.corrected;
      return {
        ...old,
        occurredAt: visitedAt ?? old.occurredAt,
        evidenceHashes: [...new Set([...old.evidenceHashes, ...hashesOf(evidence)])],
        corrections: [...old.corrections, revision],
      };
    },
    SplitProposed: onHead(() => ({})),
    SplitRejected: onHead(() => ({})),
    HouseholdSplit: onHead((head, { id, data: { memberIds, on } }) => ({
      members: head.members.map((member) =>
        memberIds.includes(member.particulars.memberId)
          ? { ...member, periods: closedPeriods(member.periods, { on, reason: 'SPLIT' }, id) }
          : member,
      ),
    })),
    MergeProposed: onHead(() => ({})),
    MergeRejected: onHead(() => ({})),
    MergeApproved: onHead((_, { data }) => ({ mergedInto: data.into })),
    HouseholdMergedInto: onHead((_, { data }) => ({ mergedInto: data.into })),
    HouseholdAbsorbed: (old, { data: { carried, newHeadMemberId, address, withdraws }, revision, stream }, key) => {
      if (key !== entityOf(stream)) return old?.kind === 'head' || !old ? old : { ...old, page: entityOf(stream) };
      const goesOn = withdraws === undefined ? old : standing(old);
      return touched(goesOn, revision, (head) => ({
        headId: newHeadMemberId ?? head.headId,
        address: address ?? head.address,
        members: [...head.members, ...carried.members],
        listings: joinedEntries(head.listings, carried.listings),
        excuses: [...head.excuses, ...carried.excuses],
        misses: [...head.misses, ...carried.misses],
        visits: [
          ...head.visits,
          ...carried.visits
            .filter(({ kind }) => kind === 'visit')
            .map(({ visitId, occurredAt, recordedAt }) => ({ visitId, occurredAt, recordedAt })),
        ],
        attemptCount: head.attemptCount + carried.visits.filter(({ kind }) => kind === 'attempt').length,
      }));
    },
    FactCorrected: onHead((head, { data: { corrects, correctsType, corrected: right } }) => ({
      group: typeof right['groupNo'] === 'string' ? right['groupNo'] : head.group,
      listings: head.listings.map((entry) => ({
        ...entry,
        ...(entry.factId === corrects ? { listing: { ...entry.listing, ...right } } : {}),
        ...(entry.delistFactId === corrects && typeof right['on'] === 'string' ? { until: right['on'] } : {}),
        ...(entry.delistFactId === corrects && typeof right['reason'] === 'string' ? { reason: right['reason'] } : {}),
      })),
      members: head.members.map((member) => ({
        ...member,
        periods: correctedPeriods(member.periods, corrects, right),
      })),
      changeReports: head.changeReports.map((report) =>
        report.factId === corrects ? { ...report, ...right } : report,
      ),
      excuses: head.excuses.map((excuse) => (excuse.factId === corrects ? { ...excuse, ...right } : excuse)),
      ...(correctsType === 'PatrolVisitAttempted'
        ? { correctedAttempts: { ...head.correctedAttempts, [corrects]: right } }
        : {}),
    })),
    VisitCorrectionProposed: onHead(() => ({})),
    VisitCorrectionRejected: onHead(() => ({})),
    ExcuseProposed: onHead(() => ({})),
    ExcuseRejected: onHead(() => ({})),
    CorrectionProposed: onHead(() => ({})),
    CorrectionRejected: onHead(() => ({})),
  }),
};

export function lineKey(household: string, visitId: string): string {
  return `${household}/${visitId}`;
}

function keysOf(fact: Recorded<HouseholdFact>): readonly string[] {
  const household = entityOf(fact.stream);
  switch (fact.type) {
    case 'PatrolVisitRecorded':
    case 'PatrolVisitAttempted':
      return [household, lineKey(household, fact.data.visitId)];
    case 'PatrolVisitCorrected':
      return [household, lineKey(household, fact.data.correctsVisitId)];
    case 'HouseholdAbsorbed':
      return [household, ...fact.data.carried.visits.map(({ origin, visitId }) => lineKey(origin, visitId))];
    default:
      return [household];
  }
}

/** A change of the head document; every fact of the household moves its revision. */
function onHead<Type extends HouseholdFact['type']>(
  change: (head: Head, fact: Recorded<Extract<HouseholdFact, { type: Type }>>) => Partial<Head>,
): (old: Ledger | undefined, fact: Recorded<Extract<HouseholdFact, { type: Type }>>) => Ledger | undefined {
  return (old, fact) => (old?.kind === 'head' ? { ...old, ...change(old, fact), revision: fact.revision } : old);
}

function touched(old: Ledger | undefined, revision: number, change: (head: Head) => Partial<Head>): Ledger | undefined {
  return old?.kind === 'head' ? { ...old, ...change(old), revision } : old;
}

/** Its own merger is void: it goes on. */
function standing(old: Ledger | undefined): Ledger | undefined {
  if (old?.kind !== 'head') return old;
  const { mergedInto: _, ...head } = old;
  return head;
}

function timesOf(visitId: string, { occurredAt, recordedAt }: Envelope): PageHead['visits'][number] {
  return { visitId, occurredAt, recordedAt };
}

function corrected(visit: PageHead['visits'][number], data: PatrolVisitCorrected['data']): PageHead['visits'][number] {
  return visit.visitId === data.correctsVisitId
    ? { ...visit, occurredAt: data.corrected.visitedAt ?? visit.occurredAt }
    : visit;
}

function lineOf(
  kind: LedgerLine['kind'],
  stream: string,
  revision: number,
  metadata: Envelope,
  evidenceHashes: readonly string[] = [],
): Line {
  return {
    kind,
    household: entityOf(stream),
    page: entityOf(stream),
    town: metadata.townCode ?? '',
    village: metadata.villageCode ?? '',
    occurredAt: metadata.occurredAt,
    revision,
    corrections: [],
    evidenceHashes,
  };
}

function hashesOf(evidence: VisitReport['evidence']): readonly string[] {
  return evidence.map(({ sha256 }) => sha256);
}

function joinedEntries(own: PageHead['listings'], brought: PageHead['listings']): PageHead['listings'] {
  const dated = (entry: PageHead['listings'][number]) => ({ ...entry, from: entry.listing.listedOn });
  return joinedListings(own.map(dated), brought.map(dated)).map(({ from: _, ...entry }) => entry);
}

function lastChanged<Entry>(entries: readonly Entry[], change: (entry: Entry) => Entry): readonly Entry[] {
  return entries.map((entry, index) => (index === entries.length - 1 ? change(entry) : entry));
}
