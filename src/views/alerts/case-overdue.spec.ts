import { TOWN, VILLAGE } from '../../../test/support/cases.js';
import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { Breach } from '../../aggregates/case/clocks/clocks.events.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import { alertsProjection } from './alerts.projection.js';
import { overdueWords } from './case-overdue.js';

const at = (day: LocalDate) => `${day}T04:00:00.000Z`;
const after = (...steps: readonly (readonly [fact: CaseFact, day: LocalDate, town?: string | null])[]) =>
  projectionSpec(alertsProjection).given(
    steps.map(([fact, day, town = TOWN], index) => {
      const told = recordedFact({ fact, at: at(day) }, index, 'case-k-1');
      const place = town === null ? {} : { townCode: town, villageCode: VILLAGE };
      return { ...told, metadata: { ...told.metadata, ...place } };
    }),
  );
const breach = (given: Pick<Breach, 'clock' | 'dueOn'> & Partial<Breach>): Breach => ({
  deadlineId: 'd',
  since: at('2026-09-01'),
  dueAt: `${given.dueOn}T15:59:59.999Z`,
  parameter: 'P',
  ruleVersion: 0,
  ...given,
});
const unanswered = (about: string, dueOn = '2026-09-15'): CaseFact => ({
  type: 'ReferralOverdue',
  data: breach({ clock: 'REFERRAL', about, dueOn }),
});
const late = (more: Partial<Breach> = {}): CaseFact => ({
  type: 'PaperworkLate',
  data: breach({ clock: 'PAPERWORK', dueOn: '2026-09-15', ...more }),
});
const answer = (referralId: string): CaseFact => ({
  type: 'ReferralOutcomeReported',
  data: { referralId, outcome: 'HELPED', text: box('x') },
});
const papers: CaseFact = { type: 'PaperworkCompleted', data: { items: [] } };
const alert = { _id: 'CASE_OVERDUE.k-1', kind: 'CASE_OVERDUE', about: 'k-1', town: TOWN, village: VILLAGE } as const;
const raised = { day: '2026-09-15', raisedAt: at('2026-09-16'), seen: [] };

test('what passed in a case on one day is one alert, which ends with the last of it', () => {
  const facts = [
    [unanswered('r-1'), '2026-09-16'],
    [late(), '2026-09-16'],
    [answer('r-2'), '2026-09-17'],
    [answer('r-1'), '2026-09-18'],
  ] as const;
  const referral = { kind: 'REFERRAL', about: 'r-1', doneOn: '2026-09-18' } as const;
  after(...facts).then([{ ...alert, episodes: [{ ...raised, clocks: [referral, { kind: 'PAPERWORK' }] }] }]);
  after(...facts, [papers, '2026-09-20'], [papers, '2026-09-21']).then([
    {
      ...alert,
      episodes: [{ ...raised, endedOn: '2026-09-20', clocks: [referral, { kind: 'PAPERWORK', doneOn: '2026-09-20' }] }],
    },
  ]);
});

test('what was done late before anybody looked is told as done; another day is another alert', () => {
  after([late({ doneAt: at('2026-09-16') }), '2026-09-17'], [unanswered('r-1', '2026-09-18'), '2026-09-19']).then([
    {
      ...alert,
      episodes: [
        {
          day: '2026-09-15',
          raisedAt: at('2026-09-17'),
          seen: [],
          endedOn: localDateOf(at('2026-09-16')),
          clocks: [{ kind: 'PAPERWORK', doneOn: '2026-09-16' }],
        },
        {
          day: '2026-09-18',
          raisedAt: at('2026-09-19'),
          seen: [],
          clocks: [{ kind: 'REFERRAL', about: 'r-1' }],
        },
      ],
    },
  ]);
});

test('a case that keeps its limits, or lies in no township, has none', () => {
  after([papers, '2026-09-10'], [answer('r-1'), '2026-09-11']).then([]);
  after([late(), '2026-09-16', null]).then([]);
});

test('the limits are named once each', () => {
  const clocks = [{ kind: 'REFERRAL' }, { kind: 'REFERRAL' }, { kind: 'PAPERWORK' }] as const;
  expect([overdueWords({ clocks }), overdueWords({})]).toEqual(['转介反馈、急难补办手续', null]);
});
