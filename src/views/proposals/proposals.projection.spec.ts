import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Recorded } from '../../platform/fact.js';
import { coordinator, recordedFact } from '../../../test/support/given-when-then.js';
import { box, excusedMonth } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { ProposalDocument } from './proposals.projection.js';
import { proposalsProjection } from './proposals.projection.js';

const visitCorrection = {
  proposalId: 'p-visit',
  correctsVisitId: 'v-1',
  corrected: { visitedAt: '2026-09-02T02:00:00.000Z', needs: ['MEDICAL'] },
  reason: box('wrong day'),
};
const excuse = { proposalId: 'p-excuse', month: '2026-09', reason: 'HOSPITAL', text: box('ward 3'), evidence: [] };
const correction = {
  proposalId: 'p-fact',
  corrects: 'fact-7',
  correctsType: 'HouseholdListedAsKey',
  corrected: { listedOn: '2026-09-03', kinFlag: true },
  reason: box('mistyped'),
};
const visitCorrectionProposed: HouseholdFact = { type: 'VisitCorrectionProposed', data: visitCorrection };
const excuseProposed: HouseholdFact = { type: 'ExcuseProposed', data: excuse };
const correctionProposed: HouseholdFact = { type: 'CorrectionProposed', data: correction };

const opened = {
  household: 'h-1',
  town: '341881100',
  village: '341881100201',
  proposedAt: '2026-09-11T03:00:00.000Z',
  proposedBy: 'u-coordinator',
  proposedByPerson: 'p-coordinator',
  proposedByRole: 'COORDINATOR',
} as const;
const openVisitCorrection: Told<ProposalDocument> = {
  ...opened,
  _id: 'p-visit',
  kind: 'VISIT_CORRECTION',
  about: 'v-1',
  fields: ['visitedAt', 'needs'],
  reason: box('wrong day'),
};
const openExcuse: Told<ProposalDocument> = {
  ...opened,
  _id: 'p-excuse',
  kind: 'EXCUSE',
  about: '2026-09',
  fields: ['HOSPITAL'],
  reason: box('ward 3'),
};
const openCorrection: Told<ProposalDocument> = {
  ...opened,
  _id: 'p-fact',
  kind: 'CORRECTION',
  about: 'fact-7',
  fields: ['listedOn', 'kinFlag'],
  reason: box('mistyped'),
};

const place = { townCode: '341881100', villageCode: '341881100201' };

/** Proposed on the 10th, written down on the 11th. */
function told(stream: string, facts: readonly (HouseholdFact | CaseFact)[]): Recorded[] {
  return facts.map((fact, index) => {
    const times = { at: '2026-09-10T03:00:00.000Z', recordedAt: '2026-09-11T03:00:00.000Z' };
    const { metadata, ...rest } = recordedFact({ fact, by: coordinator, ...times }, index, stream);
    return { ...rest, metadata: { ...metadata, ...place } };
  });
}

const life = (...facts: readonly HouseholdFact[]) => told('household-h-1', facts);
const lifeOfCase = (...facts: readonly CaseFact[]) => told('case-k-1', facts);

test('a proposed correction of a visit waits with the fields it names', () => {
  projectionSpec(proposalsProjection).given(life(visitCorrectionProposed)).then([openVisitCorrection]);
});

test('a proposed excuse waits with its month and its reason', () => {
  projectionSpec(proposalsProjection).given(life(excuseProposed)).then([openExcuse]);
});

test('a proposed correction of a fact waits with the fact and the fields it names', () => {
  projectionSpec(proposalsProjection).given(life(correctionProposed)).then([openCorrection]);
});

test('a proposal whose fact names no place stands with empty codes', () => {
  const log = life(excuseProposed).map(({ metadata: { townCode: _, villageCode: __, ...metadata }, ...fact }) => ({
    ...fact,
    metadata,
  }));
  projectionSpec(proposalsProjection)
    .given(log)
    .then([{ ...openExcuse, town: '', village: '' }]);
});

