import type { Told } from '../../../../test/support/given-when-then.js';
import {
  bureau,
  coordinator,
  factId,
  given,
  officer,
  recordedFact,
  reviewer,
} from '../../../../test/support/given-when-then.js';
import { box, listing, member, registeredHousehold, visitReport } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { MoveHousehold, moveHousehold } from '../moving/move-household.js';
import { RecordPatrolVisit, recordPatrolVisit } from '../visits/record-patrol-visit.js';
import { AbsorbHousehold, absorbHousehold } from './absorb-household.js';
import { ApproveMerge, approveMerge } from './approve-merge.js';
import { EndMergedHousehold, endMergedHousehold } from './end-merged-household.js';
import type { Belongings } from './merge.js';
import { ProposeMerge, proposeMerge } from './propose-merge.js';
import { RejectMerge, rejectMerge } from './reject-merge.js';
import { belongingsIn } from './told-belongings.js';

const here = { townCode: '341881100', villageCode: '341881100202' };
const there = { townCode: '341881002', villageCode: '341881002201' };

const nameless = member('m-nameless', { idHash: undefined, noIdReason: 'LOST' });
const ending: readonly Told<HouseholdFact>[] = [
  { fact: registeredHousehold() },
  { fact: { type: 'MemberAdded', data: { member: nameless, on: '2026-09-01' } } },
  { fact: { type: 'HouseholdListedAsKey', data: listing() } },
  { fact: { type: 'PatrolVisitRecorded', data: visitReport() }, at: '2026-09-03T02:00:00.000Z', by: coordinator },
];
const told = belongingsIn(ending.map((one, index) => recordedFact(one, index, 'household-h-1')));

const merge = { into: 'h-2', headHolds: 'SURVIVOR', addressHolds: 'ENDED' } as const;
const asking = (given: Partial<ProposeMerge['merge']> = {}) =>
  new ProposeMerge('h-1', 'p-1', { ...merge, ...given }, box('twice'));
const asked = {
  ...merge,
  memberIds: ['m-head', 'm-nameless'],
  intoTown: '341881100',
  proposalId: 'p-1',
  reason: box('twice'),
};
const proposal = (data: Partial<typeof asked> = {}): Told<HouseholdFact> => ({
  fact: { type: 'MergeProposed', data: { ...asked, ...data } },
});
const carried: Belongings = {
  headId: 'm-head',
  address: box('address'),
  members: [
    { particulars: member('m-head', { relation: 'HEAD' }), periods: [{ from: '2026-09-01', openedBy: factId(0) }] },
    { particulars: nameless, periods: [{ from: '2026-09-01', openedBy: factId(1) }] },
  ],
  listings: [{ factId: factId(2), listing: listing() }],
  visits: [
    {
      visitId: 'v-1',
      origin: 'h-1',
      occurredAt: '2026-09-03T02:00:00.000Z',
      recordedAt: '2026-09-03T02:00:00.000Z',
      author: coordinator.id,
      authorRole: 'COORDINATOR',
      whoSeen: ['m-head'],
      kind: 'visit',
      mode: 'HOME',
    },
  ],
  excuses: [],
  misses: [],
};
const approved = { ...asked, proposedBy: officer.id, on: '2026-09-10', carried };
const foreign = { survivor: here, told };

