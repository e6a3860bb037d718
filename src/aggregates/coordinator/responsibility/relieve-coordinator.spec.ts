import { given } from '../../../../test/support/given-when-then.js';
import { VILLAGE, appointed } from '../../../../test/support/coordinators.js';
import { coordinator } from '../coordinator.js';
import { RelieveCoordinator, relieveCoordinator } from './relieve-coordinator.js';

const inPost = [{ fact: appointed() }];
const relieve = (from = '2026-09-09', handOverTo?: string) =>
  new RelieveCoordinator('c-1', from, { reason: 'RETIRED' }, handOverTo);
const relieved = (villages: readonly string[]) =>
  ({ type: 'CoordinatorRelieved', data: { from: '2026-09-09', reason: 'RETIRED', villages } }) as const;
const suspended = {
  fact: { type: 'CoordinatorSuspended', data: { from: '2026-09-05', reason: 'LEAVE', villages: [VILLAGE] } },
} as const;

describe('relieving a coordinator', () => {
  it('is never held up by a village that nobody else answers for (I-01)', () => {
    given(coordinator, inPost)
      .when(relieveCoordinator, relieve())
      .then([{ ...relieved([VILLAGE]), occurredAt: '2026-09-08T16:00:00.000Z' }]);
  });

  it('of a suspended one ends no village: he answered for none', () => {
    const [fact] = given(coordinator, [...inPost, suspended])
      .when(relieveCoordinator, relieve())
      .facts();
    expect(fact).toHaveProperty('data.villages', []);
  });

  it('is refused a second time, for tomorrow, before his last change, and with a successor who is not in charge', () => {
    const { when } = given(coordinator, inPost);
    given(coordinator, [...inPost, { fact: relieved([VILLAGE]) }])
      .when(relieveCoordinator, relieve())
      .thenRefused('relieved');
    when(relieveCoordinator, relieve('2026-09-11')).thenRefused('I-22', '/from');
    when(relieveCoordinator, relieve('2026-08-31')).thenRefused('out-of-order', '/from');
    when(relieveCoordinator, relieve('2026-09-09', 'c-2')).thenRefused('successor-not-responsible', '/handOverTo');
  });

  it('is not possible for one who was never appointed', () => {
    given(coordinator).when(relieveCoordinator, relieve()).thenNotFound();
  });
});