const endings: readonly (readonly [string, HouseholdFact, readonly Told<ProposalDocument>[]])[] = [
  [
    'an approved correction of a visit',
    { type: 'PatrolVisitCorrected', data: { ...visitCorrection, proposedBy: 'u-coordinator' } },
    [openExcuse, openCorrection],
  ],
  [
    'a rejected correction of a visit',
    { type: 'VisitCorrectionRejected', data: { proposalId: 'p-visit', reason: box('no') } },
    [openExcuse, openCorrection],
  ],
  [
    'an approved excuse',
    excusedMonth('2026-09', 'HOSPITAL', { kind: 'APPROVED', proposalId: 'p-excuse', proposedBy: 'u-coordinator' }),
    [openCorrection, openVisitCorrection],
  ],
  [
    'a rejected excuse',
    { type: 'ExcuseRejected', data: { proposalId: 'p-excuse', reason: box('no') } },
    [openCorrection, openVisitCorrection],
  ],
  [
    'an approved correction of a fact',
    { type: 'FactCorrected', data: { ...correction, proposedBy: 'u-coordinator' } },
    [openExcuse, openVisitCorrection],
  ],
  [
    'a rejected correction of a fact',
    { type: 'CorrectionRejected', data: { proposalId: 'p-fact', reason: box('no') } },
    [openExcuse, openVisitCorrection],
  ],
];

test.each(endings)('%s is gone and the others still wait', (_, ending, waiting) => {
  projectionSpec(proposalsProjection)
    .given(life(visitCorrectionProposed, excuseProposed, correctionProposed, ending))
    .then(waiting);
});

test('a month excused without a proposal ends none', () => {
  projectionSpec(proposalsProjection)
    .given(life(excuseProposed, excusedMonth('2026-09', 'DIED')))
    .then([openExcuse]);
});

const requested = {
  requestId: 'p-move',
  fromTown: '341881100',
  toTown: '341881002',
  toVillage: '341881002201',
  on: '2026-09-09',
  reason: box('to the son'),
};
const moveRequested: HouseholdFact = { type: 'HouseholdMoveRequested', data: requested };
const openMove: Told<ProposalDocument> = {
  ...opened,
  _id: 'p-move',
  kind: 'MOVE',
  town: '341881002',
  village: '341881002201',
  about: '341881002201',
  fields: ['341881100', '2026-09-09'],
  reason: box('to the son'),
};
const moved: HouseholdFact = { type: 'HouseholdMoved', data: { ...requested, fromVillage: '341881100201' } };

test('a move into another township waits there, not where the family lives', () => {
  projectionSpec(proposalsProjection).given(life(moveRequested)).then([openMove]);
});

test('a later request takes the place of an earlier one, and a move ends the one it names', () => {
  const later: HouseholdFact = {
    type: 'HouseholdMoveRequested',
    data: { ...requested, requestId: 'p-later', replaces: 'p-move' },
  };
  projectionSpec(proposalsProjection)
    .given(life(moveRequested, later))
    .then([{ ...openMove, _id: 'p-later' }]);
  projectionSpec(proposalsProjection).given(life(moveRequested, moved)).then([]);
});

const merge = {
  proposalId: 'p-merge',
  into: 'h-2',
  intoTown: '341881100',
  memberIds: ['m-head'],
  headHolds: 'SURVIVOR',
  addressHolds: 'ENDED',
  reason: box('twice'),
} as const;
const carried = { headId: 'm-head', address: box('a'), members: [], listings: [], visits: [], excuses: [], misses: [] };
const mergeProposed: HouseholdFact = { type: 'MergeProposed', data: merge };
const mergeApproved: HouseholdFact = {
  type: 'MergeApproved',
  data: { ...merge, proposedBy: 'u-officer', on: '2026-09-10', carried },
};
const mergeRejected: HouseholdFact = { type: 'MergeRejected', data: { proposalId: 'p-merge', reason: box('no') } };

test('a merger waits with what is to hold, and says when it is across townships', () => {
  const openMerge = { ...opened, _id: 'p-merge', kind: 'MERGE', about: 'h-2', reason: box('twice') } as const;
  projectionSpec(proposalsProjection)
    .given(life(mergeProposed))
    .then([{ ...openMerge, fields: ['SURVIVOR', 'ENDED'] }]);
  projectionSpec(proposalsProjection)
    .given(life({ type: 'MergeProposed', data: { ...merge, intoTown: '341881002' } }))
    .then([{ ...openMerge, fields: ['SURVIVOR', 'ENDED', 'ACROSS_TOWNSHIPS'] }]);
});

