import { given, system } from '../../../../test/support/given-when-then.js';
import { VILLAGE, appointed } from '../../../../test/support/coordinators.js';
import { coordinator } from '../coordinator.js';
import type { CoordinatorFact } from '../coordinator.events.js';
import { TakeOverMergedVillage, takeOverMergedVillage } from './take-over-merged-village.js';

const WHOLE = '341881100202';
const takeOver = new TakeOverMergedVillage('c-1', VILLAGE, WHOLE, '2026-09-10');
const bySystem = { actor: system };
const assigned = {
  villages: [{ villageCode: WHOLE, from: '2026-09-10' }],
  begun: [WHOLE],
  ended: [VILLAGE],
  from: '2026-09-10',
  reason: 'VILLAGE_MERGED',
};
const taken = { type: 'VillagesAssigned', data: assigned, occurredAt: '2026-09-09T16:00:00.000Z' } as const;

describe('F16 · a village of his that became part of another one', () => {
  it('is exchanged for the whole on that day, once', () => {
    given(coordinator, [{ fact: appointed() }])
      .when(takeOverMergedVillage, takeOver, bySystem)
      .then([taken]);
    given(coordinator, [{ fact: appointed() }, { fact: taken }])
      .when(takeOverMergedVillage, takeOver, bySystem)
      .then([]);
  });

  it('ends alone for whoever answers for the other one already', () => {
    const both = [VILLAGE, WHOLE].map((villageCode) => ({ villageCode, from: '2026-09-01' }));
    const had: CoordinatorFact = {
      type: 'VillagesAssigned',
      data: { villages: both, begun: [WHOLE], ended: [], from: '2026-09-01', reason: 'ADJUSTMENT' },
    };
    given(coordinator, [{ fact: appointed() }, { fact: had }])
      .when(takeOverMergedVillage, takeOver, bySystem)
      .then([{ ...taken, data: { ...assigned, villages: both.slice(1), begun: [] } }]);
  });

  it('waits for his return while he is suspended: he answers for nothing meanwhile', () => {
    const suspended: CoordinatorFact = {
      type: 'CoordinatorSuspended',
      data: { from: '2026-09-05', reason: 'LEAVE', villages: [VILLAGE] },
    };
    given(coordinator, [{ fact: appointed() }, { fact: suspended }])
      .when(takeOverMergedVillage, takeOver, bySystem)
      .then([{ ...taken, data: { ...assigned, begun: [], ended: [] } }]);
  });

  it('is nobody’s who was never appointed or is relieved', () => {
    const relieved: CoordinatorFact = {
      type: 'CoordinatorRelieved',
      data: { from: '2026-09-05', reason: 'RETIRED', villages: [VILLAGE] },
    };
    given(coordinator).when(takeOverMergedVillage, takeOver, bySystem).then([]);
    given(coordinator, [{ fact: appointed() }, { fact: relieved }])
      .when(takeOverMergedVillage, takeOver, bySystem)
      .then([]);
  });
});
