import type { ClosingFact } from '../../aggregates/case/closing/closing.events.js';
import type { CorrectionsFact } from '../../aggregates/case/corrections/corrections.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Envelope, Instant, Recorded } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

export const proposalKinds = {
  VISIT_CORRECTION: '走访更正',
  EXCUSE: '免访',
  CORRECTION: '事实更正',
  MOVE: '迁入',
  MERGE: '并户',
  SPLIT: '分户',
  REOPEN: '重新核查',
} as const;
/** Among the fields of a merger: into another township, which is the bureau's word. */
export const ACROSS = 'ACROSS_TOWNSHIPS';

type ReopenFact = Extract<ClosingFact, { type: 'ReopenProposed' | 'CaseReopened' | 'ReopenRejected' }>;
type ProposalFact = HouseholdFact | ReopenFact | CorrectionsFact;

export type ProposalKind = keyof typeof proposalKinds;

/** One act that waits for a second person, from its proposal to its end; gone once decided. */
export interface ProposalDocument extends ViewDocument {
  readonly kind: ProposalKind;
  /** The household it is about, or the case; a reopening is kept under its case, which has one at a time. */
  readonly household?: string;
  readonly caseId?: string;
  readonly proposalId?: string;
  readonly town: string;
  readonly village: string;
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  /** The human being behind the account: with none of his accounts he may approve (I-25). */
  readonly proposedByPerson: string;
  readonly proposedByRole: string;
  /** What it is about, in codes: the visit, the month, the fact, the case. */
  readonly about: string;
  readonly fields: readonly string[];
  readonly reason: SealedBox;
}

export const proposalsProjection: Projection<ProposalDocument> = {
  name: 'proposals',
  version: 4,
  categories: ['household', 'case'],
  keys: (fact) => proposalIn(fact as Recorded<ProposalFact>),
  abroad: ['HouseholdMoveRequested'],
  indexes: [
    { name: 'town_proposed', key: { town: 1, proposedAt: 1, _id: 1 } },
    { name: 'village_proposed', key: { village: 1, proposedAt: 1, _id: 1 } },
  ],
  ...reducer<ProposalDocument, ProposalFact>({
    VisitCorrectionProposed: (_, { data, metadata, stream }) => ({
      ...opened('VISIT_CORRECTION', stream, metadata),
      about: data.correctsVisitId,
      fields: Object.keys(data.corrected),
      reason: data.reason,
    }),
    ExcuseProposed: (_, { data, metadata, stream }) => ({
      ...opened('EXCUSE', stream, metadata),
      about: data.month,
      fields: [data.reason],
      reason: data.text,
    }),
    CorrectionProposed: (_, { data, metadata, stream }) => ({
      ...opened('CORRECTION', stream, metadata),
      about: data.corrects,
      fields: Object.keys(data.corrected),
      reason: data.reason,
    }),
    // Told to the township that was asked: of the household it sees this and no more.
    HouseholdMoveRequested: (_, { data, metadata, stream }, key) =>
      key === data.replaces
        ? undefined
        : {
            ...opened('MOVE', stream, metadata),
            town: data.toTown,
            village: data.toVillage,
            about: data.toVillage,
            fields: [data.fromTown, data.on],
            reason: data.reason,
          },
    HouseholdMoved: () => undefined,
    MergeProposed: (_, { data, metadata, stream }) => ({
      ...opened('MERGE', stream, metadata),
      about: data.into,
      fields: [data.headHolds, data.addressHolds, ...(data.intoTown === metadata.townCode ? [] : [ACROSS])],
      reason: data.reason,
    }),
    SplitProposed: (_, { data, metadata, stream }) => ({
      ...opened('SPLIT', stream, metadata),
      about: data.newHeadMemberId,
      fields: data.memberIds,
      reason: data.reason,
    }),
    HouseholdSplit: () => undefined,
    SplitRejected: () => undefined,
    MergeApproved: () => undefined,
    MergeRejected: () => undefined,
    PatrolVisitCorrected: () => undefined,
    VisitCorrectionRejected: () => undefined,
    MonthlyVisitExcused: () => undefined,
    ExcuseRejected: () => undefined,
    FactCorrected: () => undefined,
    CorrectionRejected: () => undefined,
    ReopenProposed: (_, { data: { proposalId, cause, reason }, metadata, stream }) => ({
      kind: 'REOPEN',
      caseId: entityOf(stream),
      proposalId,
      ...proposedIn(metadata),
      about: entityOf(stream),
      fields: [cause],
      reason,
    }),
    // Also where one person's word was enough after all: nothing waits any more.
    CaseReopened: () => undefined,
    ReopenRejected: () => undefined,
  }),
};

function isOfCase(stream: string): boolean {
  return stream.startsWith('case-');
}

function isReopening(fact: Recorded<ProposalFact>): fact is Recorded<ReopenFact> {
  return fact.type === 'ReopenProposed' || fact.type === 'CaseReopened' || fact.type === 'ReopenRejected';
}

/** The proposal a fact opens or ends; a month excused by rule ends none. */
function proposalIn(fact: Recorded<ProposalFact>): readonly string[] {
  if (isReopening(fact)) return [entityOf(fact.stream)];
  if (fact.type === 'MonthlyVisitExcused') {
    return fact.data.ground.kind === 'APPROVED' ? [fact.data.ground.proposalId] : [];
  }
  if (fact.type === 'HouseholdMoved') return fact.data.requestId === undefined ? [] : [fact.data.requestId];
  if (fact.type === 'HouseholdMoveRequested') {
    const { requestId, replaces } = fact.data;
    return replaces === undefined ? [requestId] : [replaces, requestId];
  }
  if (fact.type === 'HouseholdAbsorbed' || fact.type === 'HouseholdMergedInto') return [];
  return 'proposalId' in fact.data ? [fact.data.proposalId] : [];
}

function opened(kind: ProposalKind, stream: Recorded['stream'], metadata: Envelope) {
  const id = entityOf(stream);
  return { kind, ...(isOfCase(stream) ? { caseId: id } : { household: id }), ...proposedIn(metadata) };
}

function proposedIn(metadata: Envelope) {
  return {
    town: metadata.townCode ?? '',
    village: metadata.villageCode ?? '',
    proposedAt: metadata.recordedAt,
    proposedBy: metadata.actorId,
    proposedByPerson: metadata.actorPerson,
    proposedByRole: metadata.actorRole,
  };
}
