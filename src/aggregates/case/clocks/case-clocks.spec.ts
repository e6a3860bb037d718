import { accepted, calledIn, investigated, opened, opined, posted, reported } from '../../../../test/support/cases.js';
import { recordedFact } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { testRules } from '../../../../test/support/rules.js';
import { WorkCalendar } from '../../../platform/calendar/work-calendar.js';
import type { LocalDate } from '../../../platform/fact.js';
import type { CaseFact } from '../case.events.js';
import { clocksAfter, noClocks } from './case-clocks.js';
import { dueOf, levelOf } from './clock-limits.js';

const words = box('words', 'k-1');
const morning = (day: LocalDate) => `${day}T01:00:00.000Z`;
type Step = CaseFact | readonly [CaseFact, LocalDate];

/** Facts on the days given, or on the first of September; recorded when they happened. */
const timed = (...steps: readonly Step[]) =>
  steps
    .map((step): readonly [CaseFact, LocalDate] => ('type' in step ? [step, '2026-09-01'] : step))
    .map(([fact, day], index) => recordedFact({ fact, at: morning(day) }, index, 'case-k-1'))
    .reduce(clocksAfter, noClocks);
const told = (...steps: readonly Step[]) =>
  timed(...steps).clocks.map(({ kind, closedAt }) => `${kind}${closedAt === undefined ? '' : ' done'}`);
const due = (...steps: readonly Step[]) =>
  timed(...steps).clocks.map((clock) => [clock.kind, dueOf(clock, testRules()).dueOn]);

const responded: CaseFact = { type: 'FirstResponseMade', data: { how: 'PHONE', by: 'u', helpNeeded: true } };
const urgency = (code: string): CaseFact => ({ type: 'UrgencyAssessed', data: { urgency: code, basis: words } });
const aid = { measureId: 'm-1', beneficiaries: ['m-head'], money: 60_000, method: 'CASH', limit: 78_000 };
const disbursed: CaseFact = { type: 'EmergencyAidDisbursed', data: aid };
const over: CaseFact = { type: 'EmergencyEnded', data: { on: '2026-09-01' } };
const papers: CaseFact = { type: 'PaperworkCompleted', data: { items: [] } };
const of = { applicationId: 'a-1' } as const;
const received: CaseFact = { type: 'FileReceived', data: { ...of, on: '2026-09-01' } };
const granted = (kind: string): CaseFact => ({
  type: 'MeasureGranted',
  data: {
    ...of,
    measureId: 'm-2',
    kind,
    beneficiaries: ['m-head'],
    money: 1,
    period: 'MONTH',
    from: '2026-09-01',
    validUntil: '2027-08-31',
    decider: 'r',
  },
});
const ended = (measureId: string): CaseFact => ({
  type: 'MeasureEnded',
  data: { measureId, reason: 'RECOVERED', text: words, from: '2026-12-01', decider: 'u-reviewer' },
});
const refused: CaseFact = {
  type: 'MeasureRefused',
  data: { ...of, reasonCodes: ['AGE'], text: words, ruleVersion: 0, decider: 'r' },
};
const objection = (objectionId: string): CaseFact => ({
  type: 'ObjectionRaised',
  data: { ...of, objectionId, by: words, text: words },
});
const settled = (objectionId: string, outcome: string): CaseFact => ({
  type: 'ObjectionSettled',
  data: { ...of, objectionId, outcome, text: words },
});
const referred: CaseFact = {
  type: 'ReferralSent',
  data: { referralId: 'r-1', department: 'MEDICAL', need: 'MEDICAL', beneficiaries: [], dueOn: '2026-09-15' },
};
const answered = (referralId: string): CaseFact => ({
  type: 'ReferralOutcomeReported',
  data: { referralId, outcome: 'HELPED', text: words },
});

const agreement = { agreementId: 'g-1', memberId: 'm-1' } as const;
const agreed = (on: LocalDate): CaseFact => ({
  type: 'CareAgreementSigned',
  data: {
    ...agreement,
    level: 'NONE',
    carer: { carerId: 'c-1', kind: 'NEIGHBOUR', name: words, phone: words },
    services: ['MEALS'],
    frequency: 'DAILY',
    witness: words,
    evidence: [],
    on,
    until: '2027-09-30',
  },
});
const seen = (on: LocalDate): CaseFact => ({
  type: 'CareFollowUpRecorded',
  data: { ...agreement, finding: 'GOOD', on, text: words },
});
const agreementEnded: CaseFact = {
  type: 'CareAgreementEnded',
  data: { ...agreement, reason: 'DEATH', on: '2026-10-01' },
};

