import { given } from '../../../../test/support/given-when-then.js';
import { VILLAGE, appointed } from '../../../../test/support/coordinators.js';
import { coordinator } from '../coordinator.js';
import { RelieveCoordinator, relieveCoordinator } from './relieve-coordinator.js';
import { ResumeCoordinator, resumeCoordinator } from './resume-coordinator.js';

const suspended = [
  { fact: appointed() },
  {
    fact: { type: 'CoordinatorSuspended', data: { from: '2026-09-05', reason: 'LEAVE', villages: [VILLAGE] } },
  } as const,
];
const resume = (from: string) => new ResumeCoordinator('c-1', from, { reason: 'RETURNED' });

describe('resuming a coordinator', () => {
  it('makes him answer again for the villages he had', () => {
    given(coordinator, suspended)
      .when(resumeCoordinator, resume('2026-09-09'))
      .then([
        {
          type: 'CoordinatorResumed',
          data: { from: '2026-09-09', reason: 'RETURNED', villages: [VILLAGE] },
          occurredAt: '2026-09-08T16:00:00.000Z',
        },
      ]);
  });

  it('is refused when he is not suspended, or was resumed already', () => {
    given(coordinator, [{ fact: appointed() }])
      .when(resumeCoordinator, resume('2026-09-09'))
      .thenRefused('not-suspended');
    const resumed = {
      fact: { type: 'CoordinatorResumed', data: { from: '2026-09-08', reason: 'RETURNED', villages: [VILLAGE] } },
    } as const;
    given(coordinator, [...suspended, resumed])
      .when(resumeCoordinator, resume('2026-09-09'))
      .thenRefused('not-suspended');
    // Resumed, he answers for his village again: relieving him ends it.
    const [relieved] = given(coordinator, [...suspended, resumed])
      .when(relieveCoordinator, new RelieveCoordinator('c-1', '2026-09-09', { reason: 'RETIRED' }))
      .facts();
    expect(relieved).toHaveProperty('data.villages', [VILLAGE]);
  });

  it('is refused for tomorrow, and before the day of his suspension', () => {
    given(coordinator, suspended).when(resumeCoordinator, resume('2026-09-11')).thenRefused('I-22', '/from');
    given(coordinator, suspended).when(resumeCoordinator, resume('2026-09-04')).thenRefused('out-of-order', '/from');
  });
});
