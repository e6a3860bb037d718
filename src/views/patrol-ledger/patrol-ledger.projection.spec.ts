import type { HouseholdFact, PatrolVisitCorrected } from '../../aggregates/household/household.events.js';
import type { Recorded } from '../../platform/fact.js';
import type { Told as ToldFact } from '../../../test/support/given-when-then.js';
import { coordinator, factId, recordedFact } from '../../../test/support/given-when-then.js';
import {
  box,
  excusedMonth,
  listing,
  member,
  registeredHousehold,
  visitReport,
  wholeLiving,
} from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { LedgerLine, PageHead } from './patrol-ledger.projection.js';
import { patrolLedgerProjection } from './patrol-ledger.projection.js';

type Head = Omit<PageHead, 'position'>;
type Line = Omit<LedgerLine, 'position'>;

const registered: ToldFact<HouseholdFact> = {
  fact: registeredHousehold({ groupNo: '3' }),
  at: '2026-08-01T02:00:00.000Z',
};
const headSince = { from: '2026-08-01', openedBy: factId(0) };
const headMember = { particulars: member('m-head', { relation: 'HEAD' }), periods: [headSince] };
const joined: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-08-10' } };
const son = { particulars: member('m-son'), periods: [{ from: '2026-08-10', openedBy: factId(1) }] };
const sonLeft: HouseholdFact = {
  type: 'MemberRemoved',
  data: { memberId: 'm-son', reason: 'MOVED', on: '2026-09-05' },
};
const closedBy2 = {
  from: '2026-08-10',
  openedBy: factId(1),
  until: '2026-09-05',
  reason: 'MOVED',
  closedBy: factId(2),
};
const headChange: HouseholdFact = {
  type: 'HeadChanged',
  data: { memberId: 'm-son', on: '2026-09-01', reason: box('age') },
};
const listed: HouseholdFact = { type: 'HouseholdListedAsKey', data: listing() };
const delisted: HouseholdFact = { type: 'HouseholdDelisted', data: { on: '2026-10-05', reason: 'OTHER' } };
const openListing = { factId: factId(1), listing: listing() };
const closedListing = { ...openListing, until: '2026-10-05', reason: 'OTHER', delistFactId: factId(2) };

const times = { occurredAt: '2026-09-30T15:40:00.000Z', recordedAt: '2026-10-01T01:00:00.000Z' };
const byCoordinator = { at: times.occurredAt, recordedAt: times.recordedAt, by: coordinator };
const report = visitReport({ evidence: [{ sha256: 'aa', kind: 'PHOTO' }] });
const visited: ToldFact<HouseholdFact> = { fact: { type: 'PatrolVisitRecorded', data: report }, ...byCoordinator };
const attempt = { mode: 'HOME', visitors: ['c-1'], reason: 'NOT_HOME', text: box('locked') } as const;
const attempted: ToldFact<HouseholdFact> = {
  fact: { type: 'PatrolVisitAttempted', data: { visitId: 'v-2', ...attempt } },
  ...byCoordinator,
};

const place = { townCode: '341881100', villageCode: '341881100201' };

function life(...facts: readonly (HouseholdFact | ToldFact<HouseholdFact>)[]): Recorded[] {
  return [registered, ...facts].map((one, index) => {
    const { metadata, ...rest } = recordedFact('fact' in one ? one : { fact: one }, index, 'household-h-1');
    return { ...rest, metadata: { ...metadata, ...place } };
  });
}

function head(revision: number, changes: Partial<PageHead> = {}): Head {
  return {
    _id: 'h-1',
    kind: 'head',
    household: 'h-1',
    page: 'h-1',
    town: '341881100',
    village: '341881100201',
    group: '3',
    householdNo: '81100201ABCDEF',
    registeredOn: '2026-08-01',
    moves: [],
    headId: 'm-head',
    members: [headMember],
    address: box('address'),
    listings: [],
    excuses: [],
    misses: [],
    changeReports: [],
    visits: [],
    attemptCount: 0,
    correctedAttempts: {},
    revision,
    ...changes,
  };
}