describe('proposing a merger', () => {
  it('states who joins, whose head and whose address hold', () => {
    given(household, ending)
      .when(proposeMerge, asking(), { foreign: here })
      .then([{ type: 'MergeProposed', data: asked }]);
  });

  it('is refused into itself, into nothing, and without a reason', () => {
    const { when } = given(household, ending);
    when(proposeMerge, asking({ into: 'h-1' }), { foreign: here }).thenRefused('same-household', '/into');
    when(proposeMerge, asking(), { foreign: undefined }).thenNotFound();
    when(proposeMerge, new ProposeMerge('h-1', 'p-1', merge, undefined), { foreign: here }).thenRefused(
      'text-needed',
      '/reason',
    );
  });

  it('leaves out only somebody without an ID number, and names nobody who is not there', () => {
    const { when } = given(household, ending);
    expect(when(proposeMerge, asking({ memberIds: ['m-head'] }), { foreign: here }).facts()).toHaveLength(1);
    when(proposeMerge, asking({ memberIds: ['m-nameless'] }), { foreign: here }).thenRefused(
      'member-left-behind',
      '/memberIds',
    );
    when(proposeMerge, asking({ memberIds: ['m-head', 'm-9'] }), { foreign: here }).thenRefused(
      'not-a-member-then',
      '/memberIds',
    );
  });

  it('is refused while it or something else waits, and nothing moves while it waits', () => {
    const { when } = given(household, [...ending, proposal()]);
    when(proposeMerge, asking(), { foreign: here }).thenRefused('proposals-open');
    when(moveHousehold, new MoveHousehold('h-1', 'r-1', here.villageCode, '2026-09-08', box('why'))).thenRefused(
      'proposals-open',
    );
  });
});

describe('deciding a merger', () => {
  it('another person’s word carries everything over with its days and authors, and freezes the household', () => {
    given(household, [...ending, proposal()])
      .when(approveMerge, new ApproveMerge('h-1', 'p-1'), { actor: reviewer, foreign })
      .then([{ type: 'MergeApproved', data: approved }]);
    const merged = given(household, [...ending, proposal(), { fact: { type: 'MergeApproved', data: approved } }]);
    merged
      .when(
        recordPatrolVisit,
        new RecordPatrolVisit('h-1', '2026-09-10T02:00:00.000Z', visitReport({ visitId: 'v-9' })),
      )
      .thenRefused('household-merged');
    expect([household.exists(merged.state), household.unitOf(merged.state)]).toEqual([
      true,
      { townCode: '341881100', villageCode: '341881100201' },
    ]);
  });

  it('whoever was left out ends with the household', () => {
    const [fact] = given(household, [...ending, proposal({ memberIds: ['m-head'] })])
      .when(approveMerge, new ApproveMerge('h-1', 'p-1'), { actor: reviewer, foreign })
      .facts();
    expect((fact?.data as typeof approved).carried.members.map(({ periods }) => periods.at(-1)?.until)).toEqual([
      undefined,
      '2026-09-10',
    ]);
  });

  it('is the reviewer’s inside a township and the bureau’s across', () => {
    const inside = given(household, [...ending, proposal()]);
    const across = given(household, [...ending, proposal({ intoTown: there.townCode })]);
    const yes = new ApproveMerge('h-1', 'p-1');
    const no = new RejectMerge('h-1', 'p-1', box('no'));
    inside.when(approveMerge, yes, { actor: bureau, foreign }).thenForbidden();
    inside.when(rejectMerge, no, { actor: bureau }).thenForbidden();
    const elsewhere = { survivor: there, told };
    across.when(approveMerge, yes, { actor: reviewer, foreign: elsewhere }).thenForbidden();
    across.when(rejectMerge, no, { actor: reviewer }).thenForbidden();
    expect(across.when(approveMerge, yes, { actor: bureau, foreign: elsewhere }).facts()).toHaveLength(1);
    across
      .when(rejectMerge, no, { actor: bureau })
      .then([{ type: 'MergeRejected', data: { proposalId: 'p-1', reason: box('no') } }]);
  });

  it('F46 · the proposer decides nothing, under whatever account or role (I-25)', () => {
    const { when } = given(household, [...ending, proposal()]);
    const himself = { ...reviewer, person: officer.person };
    when(approveMerge, new ApproveMerge('h-1', 'p-1'), { actor: himself, foreign }).thenRefused('I-25');
    when(rejectMerge, new RejectMerge('h-1', 'p-1', box('no')), { actor: himself }).thenRefused('I-25');
  });

  it('is refused when the survivor has gone, or has moved to another township since', () => {
    const { when } = given(household, [...ending, proposal()]);
    const yes = new ApproveMerge('h-1', 'p-1');
    when(approveMerge, yes, { actor: reviewer, foreign: { survivor: undefined, told } }).thenNotFound();
    when(approveMerge, yes, { actor: reviewer, foreign: { survivor: there, told } }).thenRefused('changed-since');
    when(approveMerge, new ApproveMerge('h-1', 'p-9'), { actor: reviewer, foreign }).thenRefused('no-such-proposal');
  });

  it('is refused when somebody joined after the household’s belongings were read', () => {
    given(household, [
      ...ending,
      { fact: { type: 'MemberAdded', data: { member: member('m-new', { idHash: undefined }), on: '2026-09-02' } } },
      proposal(),
    ])
      .when(approveMerge, new ApproveMerge('h-1', 'p-1'), { actor: reviewer, foreign })
      .thenRefused('changed-since');
  });

  it('sent back, it may be proposed again', () => {
    const rejected: Told<HouseholdFact> = {
      fact: { type: 'MergeRejected', data: { proposalId: 'p-1', reason: box('no') } },
    };
    expect(
      given(household, [...ending, proposal(), rejected])
        .when(proposeMerge, asking(), { foreign: here })
        .facts(),
    ).toHaveLength(1);
  });
});

