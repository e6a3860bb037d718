import { given } from '../../../../test/support/given-when-then.js';
import { NEXT_VILLAGE, VILLAGE, appointed, appointment, particulars } from '../../../../test/support/coordinators.js';
import { box } from '../../../../test/support/people.js';
import { coordinator } from '../coordinator.js';
import { AppointCoordinator, appointCoordinator } from './appoint-coordinator.js';

const appoint = (villages: readonly string[], from = '2026-09-01') =>
  new AppointCoordinator('c-1', particulars(), villages, 'VILLAGE_COMMITTEE', from);

describe('appointing a coordinator', () => {
  it('makes him answer for his villages from the day of his appointment', () => {
    given(coordinator)
      .when(
        appointCoordinator,
        new AppointCoordinator('c-1', particulars(), [VILLAGE], 'PUBLIC_POST', '2026-09-01', box('post'), box('note')),
      )
      .then([
        {
          type: 'CoordinatorAppointed',
          data: appointment({ source: 'PUBLIC_POST', post: box('post'), remark: box('note') }),
          occurredAt: '2026-08-31T16:00:00.000Z',
        },
      ]);
  });

  it('may give him two villages of one township', () => {
    const [fact] = given(coordinator)
      .when(appointCoordinator, appoint([VILLAGE, NEXT_VILLAGE]))
      .facts();
    expect(fact).toHaveProperty('data.villages', [
      { villageCode: VILLAGE, from: '2026-09-01' },
      { villageCode: NEXT_VILLAGE, from: '2026-09-01' },
    ]);
  });

  it('is refused without a village, or for one that does not exist', () => {
    given(coordinator).when(appointCoordinator, appoint([])).thenRefused('village-needed', '/villages');
    given(coordinator)
      .when(appointCoordinator, appoint(['341881100999']))
      .thenRefused('village-needed', '/villages');
  });

  it('is refused for a village of another township, or a pseudo-unit (I-02)', () => {
    given(coordinator)
      .when(appointCoordinator, appoint([VILLAGE, '341881002201']))
      .thenRefused('I-02', '/villages/1');
    given(coordinator)
      .when(appointCoordinator, appoint([VILLAGE, '341881400498']))
      .thenRefused('I-02', '/villages/1');
  });

  it('names each village once', () => {
    given(coordinator)
      .when(appointCoordinator, appoint([VILLAGE, VILLAGE]))
      .thenRefused('village-twice', '/villages/1');
  });

  it('is refused for tomorrow, and for a day before the system’s first (I-22)', () => {
    const { when } = given(coordinator);
    when(appointCoordinator, appoint([VILLAGE], '2026-09-11')).thenRefused('I-22', '/from');
    when(appointCoordinator, appoint([VILLAGE], '2020-12-31')).thenRefused('I-22', '/from');
    expect(when(appointCoordinator, appoint([VILLAGE], '2021-01-01')).facts()).toHaveLength(1);
  });

  it('is refused for one who was appointed before, relieved or not', () => {
    given(coordinator, [{ fact: appointed() }])
      .when(appointCoordinator, appoint([VILLAGE]))
      .thenRefused('coordinator-exists');
    const relieved = {
      fact: { type: 'CoordinatorRelieved', data: { from: '2026-09-05', reason: 'RETIRED', villages: [VILLAGE] } },
    } as const;
    given(coordinator, [{ fact: appointed() }, relieved])
      .when(appointCoordinator, appoint([VILLAGE]))
      .thenRefused('coordinator-exists');
  });
});