describe('the first response (S13)', () => {
  it('is awaited once, after a call or an urgent clue, until somebody answers or goes there', () => {
    const urgent = reported({ urgencyHint: 'URGENT' });
    expect([
      told(calledIn()),
      told(calledIn(), urgent),
      told(reported()),
      told(urgent, responded),
      told(urgent, { type: 'ClueRejected', data: { reason: 'OTHER', text: words } }),
      told(calledIn(), responded, urgent),
    ]).toEqual([
      ['FIRST_RESPONSE'],
      ['FIRST_RESPONSE'],
      [],
      ['FIRST_RESPONSE done'],
      ['FIRST_RESPONSE done'],
      ['FIRST_RESPONSE done'],
    ]);
  });

  it('is due 24 elapsed hours after, over a holiday too, amber in the last fifth of them', () => {
    const [clock] = timed([calledIn(), '2026-10-01']).clocks;
    const limit = clock && dueOf(clock, testRules());
    expect(limit).toEqual({
      dueOn: '2026-10-02',
      dueAt: '2026-10-02T01:00:00.000Z',
      amberAt: '2026-10-01T20:12:00.000Z',
      provisional: false,
      parameter: 'NOTICE-1ST',
    });
  });
});

describe('money in an emergency (S23)', () => {
  it('is awaited from the word that it is urgent until it goes out, or the need is met otherwise', () => {
    const urgent = [reported({ urgencyHint: 'URGENT' }), responded, opened()];
    expect([
      told(...urgent),
      told(...urgent, urgency('URGENT')),
      told(...urgent, disbursed),
      told(...urgent, urgency('NORMAL'), urgency('URGENT')),
      told(reported(), opened(), urgency('URGENT'), granted('DIBAO'), referred),
      told(reported(), opened(), urgency('URGENT'), granted('TEMPORARY')),
    ]).toEqual([
      ['FIRST_RESPONSE done', 'EMERGENCY_AID'],
      ['FIRST_RESPONSE done', 'EMERGENCY_AID'],
      ['FIRST_RESPONSE done', 'EMERGENCY_AID done'],
      ['FIRST_RESPONSE done', 'EMERGENCY_AID done', 'EMERGENCY_AID'],
      ['EMERGENCY_AID done', 'REVIEW', 'REFERRAL'],
      ['EMERGENCY_AID done'],
    ]);
  });

  it('leaves papers to be brought once the emergency is over', () => {
    expect([
      told(disbursed, over),
      told(disbursed, papers, over),
      told(disbursed, over, papers),
      told(disbursed, papers, over, disbursed, disbursed),
      due([disbursed, '2026-11-03'], [over, '2026-11-04']),
      due([urgency('URGENT'), '2026-09-29']),
    ]).toEqual([
      ['PAPERWORK'],
      [],
      ['PAPERWORK done'],
      ['PAPERWORK'],
      [['PAPERWORK', '2026-11-11']],
      [['EMERGENCY_AID', '2026-10-08']],
    ]);
  });
});

