import { TOWN, VILLAGE } from '../../../test/support/coordinators.js';
import { given } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { BeginResponsibility, beginResponsibility } from './responsibility/begin-responsibility.js';
import { DesignateSecretary, designateSecretary } from './secretary/designate-secretary.js';
import { RecordSweep, recordSweep } from './sweeps/record-sweep.js';
import { village } from './village.js';

const unit = { villageCode: VILLAGE, townCode: TOWN };
const swept = { from: '2026-09-01', until: '2026-09-10', households: 412, clues: ['clue-1'] };
const sweep = { type: 'SweepCompleted', data: { ...unit, ...swept } } as const;
const secretary = {
  personId: 'p-1',
  name: box('name', 'p-1'),
  nameHash: 'name:p-1',
  surnameHash: 'surname:p-1',
  from: '2026-09-10',
};
const designated = { type: 'SecretaryDesignated', data: { ...unit, ...secretary } } as const;

describe('a sweep of a village (S14)', () => {
  const sweeping = (changes: Partial<typeof swept>, code = VILLAGE) => new RecordSweep(code, { ...swept, ...changes });

  it('is told on its last day, with what it found', () => {
    given(village)
      .when(recordSweep, sweeping({}))
      .then([{ ...sweep, occurredAt: '2026-09-09T16:00:00.000Z' }]);
  });

  it('has ended, after it began, in a village that there is', () => {
    const { when } = given(village);
    when(recordSweep, sweeping({ until: '2026-09-11' })).thenRefused('I-22', '/until');
    when(recordSweep, sweeping({ until: '2026-08-31' })).thenRefused('sweep-period', '/until');
    when(recordSweep, sweeping({}, '341881999999')).thenRefused('no-such-village');
  });
});

describe('the secretary of a village (S08)', () => {
  const designate = (from: string, code = VILLAGE) => new DesignateSecretary(code, { ...secretary, from });

  it('leads from a day that has come, in a village that there is', () => {
    const { when } = given(village);
    when(designateSecretary, designate('2026-09-10')).then([{ ...designated, occurredAt: '2026-09-09T16:00:00.000Z' }]);
    when(designateSecretary, designate('2026-09-11')).thenRefused('I-22', '/from');
    when(designateSecretary, designate('2026-09-10', '341881999999')).thenRefused('no-such-village');
  });
});

test('either may be a village’s first fact: from then on it is the township’s, and nobody answers for it yet', () => {
  for (const fact of [sweep, designated]) {
    const { state, when } = given(village, [{ fact }]);
    expect([village.exists(state), village.unitOf(state), state.responsible]).toEqual([true, unit, []]);
    const begin = new BeginResponsibility(VILLAGE, 'c-1', '2026-09-01');
    when(beginResponsibility, begin).then([
      {
        type: 'ResponsibilityBegan',
        data: { ...unit, coordinatorRef: 'c-1', on: '2026-09-01' },
        occurredAt: '2026-08-31T16:00:00.000Z',
      },
    ]);
  }
});
