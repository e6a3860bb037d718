import { given } from '../../../../test/support/given-when-then.js';
import type { CalendarPublished, DivisionsPublished, ParameterPublished } from '../rulebook.events.js';
import { rulebook } from '../rulebook.js';
import { PublishCalendar, publishCalendar } from './publish-calendar.js';
import { PublishDivisions, publishDivisions } from './publish-divisions.js';
import { PublishParameter, publishParameter } from './publish-parameter.js';

type Parameter = ParameterPublished['data'];
type Calendar = CalendarPublished['data'];
type Edition = DivisionsPublished['data'];
const parameterFact = (data: Parameter) => ({ type: 'ParameterPublished', data }) as const;
const calendarFact = (data: Calendar) => ({ type: 'CalendarPublished', data }) as const;
const divisionsFact = (data: Edition) => ({ type: 'DivisionsPublished', data }) as const;

describe('publishing a parameter', () => {
  const parameter: Parameter = {
    id: 'NOTICE-VISIT',
    value: 1,
    unit: '次/月',
    source: '通知 S15',
    effectiveFrom: '2026-09-01',
    clocked: true,
  };
  const publish = (change: Partial<Parameter> = {}) => new PublishParameter({ ...parameter, ...change });
  const published = { fact: parameterFact(parameter) };

  it('says its value, its source and from which day it holds', () => {
    given(rulebook).when(publishParameter, publish()).then([published.fact]);
  });

  it('is refused when its last day is before its first (parameter-period); one day is a period', () => {
    const { when } = given(rulebook);
    when(publishParameter, publish({ effectiveTo: '2026-08-31' })).thenRefused('parameter-period', '/effectiveTo');
    when(publishParameter, publish({ effectiveTo: '2026-09-01' })).then([
      parameterFact({ ...parameter, effectiveTo: '2026-09-01' }),
    ]);
  });

  it('is refused with a value the rules cannot count with (parameter-value); the least and the greatest are good', () => {
    const { when } = given(rulebook);
    const values: readonly (readonly [id: string, good: readonly number[], bad: readonly number[]])[] = [
      ['LATE-CUTOFF', [1, 366], [0, 367]],
      ['LISTING-LAST-DAY', [1, 31], [0, 32]],
      ['NOTICE-VISIT', [1, 31], [0, 32]],
      ['EXPORT-VALID', [1, 8784], [0, 8785]],
      ['EARLIEST-DAY', [20_210_101, 20_240_229], [0, 20_230_229, 1_000_000_000]],
      ['DIBAO-STANDARD', [0, 1_000_000_000], []],
      ['OF-THE-FUTURE', [0, 1_000_000_000], []],
    ];
    for (const [id, good, bad] of values) {
      for (const value of good) {
        when(publishParameter, publish({ id, value })).then([parameterFact({ ...parameter, id, value })]);
      }
      for (const value of bad) {
        when(publishParameter, publish({ id, value })).thenRefused('parameter-value', '/value');
      }
    }
  });

  it('just as it was published last has nothing to do', () => {
    given(rulebook, [published]).when(publishParameter, publish()).then([]);
  });

  it('with another value, and then as before, is published each time', () => {
    const doubled = parameterFact({ ...parameter, value: 2 });
    given(rulebook, [published])
      .when(publishParameter, publish({ value: 2 }))
      .then([doubled]);
    given(rulebook, [published, { fact: doubled }])
      .when(publishParameter, publish())
      .then([published.fact]);
  });

  it('is not held up by another parameter of the same words', () => {
    given(rulebook, [published])
      .when(publishParameter, publish({ id: 'NOTICE-SPOT' }))
      .then([parameterFact({ ...parameter, id: 'NOTICE-SPOT' })]);
  });
});

describe('publishing a calendar', () => {
  const calendar: Calendar = {
    year: 2027,
    holidays: ['2027-01-01', '2027-02-08'],
    makeUpWorkdays: ['2027-02-14'],
    source: '国务院办公厅通知',
  };
  const publish = (change: Partial<Calendar> = {}) => new PublishCalendar({ ...calendar, ...change });
  const published = { fact: calendarFact(calendar) };

  it('gives the days off and the days worked in exchange', () => {
    given(rulebook).when(publishCalendar, publish()).then([published.fact]);
  });

  it('is refused with a day two years away (calendar-year); the years beside it are reached', () => {
    const { when } = given(rulebook);
    when(publishCalendar, publish({ holidays: ['2027-01-01', '2029-01-01'] })).thenRefused(
      'calendar-year',
      '/holidays',
    );
    when(publishCalendar, publish({ holidays: ['2025-12-31'] })).thenRefused('calendar-year', '/holidays');
    const beside = { holidays: ['2026-12-31'], makeUpWorkdays: ['2028-01-02'] };
    when(publishCalendar, publish(beside)).then([calendarFact({ ...calendar, ...beside })]);
  });

  it('is refused at the make-up days when the foreign day is one of them (calendar-year)', () => {
    given(rulebook)
      .when(publishCalendar, publish({ makeUpWorkdays: ['2029-01-01'] }))
      .thenRefused('calendar-year', '/makeUpWorkdays');
  });

  it('is refused with a day both off and worked (calendar-day-twice); days apart are accepted', () => {
    const { when } = given(rulebook);
    when(publishCalendar, publish({ makeUpWorkdays: ['2027-02-14', '2027-02-08'] })).thenRefused(
      'calendar-day-twice',
      '/makeUpWorkdays',
    );
    when(publishCalendar, publish({ makeUpWorkdays: ['2027-02-14', '2027-02-20'] })).then([
      calendarFact({ ...calendar, makeUpWorkdays: ['2027-02-14', '2027-02-20'] }),
    ]);
  });

  it('just as its year was published last has nothing to do; corrected, or of another year, it is published', () => {
    const { when } = given(rulebook, [published]);
    when(publishCalendar, publish()).then([]);
    when(publishCalendar, publish({ makeUpWorkdays: [] })).then([calendarFact({ ...calendar, makeUpWorkdays: [] })]);
    when(publishCalendar, publish({ year: 2028 })).then([calendarFact({ ...calendar, year: 2028 })]);
  });
});