function line(visitId: string, changes: Partial<LedgerLine> = {}): Line {
  return {
    _id: `h-1/${visitId}`,
    kind: 'visit',
    household: 'h-1',
    page: 'h-1',
    town: '341881100',
    village: '341881100201',
    occurredAt: times.occurredAt,
    revision: 1,
    corrections: [],
    evidenceHashes: ['aa'],
    ...changes,
  };
}

const visitLine = (changes: Partial<LedgerLine> = {}) => line('v-1', changes);
const attemptLine = () => line('v-2', { kind: 'attempt', evidenceHashes: [] });

function correction(index: number, correctsType: string, corrected: Record<string, string>): HouseholdFact {
  const data = { proposalId: 'p-1', corrects: factId(index), correctsType, corrected, reason: box('mistyped') };
  return { type: 'FactCorrected', data: { ...data, proposedBy: 'u-officer' } };
}

function visitCorrection(
  corrected: PatrolVisitCorrected['data']['corrected'],
  correctsVisitId = 'v-1',
): ToldFact<HouseholdFact> {
  const data = { proposalId: 'p-1', correctsVisitId, corrected, reason: box('mistyped'), proposedBy: 'u-coordinator' };
  return { fact: { type: 'PatrolVisitCorrected', data }, at: '2026-10-03T01:00:00.000Z' };
}

const visits = [{ visitId: 'v-1', ...times }];

function ledgerOf(...facts: readonly (HouseholdFact | ToldFact<HouseholdFact>)[]) {
  return projectionSpec(patrolLedgerProjection).given(life(...facts));
}

describe('the head of the page', () => {
  test('a registered household has a page with its head and no line', () => {
    ledgerOf().then([head(0)]);
  });

  test('facts of a household that was never registered open no page', () => {
    const log = [joined, listed].map((fact, index) => recordedFact({ fact }, index, 'household-h-1'));
    projectionSpec(patrolLedgerProjection).given(log).then([]);
  });

  test('a new member stands behind the head', () => {
    ledgerOf(joined).then([head(1, { members: [headMember, son] })]);
  });

  test('a member who joins as head becomes the head', () => {
    const asHead = { member: member('m-son'), on: '2026-08-10', asHead: true };
    ledgerOf({ type: 'MemberAdded', data: asHead }).then([head(1, { members: [headMember, son], headId: 'm-son' })]);
  });

  test('changed particulars replace the old ones of that member alone', () => {
    const changed: HouseholdFact = { type: 'MemberChanged', data: { memberId: 'm-son', changed: { relation: 'SON' } } };
    const particulars = member('m-son', { relation: 'SON' });
    ledgerOf(joined, changed).then([head(2, { members: [headMember, { ...son, particulars }] })]);
  });

  test('a member who left keeps his line with the day and the reason', () => {
    ledgerOf(joined, sonLeft).then([head(2, { members: [headMember, { ...son, periods: [closedBy2] }] })]);
  });

  test('when the head leaves, the member named becomes the head', () => {
    const data = { memberId: 'm-head', reason: 'DIED', on: '2026-09-05', newHeadMemberId: 'm-son' };
    const periods = [{ ...headSince, until: '2026-09-05', reason: 'DIED', closedBy: factId(2) }];
    ledgerOf(joined, { type: 'MemberRemoved', data }).then([
      head(2, { headId: 'm-son', members: [{ ...headMember, periods }, son] }),
    ]);
  });

  test('a member who comes back has one line with two periods', () => {
    const particulars = member('m-son', { relation: 'SON' });
    const back: HouseholdFact = { type: 'MemberAdded', data: { member: particulars, on: '2026-09-20' } };
    const periods = [closedBy2, { from: '2026-09-20', openedBy: factId(3) }];
    ledgerOf(joined, sonLeft, back).then([head(3, { members: [headMember, { particulars, periods }] })]);
  });

  test('another member is made the head', () => {
    ledgerOf(joined, headChange).then([head(2, { members: [headMember, son], headId: 'm-son' })]);
  });

  test('the days a member joined and left, and why, are put right', () => {
    const periods = [{ ...closedBy2, from: '2026-08-12', until: '2026-09-07', reason: 'MARRIED_OUT' }];
    ledgerOf(
      joined,
      sonLeft,
      correction(1, 'MemberAdded', { on: '2026-08-12' }),
      correction(2, 'MemberRemoved', { on: '2026-09-07', reason: 'MARRIED_OUT' }),
    ).then([head(4, { members: [headMember, { ...son, periods }] })]);
  });

  test('a move changes the address, and the group when it names one', () => {
    const moved: HouseholdFact = {
      type: 'AddressChanged',
      data: { address: box('new'), groupNo: '5', on: '2026-09-01' },
    };
    const again: HouseholdFact = { type: 'AddressChanged', data: { address: box('newer'), on: '2026-09-02' } };
    ledgerOf(moved, again).then([head(2, { address: box('newer'), group: '5' })]);
  });

  test('the group of a move is put right', () => {
    const moved: HouseholdFact = {
      type: 'AddressChanged',
      data: { address: box('new'), groupNo: '5', on: '2026-09-01' },
    };
    ledgerOf(moved, correction(1, 'AddressChanged', { groupNo: '6' })).then([
      head(2, { address: box('new'), group: '6' }),
    ]);
  });

  test('a reported change of the household stands with who reported it and when', () => {
    const data = { kind: 'ILLNESS', text: box('operation'), reportedBy: 'u-officer' };
    const reported: ToldFact<HouseholdFact> = {
      fact: { type: 'HouseholdChangeReported', data },
      at: times.occurredAt,
      recordedAt: times.recordedAt,
    };
    ledgerOf(reported).then([head(1, { changeReports: [{ ...data, factId: factId(1), at: times.occurredAt }] })]);
  });
});

