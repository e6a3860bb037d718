import type { Told } from '../../../../test/support/given-when-then.js';
import { factId, given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { MoveHousehold, moveHousehold } from '../moving/move-household.js';
import { householdNoOf } from '../registration/household-no.js';
import { ApproveSplit, approveSplit } from './approve-split.js';
import { ProposeSplit, proposeSplit } from './propose-split.js';
import { RegisterSplitHousehold, registerSplitHousehold } from './register-split-household.js';
import { RejectSplit, rejectSplit } from './reject-split.js';

const NEW = '00000000-0000-7000-8000-0000000000a2';
const place = { townCode: '341881100', villageCode: '341881100201' };
const son = member('m-son', { relation: 'CHILD' });
const wife = member('m-wife', { relation: 'OTHER' });
const family: readonly Told<HouseholdFact>[] = [
  { fact: registeredHousehold() },
  { fact: { type: 'MemberAdded', data: { member: son, on: '2026-09-01' } } },
  { fact: { type: 'MemberAdded', data: { member: wife, on: '2026-09-02' } } },
];
const split = {
  proposalId: 'p-1',
  memberIds: ['m-wife', 'm-son'],
  newHeadMemberId: 'm-son',
  newHouseholdId: NEW,
  groupNo: '04',
};
const asked = { ...split, address: box('next door', NEW), reason: box('married') };
const proposal: Told<HouseholdFact> = { fact: { type: 'SplitProposed', data: asked } };
const proposing = (changes: Partial<typeof split> = {}) =>
  new ProposeSplit('h-1', { ...split, ...changes }, asked.address, asked.reason);
const people = new Map([son, wife].map((one) => [one.memberId, one]));
const members = [{ ...son, relation: 'HEAD' }, wife];
const parted = { ...asked, ...place, proposedBy: officer.id, on: '2026-09-10', members };

describe('proposing a split', () => {
  it('states who leaves, under whose head, where to and why', () => {
    given(household, family)
      .when(proposeSplit, proposing())
      .then([{ type: 'SplitProposed', data: asked }]);
  });

  it('takes only those who are there, each once, and never the head (I-24)', () => {
    const { when } = given(household, family);
    for (const memberIds of [[], ['m-son', 'm-son'], ['m-son', 'm-9']]) {
      when(proposeSplit, proposing({ memberIds })).thenRefused('not-a-member-then', '/memberIds');
    }
    when(proposeSplit, proposing({ memberIds: ['m-head', 'm-son'] })).thenRefused('I-24', '/memberIds');
    when(proposeSplit, proposing({ memberIds: ['m-wife'] })).thenRefused('I-24', '/newHeadMemberId');
  });

  it('is refused without an address or a reason', () => {
    const { when } = given(household, family);
    when(proposeSplit, new ProposeSplit('h-1', split, undefined, box('why'))).thenRefused('text-needed', '/address');
    when(proposeSplit, new ProposeSplit('h-1', split, box('there'), undefined)).thenRefused('text-needed', '/reason');
  });

  it('is refused while it waits already, and so is a move', () => {
    const { when } = given(household, [...family, proposal]);
    when(proposeSplit, proposing()).thenRefused('proposals-open');
    when(moveHousehold, new MoveHousehold('h-1', 'r-1', '341881100202', '2026-09-08', box('why'))).thenRefused(
      'proposals-open',
    );
  });
});

describe('deciding a split', () => {
  const approving = new ApproveSplit('h-1', 'p-1');

  it('those who leave go as the new household has them, its head first; the others stay', () => {
    const { when } = given(household, [...family, proposal]);
    when(approveSplit, approving, { actor: reviewer, foreign: people }).then([
      { type: 'HouseholdSplit', data: parted },
    ]);
    const { state } = given(household, [...family, proposal, { fact: { type: 'HouseholdSplit', data: parted } }]);
    const left = { until: '2026-09-10', reason: 'SPLIT', closedBy: factId(4) };
    expect(
      state.status === 'registered' &&
        state.members.map(({ memberId, periods, wentTo }) => [memberId, periods, wentTo]),
    ).toEqual([
      ['m-head', [{ from: '2026-09-01', openedBy: factId(0) }], undefined],
      ['m-son', [{ from: '2026-09-01', openedBy: factId(1), ...left }], NEW],
      ['m-wife', [{ from: '2026-09-02', openedBy: factId(2), ...left }], NEW],
    ]);
  });

  it('F46 · the proposer decides nothing, under whatever account or role (I-25)', () => {
    const { when } = given(household, [...family, proposal]);
    const himself = { ...reviewer, person: officer.person };
    when(approveSplit, approving, { actor: himself, foreign: people }).thenRefused('I-25');
    when(rejectSplit, new RejectSplit('h-1', 'p-1', box('no')), { actor: himself }).thenRefused('I-25');
  });

  it('is refused when somebody has left since, or joined after the people were read', () => {
    const left: HouseholdFact = {
      type: 'MemberRemoved',
      data: { memberId: 'm-wife', reason: 'MOVED_AWAY', on: '2026-09-05' },
    };
    given(household, [...family, proposal, { fact: left }])
      .when(approveSplit, approving, { actor: reviewer, foreign: people })
      .thenRefused('not-a-member-then', '/memberIds');
    given(household, [...family, proposal])
      .when(approveSplit, approving, { actor: reviewer, foreign: new Map([['m-son', son]]) })
      .thenRefused('changed-since');
  });

  it('sent back with a reason it may be proposed again', () => {
    const sentBack: HouseholdFact = { type: 'SplitRejected', data: { proposalId: 'p-1', reason: box('no') } };
    given(household, [...family, proposal])
      .when(rejectSplit, new RejectSplit('h-1', 'p-1', box('no')), { actor: reviewer })
      .then([sentBack]);
    const again = given(household, [...family, proposal, { fact: sentBack }]);
    expect(again.when(proposeSplit, proposing()).facts()).toHaveLength(1);
    again
      .when(rejectSplit, new RejectSplit('h-1', 'p-1', box('no')), { actor: reviewer })
      .thenRefused('no-such-proposal');
  });
});

describe('what the policy then writes', () => {
  const registering = new RegisterSplitHousehold(NEW, 'h-1', parted);
  const occurredAt = '2026-09-09T16:00:00.000Z';

  it('the new household stands whole at once, with its head and everybody who came along', () => {
    given(household)
      .when(registerSplitHousehold, registering)
      .then([
        {
          type: 'HouseholdRegistered',
          data: {
            householdNo: householdNoOf(place.villageCode, NEW),
            ...place,
            head: { ...son, relation: 'HEAD' },
            address: asked.address,
            source: 'SELF',
            splitFrom: 'h-1',
            groupNo: '04',
          },
          occurredAt,
        },
        { type: 'MemberAdded', data: { member: wife, on: '2026-09-10' }, occurredAt },
      ]);
  });

  it('once', () => {
    given(household, [{ fact: registeredHousehold() }])
      .when(registerSplitHousehold, registering)
      .then([]);
  });
});
