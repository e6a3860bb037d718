import { coordinator, given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import {
  box,
  listing,
  member,
  registeredHousehold,
  visitReport,
  wholeLiving,
} from '../../../../test/support/people.js';
import type { Told } from '../../../../test/support/given-when-then.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { ApproveVisitCorrection, approveVisitCorrection } from './approve-visit-correction.js';
import { ProposeVisitCorrection, proposeVisitCorrection } from './propose-visit-correction.js';
import { RejectVisitCorrection, rejectVisitCorrection } from './reject-visit-correction.js';

const visited: readonly Told<HouseholdFact>[] = [
  { fact: registeredHousehold() },
  { fact: { type: 'HouseholdListedAsKey', data: listing() } },
  { fact: { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-05' } } },
  { fact: { type: 'PatrolVisitRecorded', data: visitReport() }, at: '2026-09-08T02:00:00.000Z', by: coordinator },
  {
    fact: {
      type: 'PatrolVisitAttempted',
      data: { visitId: 'v-2', mode: 'HOME', visitors: ['c-1'], reason: 'REFUSED', text: box('t') },
    },
    at: '2026-09-07T02:00:00.000Z',
  },
];
type Corrected = ProposeVisitCorrection['corrected'];
const proposing = (corrected: Corrected, visitId = 'v-1') =>
  new ProposeVisitCorrection('h-1', 'p-1', visitId, corrected, box('why'));
const needs = { needs: ['MEDICAL'] };
const proposal = (
  corrected: Partial<Omit<ReturnType<typeof visitReport>, 'visitId'>> & { visitedAt?: string },
  by = coordinator,
) =>
  ({
    fact: {
      type: 'VisitCorrectionProposed',
      data: { proposalId: 'p-1', correctsVisitId: 'v-1', corrected, reason: box('why') },
    },
    by,
  }) as const;

describe('proposing a correction of a visit', () => {
  it('names the visit, what is right and why', () => {
    given(household, visited)
      .when(proposeVisitCorrection, proposing(needs), { actor: coordinator })
      .then([
        {
          type: 'VisitCorrectionProposed',
          data: { proposalId: 'p-1', correctsVisitId: 'v-1', corrected: needs, reason: box('why') },
          subjectPeriod: '2026-09',
        },
      ]);
  });

  it('is refused for a visit that is not there, and for an attempt', () => {
    for (const visitId of ['v-9', 'v-2']) {
      given(household, visited)
        .when(proposeVisitCorrection, proposing(needs, visitId))
        .thenRefused('no-such-visit', '/correctsVisitId');
    }
  });

  it('is refused without a reason or without anything to correct', () => {
    given(household, visited)
      .when(proposeVisitCorrection, new ProposeVisitCorrection('h-1', 'p-1', 'v-1', needs, undefined))
      .thenRefused('text-needed', '/reason');
    given(household, visited)
      .when(proposeVisitCorrection, proposing({}))
      .thenRefused('nothing-corrected', '/corrected');
  });

  it('the corrected report is again a whole report (I-06)', () => {
    const { food: _left, ...living } = wholeLiving();
    const { when } = given(household, visited);
    when(proposeVisitCorrection, proposing({ living })).thenRefused('I-06', '/corrected/living/food');
    when(proposeVisitCorrection, proposing({ disposal: { kind: '' } })).thenRefused('I-06', '/corrected/disposal');
    when(proposeVisitCorrection, proposing({ whoSeen: [] })).thenRefused('I-06', '/corrected/whoSeen');
    when(proposeVisitCorrection, proposing({ mode: 'PHONE' })).thenRefused(
      'remote-visit-needs-order',
      '/corrected/mode',
    );
    when(proposeVisitCorrection, proposing({ changes: [{ kind: 'INCOME' }] })).thenRefused(
      'text-needed',
      '/corrected/changes/0/text',
    );
    expect(when(proposeVisitCorrection, proposing({ living: wholeLiving() })).facts()).toHaveLength(1);
  });

  it('becomes a call only on a day of an emergency order, and a call is moved only to such a day', () => {
    const foreign = [{ from: '2026-09-01', until: '2026-09-30' }];
    const { when } = given(household, visited);
    expect(when(proposeVisitCorrection, proposing({ mode: 'PHONE' }), { foreign }).facts()).toHaveLength(1);
    const called = given(
      household,
      visited.map((told) =>
        told.fact.type === 'PatrolVisitRecorded' ? { ...told, fact: { ...told.fact, data: visitReport({ mode: 'PHONE' }) } } : told,
      ),
    );
    const moved = proposing({ visitedAt: '2026-09-02T02:00:00.000Z' });
    expect(called.when(proposeVisitCorrection, moved, { foreign }).facts()).toHaveLength(1);
    called
      .when(proposeVisitCorrection, moved, { foreign: [{ from: '2026-09-03', until: '2026-09-30' }] })
      .thenRefused('remote-visit-needs-order', '/corrected/visitedAt');
    expect(called.when(proposeVisitCorrection, proposing({ living: wholeLiving() })).facts()).toHaveLength(1);
  });

  it('who was seen were members on the day of the visit, also when that day is corrected', () => {
    const { when } = given(household, visited);
    expect(when(proposeVisitCorrection, proposing({ whoSeen: ['m-son'] })).facts()).toHaveLength(1);
    when(proposeVisitCorrection, proposing({ whoSeen: ['m-son'], visitedAt: '2026-09-04T02:00:00.000Z' })).thenRefused(
      'not-a-member-then',
      '/corrected/whoSeen/0',
    );
    when(proposeVisitCorrection, proposing({ visitedAt: '2026-08-31T02:00:00.000Z' })).thenRefused(
      'not-a-member-then',
      '/corrected/whoSeen/0',
    );
  });

  it('a corrected time has happened and lies within the system’s time (I-22)', () => {
    const { when } = given(household, visited);
    for (const visitedAt of ['2026-09-10T06:00:00.000Z', '2020-12-31T15:59:59.999Z']) {
      when(proposeVisitCorrection, proposing({ visitedAt })).thenRefused('I-22', '/corrected/visitedAt');
    }
    const facts = when(proposeVisitCorrection, proposing({ visitedAt: '2026-09-09T02:00:00.000Z' })).facts();
    expect(facts.map(({ subjectPeriod }) => subjectPeriod)).toEqual(['2026-09']);
  });
});

describe('approving a correction of a visit', () => {
  const approving = new ApproveVisitCorrection('h-1', 'p-1');
  const right = { visitedAt: '2026-09-09T02:00:00.000Z', whoSeen: ['m-son'] };

  it('another person makes it the visit; the author stays, corrector and approver are named', () => {
    const { when } = given(household, [...visited, proposal(right)]);
    const data = {
      proposalId: 'p-1',
      correctsVisitId: 'v-1',
      corrected: right,
      reason: box('why'),
      proposedBy: 'u-coordinator',
    };
    when(approveVisitCorrection, approving, { actor: reviewer }).then([
      { type: 'PatrolVisitCorrected', data, subjectPeriod: '2026-09' },
    ]);
    const { state } = given(household, [...visited, proposal(right), { fact: { type: 'PatrolVisitCorrected', data } }]);
    expect(state).toMatchObject({
      open: { visitCorrections: {} },
      visits: [
        { visitId: 'v-1', occurredAt: right.visitedAt, whoSeen: ['m-son'], author: 'u-coordinator' },
        { visitId: 'v-2' },
      ],
    });
  });

  it('F46 · the proposer does not approve, under whatever account or role (I-25)', () => {
    const { when } = given(household, [...visited, proposal(right, officer)]);
    for (const actor of [
      { ...reviewer, id: officer.id },
      { ...reviewer, person: officer.person },
    ]) {
      when(approveVisitCorrection, approving, { actor }).thenRefused('I-25');
    }
  });

  it('an unknown or a decided proposal is refused', () => {
    given(household, visited)
      .when(approveVisitCorrection, approving, { actor: reviewer })
      .thenRefused('no-such-proposal');
    const rejected = {
      fact: { type: 'VisitCorrectionRejected', data: { proposalId: 'p-1', reason: box('no') } },
    } as const;
    given(household, [...visited, proposal(right), rejected])
      .when(approveVisitCorrection, approving, { actor: reviewer })
      .thenRefused('no-such-proposal');
  });

  it('is refused when the household has changed so that the report no longer fits', () => {
    const left = {
      fact: { type: 'MemberRemoved', data: { memberId: 'm-son', reason: 'DEATH', on: '2026-09-08' } },
    } as const;
    given(household, [...visited, proposal(right), left])
      .when(approveVisitCorrection, approving, { actor: reviewer })
      .thenRefused('not-a-member-then', '/whoSeen/0');
  });
});

describe('rejecting a correction of a visit', () => {
  const rejecting = new RejectVisitCorrection('h-1', 'p-1', box('no'));

  it('another person sends it back with a reason; the visit stays as it was', () => {
    given(household, [...visited, proposal(needs)])
      .when(rejectVisitCorrection, rejecting, { actor: reviewer })
      .then([{ type: 'VisitCorrectionRejected', data: { proposalId: 'p-1', reason: box('no') } }]);
  });

  it('is refused without a reason, by the proposer, and for what is not open', () => {
    const { when } = given(household, [...visited, proposal(needs)]);
    when(rejectVisitCorrection, new RejectVisitCorrection('h-1', 'p-1', undefined), { actor: reviewer }).thenRefused(
      'text-needed',
      '/reason',
    );
    when(rejectVisitCorrection, rejecting, { actor: coordinator }).thenRefused('I-25');
    given(household, visited)
      .when(rejectVisitCorrection, rejecting, { actor: reviewer })
      .thenRefused('no-such-proposal');
  });
});