test.each([mergeApproved, mergeRejected])('$type ends the merger that waited', (ending) => {
  projectionSpec(proposalsProjection).given(life(mergeProposed, ending)).then([]);
});

const split = {
  proposalId: 'p-split',
  memberIds: ['m-son', 'm-wife'],
  newHeadMemberId: 'm-son',
  newHouseholdId: 'h-2',
  address: box('next door'),
  reason: box('married'),
};
const splitProposed: HouseholdFact = { type: 'SplitProposed', data: split };
const householdSplit: HouseholdFact = {
  type: 'HouseholdSplit',
  data: { ...split, ...place, proposedBy: 'u-officer', on: '2026-09-10', members: [] },
};
const splitRejected: HouseholdFact = { type: 'SplitRejected', data: { proposalId: 'p-split', reason: box('no') } };

test('a split waits with those who would leave', () => {
  projectionSpec(proposalsProjection)
    .given(life(splitProposed))
    .then([
      { ...opened, _id: 'p-split', kind: 'SPLIT', about: 'm-son', fields: ['m-son', 'm-wife'], reason: box('married') },
    ]);
});

test.each([householdSplit, splitRejected])('$type ends the split that waited', (ending) => {
  projectionSpec(proposalsProjection).given(life(splitProposed, ending)).then([]);
});

const again = { cause: 'PETITION', ref: 'x-7', reason: box('a letter') };
const reopenProposed: CaseFact = { type: 'ReopenProposed', data: { ...again, proposalId: 'p-again' } };
const reopened: CaseFact = {
  type: 'CaseReopened',
  data: { ...again, proposalId: 'p-again', proposedBy: 'u-coordinator' },
};
const reopenedByOne: CaseFact = { type: 'CaseReopened', data: again };
const reopenRejected: CaseFact = { type: 'ReopenRejected', data: { proposalId: 'p-again', reason: box('no') } };

test('a case that is to be taken up again waits with its cause', () => {
  const { household: _, ...known } = opened;
  const waiting = { ...known, kind: 'REOPEN', caseId: 'k-1', proposalId: 'p-again', about: 'k-1' } as const;
  projectionSpec(proposalsProjection)
    .given(lifeOfCase(reopenProposed))
    .then([{ ...waiting, _id: 'k-1', fields: ['PETITION'], reason: box('a letter') }]);
});

test('a correction of a case waits under its proposal, beside another one, and is gone once decided', () => {
  const ofCase = { ...correction, correctsType: 'ClueReported', corrected: { source: 'SWEEP' } };
  const other = { ...ofCase, proposalId: 'p-other' };
  const { household: _, ...place } = openCorrection;
  const waiting = { ...place, caseId: 'k-1', fields: ['source'] };
  const both = lifeOfCase({ type: 'CorrectionProposed', data: ofCase }, { type: 'CorrectionProposed', data: other });
  projectionSpec(proposalsProjection)
    .given(both)
    .then([waiting, { ...waiting, _id: 'p-other' }]);
  const decided = lifeOfCase(
    { type: 'CorrectionProposed', data: ofCase },
    { type: 'CorrectionProposed', data: other },
    { type: 'FactCorrected', data: { ...ofCase, proposedBy: 'u-coordinator' } },
    { type: 'CorrectionRejected', data: { proposalId: 'p-other', reason: box('no') } },
  );
  projectionSpec(proposalsProjection).given(decided).then([]);
});

test.each([
  ['an approved', reopened],
  ['a rejected', reopenRejected],
  ['one person’s', reopenedByOne],
] as const)('%s reopening leaves nothing waiting', (_, ending) => {
  projectionSpec(proposalsProjection).given(lifeOfCase(reopenProposed, ending)).then([]);
});

test('the endings told here are all the fact types that end a proposal', () => {
  const moves = [
    moveRequested,
    moved,
    mergeProposed,
    mergeApproved,
    mergeRejected,
    splitProposed,
    householdSplit,
    splitRejected,
    reopenProposed,
    reopened,
    reopenRejected,
  ];
  const all = [
    visitCorrectionProposed,
    excuseProposed,
    correctionProposed,
    ...moves,
    ...endings.map(([, ending]) => ending),
  ];
  expect(all.map(({ type }) => type).sort()).toEqual([...proposalsProjection.types].sort());
});
