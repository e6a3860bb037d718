import type { Told } from '../../../../test/support/given-when-then.js';
import { given, officer, reviewer } from '../../../../test/support/given-when-then.js';
import { box, excusedMonth, listing, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { ApproveExcuse, approveExcuse } from './approve-excuse.js';
import { ProposeExcuse, proposeExcuse } from './propose-excuse.js';
import { RejectExcuse, rejectExcuse } from './reject-excuse.js';

const listed: readonly Told<HouseholdFact>[] = [
  { fact: registeredHousehold() },
  { fact: { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-08-10' }) } },
];
const proposing = (month: string) => new ProposeExcuse('h-1', 'p-1', month, 'IN_HOSPITAL', box('in hospital'), []);
const asked = {
  type: 'ExcuseProposed',
  data: { proposalId: 'p-1', month: '2026-08', reason: 'IN_HOSPITAL', text: box('in hospital'), evidence: [] },
} as const;
const proposal = (by = officer): Told<HouseholdFact> => ({ fact: asked, by });
const excused: Told<HouseholdFact> = { fact: excusedMonth('2026-08', 'DISASTER') };

describe('proposing an excuse', () => {
  it('states month, reason and circumstances', () => {
    given(household, listed)
      .when(proposeExcuse, proposing('2026-08'))
      .then([{ ...asked, subjectPeriod: '2026-08' }]);
  });

  it('is accepted for the month that runs and refused for one to come', () => {
    expect(given(household, listed).when(proposeExcuse, proposing('2026-09')).facts()).toHaveLength(1);
    given(household, listed).when(proposeExcuse, proposing('2026-10')).thenRefused('month-in-future', '/month');
  });

  it('is refused for a month without a visit to make', () => {
    given(household, listed).when(proposeExcuse, proposing('2026-07')).thenRefused('month-not-due', '/month');
    given(household, listed.slice(0, 1))
      .when(proposeExcuse, proposing('2026-08'))
      .thenRefused('month-not-due', '/month');
  });

  it('is refused for a month that is excused or proposed already', () => {
    given(household, [...listed, excused])
      .when(proposeExcuse, proposing('2026-08'))
      .thenRefused('already-excused', '/month');
    const { when } = given(household, [...listed, proposal()]);
    when(proposeExcuse, proposing('2026-08')).thenRefused('excuse-already-proposed', '/month');
    expect(when(proposeExcuse, proposing('2026-09')).facts()).toHaveLength(1);
  });

  it('is possible after the month was found missed', () => {
    const missed: Told<HouseholdFact> = {
      fact: {
        type: 'MonthlyVisitMissed',
        data: { deadlineId: 'd', month: '2026-08', dueAt: '2026-09-07T15:59:59.999Z', responsible: [], attempts: 0 },
      },
    };
    expect(
      given(household, [...listed, missed])
        .when(proposeExcuse, proposing('2026-08'))
        .facts(),
    ).toHaveLength(1);
  });

  it('is refused without anything the reviewer could judge by', () => {
    given(household, listed)
      .when(proposeExcuse, new ProposeExcuse('h-1', 'p-1', '2026-08', 'OTHER', undefined, []))
      .thenRefused('text-needed', '/text');
  });
});

describe('approving an excuse', () => {
  const approving = new ApproveExcuse('h-1', 'p-1');

  it('another person excuses the month', () => {
    const fact = excusedMonth('2026-08', 'IN_HOSPITAL', {
      kind: 'APPROVED',
      proposalId: 'p-1',
      proposedBy: 'u-officer',
    });
    given(household, [...listed, proposal()])
      .when(approveExcuse, approving, { actor: reviewer })
      .then([{ ...fact, subjectPeriod: '2026-08' }]);
    const { state } = given(household, [...listed, proposal(), { fact }]);
    expect(state).toEqual(
      expect.objectContaining({
        excusedMonths: ['2026-08'],
        open: { corrections: {}, visitCorrections: {}, excuses: {}, merges: {}, splits: {} },
      }),
    );
  });

  it('F46 · the proposer does not approve, under whatever account or role (I-25)', () => {
    const { when } = given(household, [...listed, proposal()]);
    when(approveExcuse, approving, { actor: { ...reviewer, id: officer.id } }).thenRefused('I-25');
    when(approveExcuse, approving, { actor: { ...reviewer, person: officer.person } }).thenRefused('I-25');
  });

  it('is refused for what is not open, and for a month excused meanwhile', () => {
    given(household, listed).when(approveExcuse, approving, { actor: reviewer }).thenRefused('no-such-proposal');
    given(household, [...listed, proposal(), excused])
      .when(approveExcuse, approving, { actor: reviewer })
      .thenRefused('already-excused');
  });
});

describe('rejecting an excuse', () => {
  it('another person sends it back with a reason; the month stays due', () => {
    given(household, [...listed, proposal()])
      .when(rejectExcuse, new RejectExcuse('h-1', 'p-1', box('no')), { actor: reviewer })
      .then([{ type: 'ExcuseRejected', data: { proposalId: 'p-1', reason: box('no') }, subjectPeriod: '2026-08' }]);
  });

  it('is refused without a reason, by the proposer, and for what is not open', () => {
    const { when } = given(household, [...listed, proposal()]);
    when(rejectExcuse, new RejectExcuse('h-1', 'p-1', undefined), { actor: reviewer }).thenRefused(
      'text-needed',
      '/reason',
    );
    when(rejectExcuse, new RejectExcuse('h-1', 'p-1', box('no')), { actor: officer }).thenRefused('I-25');
    when(rejectExcuse, new RejectExcuse('h-1', 'p-9', box('no')), { actor: reviewer }).thenRefused('no-such-proposal');
  });

  it('a month sent back may be proposed again', () => {
    const rejected: Told<HouseholdFact> = {
      fact: { type: 'ExcuseRejected', data: { proposalId: 'p-1', reason: box('no') } },
    };
    expect(
      given(household, [...listed, proposal(), rejected])
        .when(proposeExcuse, proposing('2026-08'))
        .facts(),
    ).toHaveLength(1);
  });
});
