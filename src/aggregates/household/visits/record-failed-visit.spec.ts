import { coordinator, given } from '../../../../test/support/given-when-then.js';
import { box, registeredHousehold, visitReport } from '../../../../test/support/people.js';
import { household } from '../household.js';
import { RecordFailedVisit, recordFailedVisit } from './record-failed-visit.js';

const family = [{ fact: registeredHousehold() }];
const attempt = { visitId: 'v-2', mode: 'HOME', visitors: ['c-1'], reason: 'NOBODY_HOME', text: box('dark') } as const;
const trying = (given: Partial<RecordFailedVisit['attempt']> = {}, attemptedAt = '2026-09-08T02:00:00.000Z') =>
  new RecordFailedVisit('h-1', attemptedAt, { ...attempt, ...given });

describe('recording a failed visit', () => {
  it('is dated at the time of the attempt and counts for its month', () => {
    given(household, family)
      .when(recordFailedVisit, trying(), { actor: coordinator })
      .then([
        {
          type: 'PatrolVisitAttempted',
          data: attempt,
          occurredAt: '2026-09-08T02:00:00.000Z',
          subjectPeriod: '2026-09',
        },
      ]);
  });

  it('is refused when what happened is not told', () => {
    given(household, family)
      .when(recordFailedVisit, trying({ text: undefined }))
      .thenRefused('text-needed', '/text');
  });

  it('is refused in the future (I-22) and before the household was registered', () => {
    const { when } = given(household, family);
    when(recordFailedVisit, trying({}, '2026-09-10T06:00:00.000Z')).thenRefused('I-22', '/attemptedAt');
    when(recordFailedVisit, trying({}, '2026-08-31T02:00:00.000Z')).thenRefused('before-registration', '/attemptedAt');
    expect(when(recordFailedVisit, trying({}, '2026-09-01T02:00:00.000Z')).facts()).toHaveLength(1);
  });

  it('an unanswered call is no attempt without an emergency order', () => {
    given(household, family)
      .when(recordFailedVisit, trying({ mode: 'PHONE' }))
      .thenRefused('remote-visit-needs-order', '/mode');
  });

  it('is refused under the id of a visit (F05)', () => {
    given(household, [...family, { fact: { type: 'PatrolVisitRecorded', data: visitReport({ visitId: 'v-2' }) } }])
      .when(recordFailedVisit, trying())
      .thenRefused('visit-already-recorded', '/visitId');
  });
});
