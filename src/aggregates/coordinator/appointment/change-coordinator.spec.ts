import { given } from '../../../../test/support/given-when-then.js';
import { VILLAGE, appointed, particulars } from '../../../../test/support/coordinators.js';
import { box } from '../../../../test/support/people.js';
import { coordinator } from '../coordinator.js';
import { ChangeCoordinator, changeCoordinator } from './change-coordinator.js';

const inPost = [{ fact: appointed() }];

describe('changing what is known of a coordinator', () => {
  it('writes what was sent and nothing else', () => {
    const changed = { phone: box('new phone'), post: box('new post'), personRef: 'p-1' };
    given(coordinator, inPost)
      .when(changeCoordinator, new ChangeCoordinator('c-1', changed))
      .then([{ type: 'CoordinatorChanged', data: { changed } }]);
  });

  it('writes nothing for the same name, number and account sent again', () => {
    given(coordinator, inPost)
      .when(changeCoordinator, new ChangeCoordinator('c-1', { ...particulars(), phone: box('new') }))
      .then([{ type: 'CoordinatorChanged', data: { changed: { phone: box('new') } } }]);
    const { name, nameHash, surnameHash, idNo, idHash, gender, birthYearMonth } = particulars();
    given(coordinator, inPost)
      .when(
        changeCoordinator,
        new ChangeCoordinator('c-1', { name, nameHash, surnameHash, idNo, idHash, gender, birthYearMonth }),
      )
      .then([]);
  });

  it('compares with what was said last', () => {
    const renamed = { fact: { type: 'CoordinatorChanged', data: { changed: { personRef: 'p-1' } } } } as const;
    given(coordinator, [...inPost, renamed])
      .when(changeCoordinator, new ChangeCoordinator('c-1', { personRef: 'p-1' }))
      .then([]);
    expect(
      given(coordinator, [...inPost, renamed])
        .when(changeCoordinator, new ChangeCoordinator('c-1', { personRef: 'p-2' }))
        .facts(),
    ).toHaveLength(1);
  });

  it('is not possible for one who was never appointed, nor after he was relieved', () => {
    const change = new ChangeCoordinator('c-1', { phone: box('new') });
    given(coordinator).when(changeCoordinator, change).thenNotFound();
    const relieved = {
      fact: { type: 'CoordinatorRelieved', data: { from: '2026-09-05', reason: 'RETIRED', villages: [VILLAGE] } },
    } as const;
    given(coordinator, [...inPost, relieved])
      .when(changeCoordinator, change)
      .thenRefused('relieved');
  });
});