describe('publishing an edition of divisions', () => {
  const town = { level: 'township', code: '341881100', name: '西津街道', parent: '341881', kind: '街道' } as const;
  const village = {
    level: 'village',
    code: '341881100201',
    name: '一村',
    parent: '341881100',
    kind: '村委会',
  } as const;
  const edition: Edition = { edition: '2023', divisions: [town, village], source: '统计用区划代码' };
  const publish = (divisions: Edition['divisions'], name = '2023') =>
    new PublishDivisions({ ...edition, edition: name, divisions });
  const published = { fact: divisionsFact(edition) };

  it('lists every township and village, in whatever order', () => {
    given(rulebook)
      .when(publishDivisions, publish([town, village]))
      .then([published.fact]);
    given(rulebook)
      .when(publishDivisions, publish([village, town]))
      .then([divisionsFact({ ...edition, divisions: [village, town] })]);
  });

  it('is refused with one code twice (division-twice); two villages of one name are two', () => {
    const { when } = given(rulebook);
    when(publishDivisions, publish([town, village, { ...village, name: '二村' }])).thenRefused(
      'division-twice',
      '/divisions/2/code',
    );
    const namesake = { ...village, code: '341881100202' };
    when(publishDivisions, publish([town, village, namesake])).then([
      divisionsFact({ ...edition, divisions: [town, village, namesake] }),
    ]);
  });

  it('is refused with a village of no township of the edition (division-orphan)', () => {
    const { when } = given(rulebook);
    when(publishDivisions, publish([village])).thenRefused('division-orphan', '/divisions/0/parent');
    const under = { ...village, code: '341881100203', parent: village.code };
    when(publishDivisions, publish([town, village, under])).thenRefused('division-orphan', '/divisions/2/parent');
    when(publishDivisions, publish([town])).then([divisionsFact({ ...edition, divisions: [town] })]);
  });

  it('just as it was published last has nothing to do; under another name it is published', () => {
    const { when } = given(rulebook, [published]);
    when(publishDivisions, publish([town, village])).then([]);
    when(publishDivisions, publish([town, village], '2023-2')).then([divisionsFact({ ...edition, edition: '2023-2' })]);
  });

  describe('in which a village became part of another (F16)', () => {
    const whole = { ...village, code: '341881100202', name: '二村' };
    const elsewhere = { ...town, code: '341881101', name: '二镇' };
    const abroad = { ...village, code: '341881101201', parent: elsewhere.code };
    const before = { fact: divisionsFact({ ...edition, divisions: [town, elsewhere, village, whole, abroad] }) };
    const merged = (change: Partial<Edition> = {}): Edition => ({
      ...edition,
      edition: '2027',
      divisions: [town, elsewhere, whole, abroad],
      effectiveFrom: '2027-01-01',
      mergers: [{ code: village.code, into: whole.code }],
      ...change,
    });

    it('says which, into which, and from which day', () => {
      given(rulebook, [before])
        .when(publishDivisions, new PublishDivisions(merged()))
        .then([divisionsFact(merged())]);
    });

    it('is refused without a day (merger-needs-day)', () => {
      const { effectiveFrom: _, ...undated } = merged();
      given(rulebook, [before])
        .when(publishDivisions, new PublishDivisions(undated))
        .thenRefused('merger-needs-day', '/effectiveFrom');
    });

    it('is refused of one that was none or still is one, into one that is none or elsewhere, and twice (no-such-merger)', () => {
      const { when } = given(rulebook, [before]);
      const refused = (mergers: Edition['mergers'], divisions: Edition['divisions'], at = 0) =>
        when(publishDivisions, new PublishDivisions(merged({ mergers, divisions }))).thenRefused(
          'no-such-merger',
          `/mergers/${at}`,
        );
      const after = merged().divisions;
      refused([{ code: '341881100299', into: whole.code }], after);
      refused([{ code: village.code, into: whole.code }], [...after, village]);
      refused([{ code: village.code, into: '341881100299' }], after);
      refused([{ code: village.code, into: town.code }], after);
      refused([{ code: village.code, into: abroad.code }], after);
      const once = { code: village.code, into: whole.code };
      refused([once, once], after, 1);
    });
  });
});
