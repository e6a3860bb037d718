import { given } from '../../../../test/support/given-when-then.js';
import { TOWN, VILLAGE, appointed } from '../../../../test/support/coordinators.js';
import { coordinator } from '../coordinator.js';
import { AssignVillages, assignVillages } from './assign-villages.js';
import { TransferCoordinator, transferCoordinator } from './transfer-coordinator.js';

const NANSHAN = '341881002';
const inPost = [{ fact: appointed() }];
const transfer = (toTown: string, from = '2026-09-09', handOverTo?: string) =>
  new TransferCoordinator('c-1', toTown, from, { reason: 'ADJUSTMENT' }, handOverTo);
const transferred = {
  type: 'CoordinatorTransferred',
  data: { fromTown: TOWN, toTown: NANSHAN, from: '2026-09-09', reason: 'ADJUSTMENT', villages: [VILLAGE] },
} as const;

describe('transferring a coordinator', () => {
  it('ends his villages and makes him the other township’s', () => {
    given(coordinator, inPost)
      .when(transferCoordinator, transfer(NANSHAN))
      .then([{ ...transferred, occurredAt: '2026-09-08T16:00:00.000Z' }]);
    const { state } = given(coordinator, [...inPost, { fact: transferred }]);
    expect(coordinator.unitOf(state)).toEqual({ townCode: NANSHAN });
  });

  it('lets the other township assign its own villages and no others (I-02)', () => {
    const { when } = given(coordinator, [...inPost, { fact: transferred }]);
    const assign = (village: string) => new AssignVillages('c-1', [village], '2026-09-09', { reason: 'ADJUSTMENT' });
    when(assignVillages, assign(VILLAGE)).thenRefused('I-02', '/villages/0');
    expect(when(assignVillages, assign('341881002201')).facts()).toHaveLength(1);
  });

  it('is refused to a township that does not exist or is his own, tomorrow, before his last change', () => {
    const { when } = given(coordinator, inPost);
    when(transferCoordinator, transfer('341881400')).thenRefused('no-such-town', '/toTown');
    when(transferCoordinator, transfer(TOWN)).thenRefused('same-town', '/toTown');
    when(transferCoordinator, transfer(NANSHAN, '2026-09-11')).thenRefused('I-22', '/from');
    when(transferCoordinator, transfer(NANSHAN, '2026-08-31')).thenRefused('out-of-order', '/from');
    when(transferCoordinator, transfer(NANSHAN, '2026-09-09', 'c-2')).thenRefused(
      'successor-not-responsible',
      '/handOverTo',
    );
  });
});
