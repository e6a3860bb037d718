import { coordinator, given } from '../../../../test/support/given-when-then.js';
import { box, member, registeredHousehold, visitReport, wholeLiving } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { RecordPatrolVisit, recordPatrolVisit } from './record-patrol-visit.js';
import type { DraftReport } from './visit-report.js';

const family = [{ fact: registeredHousehold() }];
const visiting = (given: Partial<DraftReport> = {}, visitedAt = '2026-09-08T02:00:00.000Z') =>
  new RecordPatrolVisit('h-1', visitedAt, { ...visitReport(), ...given });

describe('recording a patrol visit', () => {
  it('is dated at the time of the visit and counts for its month', () => {
    given(household, family)
      .when(recordPatrolVisit, visiting(), { actor: coordinator })
      .then([
        {
          type: 'PatrolVisitRecorded',
          data: visitReport(),
          occurredAt: '2026-09-08T02:00:00.000Z',
          subjectPeriod: '2026-09',
        },
      ]);
  });

  it('counts for the month of Asia/Shanghai: half past four in the afternoon UTC is the next day there', () => {
    const facts = given(household, family)
      .when(recordPatrolVisit, visiting({}, '2026-09-30T16:30:00.000Z'), { now: '2026-10-02T00:00:00.000Z' })
      .facts();
    expect(facts.map(({ subjectPeriod }) => subjectPeriod)).toEqual(['2026-10']);
  });

  it('a visit where nobody was seen is refused (I-06)', () => {
    given(household, family)
      .when(recordPatrolVisit, visiting({ whoSeen: [] }))
      .thenRefused('I-06', '/whoSeen');
  });

  it('a report without one section of the living conditions is refused (I-06)', () => {
    const { income: _left, ...living } = wholeLiving();
    given(household, family).when(recordPatrolVisit, visiting({ living })).thenRefused('I-06', '/living/income');
  });

  it('a report without disposal is refused (I-06)', () => {
    given(household, family)
      .when(recordPatrolVisit, visiting({ disposal: { kind: '' } }))
      .thenRefused('I-06', '/disposal');
  });

  it('somebody who was not a member that day was not seen', () => {
    const son = { fact: { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-05' } } } as const;
    const { when } = given(household, [...family, son]);
    const both = { whoSeen: ['m-head', 'm-son'] };
    when(recordPatrolVisit, visiting(both, '2026-09-04T02:00:00.000Z')).thenRefused('not-a-member-then', '/whoSeen/1');
    expect(when(recordPatrolVisit, visiting(both, '2026-09-05T02:00:00.000Z')).facts()).toHaveLength(1);
    when(recordPatrolVisit, visiting({ whoSeen: ['m-stranger'] })).thenRefused('not-a-member-then', '/whoSeen/0');
  });

  it('a contact by telephone or video is no visit without an emergency order', () => {
    for (const mode of ['PHONE', 'VIDEO'] as const) {
      given(household, family)
        .when(recordPatrolVisit, visiting({ mode }))
        .thenRefused('remote-visit-needs-order', '/mode');
    }
  });

  it('under an order it is one from its first day to its last, in local days', () => {
    const foreign = [{ from: '2026-09-04', until: '2026-09-05' }];
    const { when } = given(household, family);
    const calling = (at: string) => when(recordPatrolVisit, visiting({ mode: 'PHONE' }, at), { foreign });
    calling('2026-09-03T15:59:59.999Z').thenRefused('remote-visit-needs-order', '/mode');
    calling('2026-09-05T16:00:00.000Z').thenRefused('remote-visit-needs-order', '/mode');
    for (const at of ['2026-09-03T16:00:00.000Z', '2026-09-05T15:59:59.999Z'])
      expect(calling(at).facts()).toHaveLength(1);
  });

  it('a change that is ticked but not told is refused', () => {
    const { when } = given(household, family);
    const told = { kind: 'INCOME', text: box('less') };
    when(recordPatrolVisit, visiting({ changes: [told, { kind: 'HEALTH' }] })).thenRefused(
      'text-needed',
      '/changes/1/text',
    );
    expect(when(recordPatrolVisit, visiting({ changes: [told] })).facts()).toHaveLength(1);
  });

  it('is not possible where no household is registered', () => {
    given(household).when(recordPatrolVisit, visiting()).thenNotFound();
  });
});

describe('F05 · offline resend', () => {
  it('the same visit id by another request is refused, whether it was a visit or an attempt', () => {
    const attempt = { visitId: 'v-1', mode: 'HOME', visitors: [], reason: 'REFUSED', text: box('t') } as const;
    for (const fact of [
      { type: 'PatrolVisitRecorded', data: visitReport() },
      { type: 'PatrolVisitAttempted', data: attempt },
    ] as const) {
      given(household, [...family, { fact }])
        .when(recordPatrolVisit, visiting())
        .thenRefused('visit-already-recorded', '/visitId');
    }
  });
});

describe('F23 · date check', () => {
  it('a visit of 1970 or of two hours ahead is refused naming the rule', () => {
    const { when } = given(household, family);
    when(recordPatrolVisit, visiting({}, '1970-01-01T00:00:00.000Z')).thenRefused('I-22', '/visitedAt');
    when(recordPatrolVisit, visiting({}, '2026-09-10T06:00:00.000Z')).thenRefused('I-22', '/visitedAt');
    expect(when(recordPatrolVisit, visiting({}, '2026-09-10T04:00:00.000Z')).facts()).toHaveLength(1);
  });
});
