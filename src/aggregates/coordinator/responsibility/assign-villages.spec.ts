import { given } from '../../../../test/support/given-when-then.js';
import { NEXT_VILLAGE, VILLAGE, appointed, particulars } from '../../../../test/support/coordinators.js';
import { coordinator } from '../coordinator.js';
import { AssignVillages, assignVillages } from './assign-villages.js';

const inPost = [{ fact: appointed() }];
const grounds = { reason: 'ADJUSTMENT' };
const assign = (villages: readonly string[], from = '2026-09-09', handOverTo?: string, takesOverFrom?: string) =>
  new AssignVillages('c-1', villages, from, grounds, handOverTo, takesOverFrom);

/** A successor of 港口镇 with these villages since a day. */
const successor = (villages: readonly string[], from: string, townCode = '341881100') => ({
  successor: given(coordinator, [
    { fact: appointed({ townCode, villages: villages.map((villageCode) => ({ villageCode, from })) }) },
  ]).state,
});

describe('assigning villages', () => {
  it('says which begin, which end and which are all of them from that day', () => {
    given(coordinator, inPost)
      .when(assignVillages, assign([VILLAGE, NEXT_VILLAGE], '2026-09-09', undefined, 'c-2'))
      .then([
        {
          type: 'VillagesAssigned',
          data: {
            villages: [
              { villageCode: VILLAGE, from: '2026-09-01' },
              { villageCode: NEXT_VILLAGE, from: '2026-09-09' },
            ],
            begun: [NEXT_VILLAGE],
            ended: [],
            from: '2026-09-09',
            reason: 'ADJUSTMENT',
            takesOverFrom: 'c-2',
          },
          occurredAt: '2026-09-08T16:00:00.000Z',
        },
      ]);
  });

  it('may leave him without a village', () => {
    const [fact] = given(coordinator, inPost).when(assignVillages, assign([])).facts();
    expect(fact?.data).toEqual({
      villages: [],
      begun: [],
      ended: [VILLAGE],
      from: '2026-09-09',
      reason: 'ADJUSTMENT',
    });
  });

  it('does nothing when he has just these villages', () => {
    given(coordinator, inPost)
      .when(assignVillages, assign([VILLAGE]))
      .then([]);
  });

  it('is refused for villages of another township (I-02)', () => {
    given(coordinator, inPost)
      .when(assignVillages, assign([VILLAGE, '341881002201']))
      .thenRefused('I-02', '/villages/1');
  });

  it('is refused for tomorrow (I-22) and for a day before the last change', () => {
    const { when } = given(coordinator, [
      ...inPost,
      {
        fact: {
          type: 'VillagesAssigned',
          data: { villages: [], begun: [], ended: [VILLAGE], from: '2026-09-08', ...grounds },
        },
      },
    ]);
    when(assignVillages, assign([VILLAGE], '2026-09-11')).thenRefused('I-22', '/from');
    when(assignVillages, assign([VILLAGE], '2026-09-07')).thenRefused('out-of-order', '/from');
    expect(when(assignVillages, assign([VILLAGE], '2026-09-08')).facts()).toHaveLength(1);
  });

  it('is refused while he is suspended, before his appointment and after his relief', () => {
    const suspended = {
      fact: { type: 'CoordinatorSuspended', data: { from: '2026-09-02', ...grounds, villages: [VILLAGE] } },
    } as const;
    given(coordinator, [...inPost, suspended])
      .when(assignVillages, assign([]))
      .thenRefused('suspended');
    given(coordinator).when(assignVillages, assign([])).thenNotFound();
    const relieved = {
      fact: { type: 'CoordinatorRelieved', data: { from: '2026-09-02', ...grounds, villages: [VILLAGE] } },
    } as const;
    given(coordinator, [...inPost, relieved])
      .when(assignVillages, assign([]))
      .thenRefused('relieved');
  });

  describe('with a successor', () => {
    const { when } = given(coordinator, inPost);
    const handOver = assign([], '2026-09-09', 'c-2');

    it('names him in the fact when he already answers for the villages on that day', () => {
      const [fact] = when(assignVillages, handOver, { foreign: successor([VILLAGE], '2026-09-09') }).facts();
      expect(fact).toHaveProperty('data.handOverTo', 'c-2');
    });

    it.each([
      ['answers for them only from a later day', successor([VILLAGE], '2026-09-10')],
      ['answers for other villages', successor([NEXT_VILLAGE], '2026-09-01')],
      ['belongs to another township', successor([VILLAGE], '2026-09-01', '341881002')],
      ['was never appointed', { successor: coordinator.initial }],
      ['is suspended', suspendedSuccessor()],
      ['was not asked', undefined],
    ])('is refused when he %s', (_, foreign) => {
      when(assignVillages, handOver, { foreign }).thenRefused('successor-not-responsible', '/handOverTo');
    });

    it('is refused when it is himself', () => {
      when(assignVillages, assign([], '2026-09-09', 'c-1'), {
        foreign: successor([VILLAGE], '2026-09-01'),
      }).thenRefused('successor-not-responsible', '/handOverTo');
    });
  });
});

function suspendedSuccessor() {
  return {
    successor: given(coordinator, [
      { fact: appointed({ particulars: particulars('c-2') }) },
      { fact: { type: 'CoordinatorSuspended', data: { from: '2026-09-02', reason: 'LEAVE', villages: [VILLAGE] } } },
    ]).state,
  };
}