describe('what the policy then writes', () => {
  const mother = member('m-mother', { relation: 'HEAD' });
  const survivor: readonly Told<HouseholdFact>[] = [{ fact: registeredHousehold({ head: mother }) }];
  const absorbed = { proposalId: 'p-1', from: 'h-1', on: '2026-09-10', address: box('address'), carried };
  const absorbing = new AbsorbHousehold('h-2', absorbed);
  const fact: HouseholdFact = { type: 'HouseholdAbsorbed', data: absorbed };

  it('the survivor takes everything over, once', () => {
    given(household, survivor).when(absorbHousehold, absorbing).then([fact]);
    given(household, [...survivor, { fact }])
      .when(absorbHousehold, absorbing)
      .then([]);
    given(household, []).when(absorbHousehold, absorbing).then([]);
  });

  it('has its own head, or the other’s when that was said; either way one', () => {
    const headed = (newHeadMemberId?: string) => {
      const data = { ...absorbed, ...(newHeadMemberId === undefined ? {} : { newHeadMemberId }) };
      const { state } = given(household, [...survivor, { fact: { type: 'HouseholdAbsorbed', data } }]);
      return state.status === 'registered' && [state.headId, state.members.map(({ relation }) => relation)];
    };
    expect([headed(), headed('m-head')]).toEqual([
      ['m-mother', ['HEAD', 'OTHER', 'OTHER']],
      ['m-head', ['OTHER', 'HEAD', 'OTHER']],
    ]);
  });

  it('two open entries on the roster become one: the survivor’s goes on', () => {
    const listed: Told<HouseholdFact> = {
      fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-09-02' }) },
    };
    const [taken] = given(household, [...survivor, listed])
      .when(absorbHousehold, absorbing)
      .facts();
    const { state } = given(household, [...survivor, listed, ...(taken ? [{ fact: taken }] : [])]);
    expect(state.status === 'registered' && state.listings.map(({ from, until }) => [from, until])).toEqual([
      ['2026-09-01', '2026-09-10'],
      ['2026-09-02', undefined],
    ]);
  });

  it('a month is counted once: where the survivor was itself to be visited, its own excuse or miss stands', () => {
    const listed: Told<HouseholdFact> = {
      fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-09-02' }) },
    };
    const monthly = (month: string) => ({
      excuses: { factId: `excuse ${month}`, month, reason: 'OTHER', at: '2026-09-10T00:00:00.000Z' },
      misses: { month, at: '2026-09-10T00:00:00.000Z', attempts: 0, responsible: [] },
    });
    const months = ['2026-08', '2026-09'].map(monthly);
    const brought = {
      ...carried,
      excuses: months.map(({ excuses }) => excuses),
      misses: months.map(({ misses }) => misses),
    };
    const [taken] = given(household, [...survivor, listed])
      .when(absorbHousehold, new AbsorbHousehold('h-2', { ...absorbed, carried: brought }))
      .facts();
    const counted = (taken?.data as typeof absorbed).carried;
    expect([counted.excuses, counted.misses].map((all) => all.map(({ month }) => month))).toEqual([
      ['2026-08'],
      ['2026-08'],
    ]);
  });

  it('a survivor that is about to end itself passes on what came, and nothing goes in a circle', () => {
    const ends = (into: string): readonly Told<HouseholdFact>[] => [
      ...survivor,
      { fact: { type: 'MergeApproved', data: { ...approved, into } } },
    ];
    given(household, ends('h-3'))
      .when(absorbHousehold, absorbing)
      .then([{ type: 'HouseholdAbsorbed', data: { ...absorbed, passOnTo: 'h-3' } }]);
    const circle: HouseholdFact = {
      type: 'HouseholdMergedInto',
      data: { proposalId: 'p-1', into: 'h-1', on: '2026-09-10' },
    };
    given(household, [...ends('h-1'), { fact: circle }])
      .when(absorbHousehold, absorbing)
      .then([]);
  });

  it('of two that were approved to end in each other one goes on: its own approval is void, and it keeps its numbers', () => {
    const mutual: readonly Told<HouseholdFact>[] = [
      ...survivor,
      { fact: { type: 'MergeApproved', data: { ...approved, proposalId: 'p-2', into: 'h-1' } } },
    ];
    const goesOn: HouseholdFact = {
      type: 'HouseholdAbsorbed',
      data: { ...absorbed, withdraws: 'p-2', keeps: [{ idHash: 'id:m-mother', memberId: 'm-mother' }] },
    };
    given(household, mutual).when(absorbHousehold, absorbing).then([goesOn]);
    const { state, when } = given(household, [...mutual, { fact: goesOn }]);
    when(absorbHousehold, absorbing).then([]);
    when(endMergedHousehold, new EndMergedHousehold('h-2', 'p-2', 'h-1', '2026-09-10')).then([]);
    expect(
      state.status === 'registered' && [state.headId, state.members.map(({ memberId }) => memberId), state.absorbed],
    ).toEqual(['m-mother', ['m-mother', 'm-head', 'm-nameless'], ['h-1']]);
  });

  it('nobody ends in a household that has just ended in this one', () => {
    const backwards = { ...asked, proposalId: 'p-2', into: 'h-1', memberIds: ['m-mother'] };
    given(household, [
      ...survivor,
      { fact: { type: 'MergeProposed', data: backwards } },
      { fact: { type: 'HouseholdAbsorbed', data: absorbed } },
    ])
      .when(approveMerge, new ApproveMerge('h-2', 'p-2'), { actor: reviewer, foreign })
      .thenRefused('changed-since');
  });

  it('the household that ended is told so, once', () => {
    const end = new EndMergedHousehold('h-1', 'p-1', 'h-2', '2026-09-10');
    const frozen: readonly Told<HouseholdFact>[] = [...ending, { fact: { type: 'MergeApproved', data: approved } }];
    const done: HouseholdFact = {
      type: 'HouseholdMergedInto',
      data: { proposalId: 'p-1', into: 'h-2', on: '2026-09-10' },
    };
    given(household, frozen).when(endMergedHousehold, end).then([done]);
    given(household, [...frozen, { fact: done }])
      .when(endMergedHousehold, end)
      .then([]);
    given(household, ending).when(endMergedHousehold, end).then([]);
  });
});
