import type { Belongings } from '../aggregates/household/merging/merge.js';
import type { MergingFact } from '../aggregates/household/merging/merging.events.js';
import type { SplittingFact } from '../aggregates/household/splitting/splitting.events.js';
import type { MovingFact } from '../aggregates/household/moving/moving.events.js';
import type { SealedBox } from '../platform/sealing/sealed-box.js';
import type { SamplesOf } from './samples-of.js';

const HOUSEHOLD = '00000000-0000-7000-8000-0000000000a1';
const HEAD = '00000000-0000-7000-8000-0000000000b1';
const MOVE_REQUEST = '00000000-0000-7000-8000-0000000000d5';
const FORMER_REQUEST = '00000000-0000-7000-8000-0000000000d6';
const MERGE_PROPOSAL = '00000000-0000-7000-8000-0000000000d7';
const SPLIT_PROPOSAL = '00000000-0000-7000-8000-0000000000d8';
const SURVIVOR = '00000000-0000-7000-8000-0000000000a2';
const THIRD = '00000000-0000-7000-8000-0000000000a3';
const VISIT = '00000000-0000-7000-8000-0000000000c1';
const EVENT = '00000000-0000-7000-8000-0000000000f2';
const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);

const box: SealedBox = { subject: HOUSEHOLD, keyVersion: 1, nonce: 'n'.repeat(16), ciphertext: 'c'.repeat(32) };

const merge = {
  proposalId: MERGE_PROPOSAL,
  into: SURVIVOR,
  intoTown: '341881100',
  memberIds: [HEAD],
  headHolds: 'SURVIVOR',
  addressHolds: 'ENDED',
  reason: box,
} as const;
const carried: Belongings = {
  headId: HEAD,
  address: box,
  members: [
    {
      particulars: {
        memberId: HEAD,
        name: box,
        nameHash: HASH,
        surnameHash: OTHER_HASH,
        idNo: box,
        idHash: HASH,
        relation: 'HEAD',
      },
      periods: [{ from: '2026-09-01', openedBy: EVENT }],
    },
  ],
  listings: [
    {
      factId: EVENT,
      listing: {
        listedOn: '2026-09-01',
        categoryCodes: ['DIBAO_EDGE'],
        hardshipCodes: ['SEVERE_ILLNESS'],
        currentAids: [],
        partialDibao: false,
        inDifficulty: true,
        kinFlag: false,
        source: 'SWEEP',
      },
      until: '2026-09-20',
      reason: 'OTHER',
    },
  ],
  visits: [
    {
      visitId: VISIT,
      origin: HOUSEHOLD,
      occurredAt: '2026-09-09T02:00:00.000Z',
      recordedAt: '2026-09-09T03:00:00.000Z',
      author: 'coordinator-1',
      authorRole: 'COORDINATOR',
      whoSeen: [HEAD],
      kind: 'visit',
      mode: 'HOME',
    },
  ],
  excuses: [{ factId: EVENT, month: '2026-08', reason: 'IN_HOSPITAL', at: '2026-09-01T02:00:00.000Z' }],
  misses: [{ month: '2026-07', at: '2026-08-08T02:00:00.000Z', attempts: 1, responsible: ['coordinator-1'] }],
};

const split = {
  proposalId: SPLIT_PROPOSAL,
  memberIds: [HEAD],
  newHeadMemberId: HEAD,
  newHouseholdId: THIRD,
  address: box,
  groupNo: '04',
  reason: box,
};

/** A household that moves, merges and splits, told in samples. */
export const movingSamples: SamplesOf<MovingFact | MergingFact | SplittingFact> = {
  SplitProposed: split,
  HouseholdSplit: {
    ...split,
    proposedBy: 'officer-1',
    on: '2026-09-20',
    townCode: '341881100',
    villageCode: '341881100201',
    members: carried.members.map(({ particulars }) => particulars),
  },
  SplitRejected: { proposalId: SPLIT_PROPOSAL, reason: box },
  MergeProposed: merge,
  MergeApproved: { ...merge, proposedBy: 'officer-1', on: '2026-09-20', carried },
  MergeRejected: { proposalId: MERGE_PROPOSAL, reason: box },
  HouseholdAbsorbed: {
    proposalId: MERGE_PROPOSAL,
    from: SURVIVOR,
    on: '2026-09-20',
    newHeadMemberId: HEAD,
    address: box,
    carried,
    passOnTo: THIRD,
  },
  HouseholdMergedInto: { proposalId: MERGE_PROPOSAL, into: SURVIVOR, on: '2026-09-20' },
  HouseholdMoveRequested: {
    requestId: MOVE_REQUEST,
    fromTown: '341881100',
    toTown: '341881002',
    toVillage: '341881002201',
    on: '2026-09-20',
    reason: box,
    address: box,
    groupNo: '03',
    replaces: FORMER_REQUEST,
  },
  HouseholdMoved: {
    fromTown: '341881100',
    fromVillage: '341881100201',
    toTown: '341881002',
    toVillage: '341881002201',
    on: '2026-09-20',
    reason: box,
    address: box,
    groupNo: '03',
    names: { [HEAD]: { nameHash: HASH, surnameHash: OTHER_HASH } },
    requestId: MOVE_REQUEST,
    requestedBy: 'officer-1',
  },
};