describe('the chain of an application (L2, L3)', () => {
  it('scenario 12: is timed by its path over the National Day and the make-up workdays', () => {
    const paths = ['DIBAO', 'TEKUN', 'EDGE', 'RIGID_EXP', 'TEMPORARY'];
    expect(paths.map((path) => due([accepted({ path }), '2026-09-21']))).toEqual([
      [
        ['CHECK_START', '2026-09-24'],
        ['DECISION', '2026-10-26'],
      ],
      [
        ['TOWN_OPINION', '2026-10-19'],
        ['DECISION', '2026-11-09'],
      ],
      [
        ['CHECK_START', '2026-09-24'],
        ['DECISION', '2026-10-26'],
      ],
      [['DECISION', '2026-11-09']],
      [['DECISION', '2026-11-09']],
    ]);
  });

  it('ends step by step with its own facts, and altogether with its decision', () => {
    const started: CaseFact = { type: 'EconomicCheckStarted', data: { ...of, authorisation: words, scope: [] } };
    const other = accepted({ applicationId: 'a-2', path: 'TEKUN' });
    const whole = [accepted(), other, started, opined(), posted(), objection('o-1'), received];
    expect(told(...whole)).toEqual([
      'CHECK_START done',
      'DECISION',
      'TOWN_OPINION',
      'DECISION',
      'PUBLIC_NOTICE',
      'OBJECTION',
      'BUREAU_DECISION',
    ]);
    expect(told(...whole, refused)).toEqual([
      'CHECK_START done',
      'DECISION done',
      'TOWN_OPINION',
      'DECISION',
      'PUBLIC_NOTICE done',
      'OBJECTION done',
      'BUREAU_DECISION done',
      'REFUSAL_NOTICE',
    ]);
    const notified: CaseFact = { type: 'RefusalNotified', data: { ...of, channel: 'POST', on: '2026-09-01' } };
    expect(told(...whole, refused, notified).at(-1)).toBe('REFUSAL_NOTICE done');
  });

  it('an objection that holds takes the notice down, another does not', () => {
    const hanging = [accepted(), posted(), objection('o-1'), objection('o-2')];
    expect(told(...hanging, settled('o-2', 'REJECTED')).slice(2)).toEqual([
      'PUBLIC_NOTICE',
      'OBJECTION',
      'OBJECTION done',
    ]);
    expect(told(...hanging, settled('o-1', 'UPHELD')).slice(2)).toEqual([
      'PUBLIC_NOTICE done',
      'OBJECTION done',
      'OBJECTION',
    ]);
  });

  it('an extension moves the end of the whole alone, and not once it was missed', () => {
    const extended: CaseFact = { type: 'ApplicationExtended', data: { ...of, reason: 'COMPLEX', until: '2026-11-30' } };
    const breach = { clock: 'DECISION', about: 'a-1', since: morning('2026-09-21') } as const;
    const missed: CaseFact = {
      type: 'MeasureOverdue',
      data: {
        deadlineId: 'd',
        ...breach,
        dueOn: '2026-10-26',
        dueAt: '2026-10-26T15:59:59.999Z',
        parameter: 'DIB-TOTAL-TOWN',
        ruleVersion: 0,
      },
    };
    expect([due([accepted(), '2026-09-21'], extended), due([accepted(), '2026-09-21'], missed, extended)]).toEqual([
      [
        ['CHECK_START', '2026-09-24'],
        ['DECISION', '2026-11-30'],
      ],
      [
        ['CHECK_START', '2026-09-24'],
        ['DECISION', '2026-10-26'],
      ],
    ]);
  });

  it('shows the promised limit beside the statutory one; amber once that has passed or a fifth is left, red after the end', () => {
    const clock = timed([accepted(), '2026-09-21']).clocks[1];
    const limit = clock && dueOf(clock, testRules());
    if (!limit) throw new Error('nothing is timed');
    expect([limit.parameter, limit.promised?.dueOn, limit.amberAt]).toEqual([
      'DIB-TOTAL-TOWN',
      '2026-10-26',
      '2026-10-19T16:00:00.000Z',
    ]);
    const at = (now: string) => levelOf(limit, now);
    expect([
      at('2026-10-19T15:59:59.999Z'),
      at('2026-10-19T16:00:00.000Z'),
      at(limit.dueAt),
      at('2026-10-26T16:00:00.000Z'),
    ]).toEqual(['GREEN', 'AMBER', 'AMBER', 'RED']);
    const promised = { ...limit, promised: { ...limit, dueAt: '2026-09-30T15:59:59.999Z' } };
    expect([levelOf(promised, '2026-09-30T15:59:59.999Z'), levelOf(promised, '2026-09-30T16:00:00.000Z')]).toEqual([
      'GREEN',
      'AMBER',
    ]);
  });
});

