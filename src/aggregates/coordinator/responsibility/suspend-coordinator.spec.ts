import { given } from '../../../../test/support/given-when-then.js';
import { VILLAGE, appointed } from '../../../../test/support/coordinators.js';
import { box } from '../../../../test/support/people.js';
import { coordinator } from '../coordinator.js';
import { SuspendCoordinator, suspendCoordinator } from './suspend-coordinator.js';

const inPost = [{ fact: appointed() }];
const grounds = { reason: 'ILLNESS', text: box('in hospital') };
const suspend = (from: string, until?: string, handOverTo?: string) =>
  new SuspendCoordinator('c-1', from, grounds, until, handOverTo);
const successor = { successor: given(coordinator, inPost).state };

describe('suspending a coordinator', () => {
  it('ends his answering for every village from that day', () => {
    given(coordinator, inPost)
      .when(suspendCoordinator, suspend('2026-09-09', '2026-09-20', 'c-2'), { foreign: successor })
      .then([
        {
          type: 'CoordinatorSuspended',
          data: { from: '2026-09-09', until: '2026-09-20', ...grounds, villages: [VILLAGE], handOverTo: 'c-2' },
          occurredAt: '2026-09-08T16:00:00.000Z',
        },
      ]);
  });

  it('is refused twice, for tomorrow, before his last change, and with an end before its beginning', () => {
    const { when } = given(coordinator, inPost);
    const told = [
      ...inPost,
      {
        fact: {
          type: 'CoordinatorSuspended',
          data: { from: '2026-09-02', reason: 'LEAVE', villages: [VILLAGE] },
        },
      } as const,
    ];
    given(coordinator, told).when(suspendCoordinator, suspend('2026-09-09')).thenRefused('suspended');
    when(suspendCoordinator, suspend('2026-09-11')).thenRefused('I-22', '/from');
    when(suspendCoordinator, suspend('2026-08-31')).thenRefused('out-of-order', '/from');
    when(suspendCoordinator, suspend('2026-09-09', '2026-09-08')).thenRefused('out-of-order', '/until');
    expect(when(suspendCoordinator, suspend('2026-09-09', '2026-09-09')).facts()).toHaveLength(1);
  });

  it('checks the successor', () => {
    given(coordinator, inPost)
      .when(suspendCoordinator, suspend('2026-09-09', undefined, 'c-2'))
      .thenRefused('successor-not-responsible', '/handOverTo');
  });

  it('is not possible for one who was never appointed', () => {
    given(coordinator).when(suspendCoordinator, suspend('2026-09-09')).thenNotFound();
  });
});