describe('the listings', () => {
  test('a household is put on the roster', () => {
    ledgerOf(listed).then([head(1, { listings: [openListing] })]);
  });

  test('an adjustment changes the listing in force alone', () => {
    const again: HouseholdFact = { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-11-01' }) };
    const adjusted: HouseholdFact = {
      type: 'KeyListingAdjusted',
      data: { changed: { kinFlag: true }, reason: box('kin') },
    };
    const later = { factId: factId(3), listing: listing({ listedOn: '2026-11-01', kinFlag: true }) };
    ledgerOf(listed, delisted, again, adjusted).then([head(4, { listings: [closedListing, later] })]);
  });

  test('a household is taken off the roster, its listing kept', () => {
    ledgerOf(listed, delisted).then([head(2, { listings: [closedListing] })]);
  });

  test('the day of a listing is put right', () => {
    const right = correction(1, 'HouseholdListedAsKey', { listedOn: '2026-08-28' });
    const corrected = { ...closedListing, listing: listing({ listedOn: '2026-08-28' }) };
    ledgerOf(listed, delisted, right).then([head(3, { listings: [corrected] })]);
  });

  test('the day and the reason of a delisting are put right', () => {
    const right = correction(2, 'HouseholdDelisted', { on: '2026-10-08', reason: 'MOVED' });
    const corrected = { ...closedListing, until: '2026-10-08', reason: 'MOVED' };
    ledgerOf(listed, delisted, right).then([head(3, { listings: [corrected] })]);
  });
});

describe('the lines', () => {
  test('a visit has a line of its own and its times on the head', () => {
    ledgerOf(visited).then([head(1, { visits }), visitLine()]);
  });

  test('an attempt has a line of its own and is counted, not among the visits', () => {
    ledgerOf(attempted).then([head(1, { attemptCount: 1 }), attemptLine()]);
  });

  test('a corrected visit stands at the right time in its line and on the head, and names its correction', () => {
    const living = wholeLiving({ housing: { state: 'URGENT', text: box('roof') } });
    const visitedAt = '2026-09-29T02:00:00.000Z';
    ledgerOf(visited, visitCorrection({ visitedAt, living })).then([
      head(2, { visits: [{ visitId: 'v-1', ...times, occurredAt: visitedAt }] }),
      visitLine({ occurredAt: visitedAt, corrections: [2] }),
    ]);
  });

  test('a correction that leaves the time alone keeps it, and reaches no other line', () => {
    const other: ToldFact<HouseholdFact> = {
      fact: { type: 'PatrolVisitRecorded', data: { ...report, visitId: 'v-3' } },
      ...byCoordinator,
    };
    ledgerOf(visited, other, visitCorrection({ needs: ['MEDICAL'] })).then([
      head(3, { visits: [...visits, { visitId: 'v-3', ...times }] }),
      visitLine({ corrections: [3] }),
      line('v-3', { revision: 2 }),
    ]);
  });

  test('a visit corrected twice keeps both corrections in their order', () => {
    const first = visitCorrection({ needs: ['MEDICAL'] });
    const second = visitCorrection({ whoSeen: ['m-son'] });
    ledgerOf(visited, first, second).then([head(3, { visits }), visitLine({ corrections: [2, 3] })]);
  });

  test('evidence that a correction brings may be downloaded beside the first', () => {
    const evidence = [{ sha256: 'bb', kind: 'PHOTO' }];
    ledgerOf(visited, visitCorrection({ evidence })).then([
      head(2, { visits }),
      visitLine({ evidenceHashes: ['aa', 'bb'], corrections: [2] }),
    ]);
  });

  test('a correction of a visit nobody recorded makes no line', () => {
    ledgerOf(visitCorrection({ needs: ['MEDICAL'] }, 'v-9')).then([head(1)]);
  });

  test('a corrected attempt keeps its line, and the right values stand on the head', () => {
    const right = correction(1, 'PatrolVisitAttempted', { reason: 'AWAY' });
    ledgerOf(attempted, right).then([
      head(2, { attemptCount: 1, correctedAttempts: { [factId(1)]: { reason: 'AWAY' } } }),
      attemptLine(),
    ]);
  });
});

describe('the months and the proposals', () => {
  test('an excused month stands with its reason and when it was recorded', () => {
    const excused: ToldFact<HouseholdFact> = { fact: excusedMonth('2026-09', 'HOSPITAL'), at: times.recordedAt };
    ledgerOf(excused).then([
      head(1, { excuses: [{ month: '2026-09', reason: 'HOSPITAL', factId: factId(1), at: times.recordedAt }] }),
    ]);
  });

  test('a corrected reason reaches the excuse and the report it belongs to, and no other', () => {
    const excused = (month: string): HouseholdFact => excusedMonth(month, 'HOSPITAL');
    const report: HouseholdFact = {
      type: 'HouseholdChangeReported',
      data: { kind: 'HEALTH', text: box('old'), reportedBy: 'u-officer' },
    };
    const facts = [
      excused('2026-09'),
      excused('2026-10'),
      report,
      correction(2, 'MonthlyVisitExcused', { reason: 'AWAY_WORKING' }),
      correction(3, 'HouseholdChangeReported', { kind: 'INCOME' }),
    ];
    const at = '2026-09-01T00:00:00.000Z';
    ledgerOf(...facts.map((fact) => ({ fact, at, recordedAt: at }))).then([
      head(5, {
        excuses: [
          { factId: factId(1), month: '2026-09', reason: 'HOSPITAL', at },
          { factId: factId(2), month: '2026-10', reason: 'AWAY_WORKING', at },
        ],
        changeReports: [{ factId: factId(3), kind: 'INCOME', text: box('old'), reportedBy: 'u-officer', at }],
      }),
    ]);
  });

  test('a missed month stands with those responsible and the attempts made', () => {
    const miss = { month: '2026-09', responsible: ['c-1'], attempts: 2 };
    const data = { deadlineId: 'd-1', dueAt: '2026-10-12T15:59:59.999Z', ...miss };
    const missed: ToldFact<HouseholdFact> = {
      fact: { type: 'MonthlyVisitMissed', data },
      at: '2026-10-12T16:00:00.000Z',
    };
    ledgerOf(missed).then([head(1, { misses: [{ ...miss, at: '2026-10-12T16:00:00.000Z' }] })]);
  });

  const proposal = { proposalId: 'p-1', reason: box('why') };
  const pending: readonly HouseholdFact[] = [
    { type: 'VisitCorrectionProposed', data: { ...proposal, correctsVisitId: 'v-1', corrected: { needs: [] } } },
    { type: 'VisitCorrectionRejected', data: proposal },
    {
      type: 'ExcuseProposed',
      data: { proposalId: 'p-1', month: '2026-09', reason: 'AWAY', text: box('w'), evidence: [] },
    },
    { type: 'ExcuseRejected', data: proposal },
    {
      type: 'CorrectionProposed',
      data: { ...proposal, corrects: factId(1), correctsType: 'PatrolVisitRecorded', corrected: { reason: 'AWAY' } },
    },
    { type: 'CorrectionRejected', data: proposal },
  ];

  test.each(pending.map((fact) => [fact.type, fact] as const))('a fact %s moves the revision alone', (_, fact) => {
    ledgerOf(visited, fact).then([head(2, { visits }), visitLine()]);
  });
});

describe('a household that moves', () => {
  it('lives in another village from then on, its members found there, and its page says where it came from', () => {
    const moved = {
      fromTown: '341881100',
      fromVillage: '341881100201',
      toTown: '341881002',
      toVillage: '341881002201',
      on: '2026-09-12',
      reason: box('to the son'),
      address: box('there'),
      names: { 'm-head': { nameHash: 'name there', surnameHash: 'surname there' } },
      requestId: 'r-1',
    };
    const requested = { requestId: 'r-1', fromTown: moved.fromTown, toTown: moved.toTown, toVillage: moved.toVillage };
    projectionSpec(patrolLedgerProjection)
      .given(
        life(
          { type: 'HouseholdMoveRequested', data: { ...requested, on: moved.on, reason: moved.reason } },
          { type: 'HouseholdMoved', data: moved },
        ),
      )
      .then([
        head(2, {
          town: '341881002',
          village: '341881002201',
          group: '',
          address: box('there'),
          moves: [
            { fromVillage: '341881100201', toVillage: '341881002201', on: '2026-09-12', reason: box('to the son') },
          ],
          members: [
            {
              ...headMember,
              particulars: { ...headMember.particulars, nameHash: 'name there', surnameHash: 'surname there' },
            },
          ],
        }),
      ]);
  });
});

describe('a household that splits or merges', () => {
  it('keeps the line of whoever was split off, with his last day', () => {
    const parted = {
      proposalId: 'p-1',
      memberIds: ['m-son'],
      newHeadMemberId: 'm-son',
      newHouseholdId: 'h-2',
      address: box('next door'),
      reason: box('married'),
      proposedBy: 'u-officer',
      on: '2026-09-10',
      ...place,
      members: [member('m-son')],
    };
    const left = { from: '2026-08-10', openedBy: factId(1), until: '2026-09-10', reason: 'SPLIT', closedBy: factId(2) };
    projectionSpec(patrolLedgerProjection)
      .given(life(joined, { type: 'HouseholdSplit', data: parted }))
      .then([head(2, { members: [headMember, { ...son, periods: [left] }] })]);
  });

  it('says on its page in which household it has ended', () => {
    projectionSpec(patrolLedgerProjection)
      .given(life({ type: 'HouseholdMergedInto', data: { proposalId: 'p-1', into: 'h-2', on: '2026-09-10' } }))
      .then([head(1, { mergedInto: 'h-2' })]);
  });
});