describe('what comes after', () => {
  it('a department is awaited until it answers or the case is filed; only its own answer counts', () => {
    const filed: CaseFact = { type: 'CaseArchived', data: { pageHash: 'h' } };
    expect([
      due([referred, '2026-09-21']),
      told(referred, answered('r-2')),
      told(referred, answered('r-1')),
      told(referred, filed),
    ]).toEqual([[['REFERRAL', '2026-10-12']], ['REFERRAL'], ['REFERRAL done'], ['REFERRAL done']]);
  });

  it('a family that does not qualify is told in writing, and anew after a new inquiry', () => {
    const data = { reasonCodes: ['AGE'], text: words, ruleVersion: 0, hasRealDifficulty: true };
    const ineligible: CaseFact = { type: 'IneligibilityRecorded', data };
    const reopened: CaseFact = { type: 'CaseReopened', data: { cause: 'SPOT_CHECK', reason: words } };
    const notified: CaseFact = { type: 'RefusalNotified', data: { channel: 'POST', on: '2026-09-01' } };
    const life = [...investigated(), ineligible];
    expect([told(...life), told(...life, notified), told(...life, reopened, ineligible)]).toEqual([
      ['REFUSAL_NOTICE'],
      ['REFUSAL_NOTICE done'],
      ['REFUSAL_NOTICE done', 'REFUSAL_NOTICE'],
    ]);
  });

  it('a status of 刚性支出 runs until the day that the grant names, and from a new grant anew', () => {
    expect([
      told(granted('DIBAO')),
      due(granted('RIGID_EXP')),
      told(granted('RIGID_EXP'), granted('RIGID_EXP')),
    ]).toEqual([['REVIEW'], [['STATUS', '2027-08-31']], ['STATUS done', 'STATUS']]);
  });

  it('a status of 刚性支出 that is ended before its day does not expire any more, another one does', () => {
    const grant = granted('RIGID_EXP');
    expect([told(grant, ended('m-2')), told(grant, ended('m-other'))]).toEqual([['STATUS done'], ['STATUS']]);
  });

  it('who declined central care has an agreement by its day, or is placed after all (I-12)', () => {
    const word = { memberId: 'm-1', by: 'SELF', evidence: [], on: '2026-09-21' };
    const declined: CaseFact = { type: 'CentralCareDeclined', data: { ...word, agreementDueOn: '2026-09-28' } };
    const accepted: CaseFact = { type: 'CentralCareAccepted', data: word };
    const other: CaseFact = { type: 'CentralCareAccepted', data: { ...word, memberId: 'm-2' } };
    expect([
      due([declined, '2026-09-21']),
      told(declined, other),
      told(declined, accepted),
      told(declined, agreed('2026-09-25')).slice(0, 1),
    ]).toEqual([
      [['CARE_AGREEMENT', '2026-09-28']],
      ['CARE_AGREEMENT'],
      ['CARE_AGREEMENT done'],
      ['CARE_AGREEMENT done'],
    ]);
  });

  it('who is cared for by agreement is looked after every month, by the cut-off of the visits', () => {
    const life = [agreed('2026-09-25'), seen('2026-10-20'), seen('2026-10-28')];
    expect([due(agreed('2026-09-25')), due(...life)]).toEqual([
      [['CARE_FOLLOW_UP', '2026-11-06']],
      [
        ['CARE_FOLLOW_UP', '2026-11-06'],
        ['CARE_FOLLOW_UP', '2026-12-07'],
      ],
    ]);
    expect([told(...life), told(agreed('2026-09-25'), agreementEnded)]).toEqual([
      ['CARE_FOLLOW_UP done', 'CARE_FOLLOW_UP'],
      ['CARE_FOLLOW_UP done'],
    ]);
  });

  it('a follow-up of another month does not make up for one that is awaited, and a missed month brings the next', () => {
    const missed = (since: string): CaseFact => ({
      type: 'CareFollowUpMissed',
      data: {
        deadlineId: 'd-1',
        clock: 'CARE_FOLLOW_UP',
        about: 'g-1',
        since,
        dueOn: '2026-11-06',
        dueAt: '2026-11-06T15:59:59.999Z',
        parameter: 'LATE-CUTOFF',
        ruleVersion: 0,
      },
    });
    const signed = [agreed('2026-09-25'), '2026-09-25'] as const;
    const later = [seen('2026-11-02'), '2026-11-02'] as const;
    const october = missed(morning('2026-09-25'));
    expect([told(signed, later), told(signed, october), told(signed, later, october)]).toEqual([
      ['CARE_FOLLOW_UP', 'CARE_FOLLOW_UP'],
      ['CARE_FOLLOW_UP done', 'CARE_FOLLOW_UP'],
      ['CARE_FOLLOW_UP done', 'CARE_FOLLOW_UP'],
    ]);
    const months = [timed(signed, october), timed(signed, later, october)];
    expect(months.map(({ clocks }) => clocks.map(({ until }) => until))).toEqual([
      ['2026-10-31', '2026-11-30'],
      ['2026-10-31', '2026-12-31'],
    ]);
  });

  it('an open end follows a calendar that is published anew, one that was missed stands', () => {
    const since = morning('2026-09-21');
    const clock = { kind: 'REFERRAL', startedAt: since } as const;
    const missedAt = '2026-10-12T15:59:59.999Z';
    const rules = { ...testRules(), calendar: new WorkCalendar([]) };
    const ends = [clock, { ...clock, missedAt }].map((one) => dueOf(one, rules));
    expect(ends.map(({ dueOn, provisional }) => [dueOn, provisional])).toEqual([
      ['2026-10-08', true],
      ['2026-10-12', false],
    ]);
  });

  it('a day that rests on no published calendar is provisional', () => {
    const [clock] = timed([referred, '2026-12-28']).clocks;
    expect(clock && dueOf(clock, testRules())).toMatchObject({ provisional: true });
  });
});
