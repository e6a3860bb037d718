import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import { BeginResponsibility } from '../../aggregates/village/responsibility/begin-responsibility.js';
import { EndResponsibility } from '../../aggregates/village/responsibility/end-responsibility.js';
import { NEXT_VILLAGE, VILLAGE, appointed, appointment } from '../../../test/support/coordinators.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { responsibilityPolicy } from './responsibility.policy.js';

function commandsAfter(fact: CoordinatorFact): readonly object[] {
  return responsibilityPolicy.react(recordedFact({ fact }, 0, 'coordinator-c-1')).map(({ command }) => command);
}

const grounds = { from: '2026-09-09', reason: 'ADJUSTMENT' };
const begins = (village: string, on: string, takesOverFrom?: string) =>
  new BeginResponsibility(village, 'c-1', on, takesOverFrom);
const ends = (village: string, handOverTo?: string) => new EndResponsibility(village, 'c-1', '2026-09-09', handOverTo);
const both = [VILLAGE, NEXT_VILLAGE];

const cases: readonly (readonly [what: string, fact: CoordinatorFact, commands: readonly object[]])[] = [
  ['an appointment begins each village on its day', appointed(), [begins(VILLAGE, '2026-09-01')]],
  [
    'so does a conversion',
    { type: 'CoordinatorConverted', data: { ...appointment(), fromPost: 'INFORMANT' } },
    [begins(VILLAGE, '2026-09-01')],
  ],
  [
    'an assignment begins what begins, then ends what ends, and names the other',
    {
      type: 'VillagesAssigned',
      data: {
        ...grounds,
        villages: [{ villageCode: NEXT_VILLAGE, from: '2026-09-09' }],
        begun: [NEXT_VILLAGE],
        ended: [VILLAGE],
        handOverTo: 'c-2',
        takesOverFrom: 'c-3',
      },
    },
    [begins(NEXT_VILLAGE, '2026-09-09', 'c-3'), ends(VILLAGE, 'c-2')],
  ],
  [
    'a suspension ends them',
    { type: 'CoordinatorSuspended', data: { ...grounds, villages: both } },
    [ends(VILLAGE), ends(NEXT_VILLAGE)],
  ],
  [
    'a resumption begins them again',
    { type: 'CoordinatorResumed', data: { ...grounds, villages: both } },
    [begins(VILLAGE, '2026-09-09'), begins(NEXT_VILLAGE, '2026-09-09')],
  ],
  [
    'a transfer ends them',
    {
      type: 'CoordinatorTransferred',
      data: { ...grounds, fromTown: '341881100', toTown: '341881002', villages: [VILLAGE], handOverTo: 'c-2' },
    },
    [ends(VILLAGE, 'c-2')],
  ],
  [
    'a relief ends them',
    { type: 'CoordinatorRelieved', data: { ...grounds, villages: [VILLAGE], handOverTo: 'c-2' } },
    [ends(VILLAGE, 'c-2')],
  ],
  ['a changed phone moves nothing', { type: 'CoordinatorChanged', data: { changed: {} } }, []],
];

describe('who answers for which village, by what the coordinators’ streams say', () => {
  it.each(cases)('%s', (_, fact, commands) => {
    expect(commandsAfter(fact)).toEqual(commands);
  });

  it('listens to every fact that moves somebody, and to no other', () => {
    expect([...responsibilityPolicy.types].sort()).toEqual(
      [...new Set(cases.filter(([, , commands]) => commands.length > 0).map(([, { type }]) => type))].sort(),
    );
  });
});
