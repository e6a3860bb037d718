import { given } from '../../../test/support/given-when-then.js';
import type { CalendarPublished, DivisionsPublished, ParameterPublished } from './rulebook.events.js';
import { rulebook, rulesOf } from './rulebook.js';

function parameter(value: number, effectiveFrom: string, effectiveTo?: string): { readonly fact: ParameterPublished } {
  const period = effectiveTo === undefined ? { effectiveFrom } : { effectiveFrom, effectiveTo };
  return {
    fact: { type: 'ParameterPublished', data: { id: 'N', value, unit: '日', source: '试', clocked: true, ...period } },
  };
}

function calendar(year: number, holidays: readonly string[]): { readonly fact: CalendarPublished } {
  return { fact: { type: 'CalendarPublished', data: { year, holidays, makeUpWorkdays: [], source: '试' } } };
}

function edition(name: string, code: string, effectiveFrom?: string): { readonly fact: DivisionsPublished } {
  const divisions = [{ level: 'township', code, name: '街道', parent: '341881', kind: '街道' }] as const;
  const since = effectiveFrom === undefined ? {} : { effectiveFrom };
  return { fact: { type: 'DivisionsPublished', data: { edition: name, divisions, source: '试', ...since } } };
}

type Told = ReturnType<typeof parameter>;
const valueOn = (told: readonly Told[], today: string) =>
  rulesOf(given(rulebook, told).state, 0, today).parameters.number('N');

describe('a published parameter', () => {
  it('holds from its first day to its last, both included', () => {
    const told = [parameter(1, '2026-01-01'), parameter(2, '2026-09-01', '2026-09-30')];
    const days = ['2026-01-01', '2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01'];
    expect(days.map((day) => valueOn(told, day))).toEqual([1, 1, 2, 2, 1]);
  });

  it('gives way to what was published after it, from the day that holds', () => {
    const told = [parameter(1, '2026-01-01'), parameter(2, '2026-09-01'), parameter(3, '2026-08-01')];
    const days = ['2026-07-31', '2026-08-01', '2026-09-01'];
    expect(days.map((day) => valueOn(told, day))).toEqual([1, 3, 3]);
  });

  it('is known as it held on a day by an earlier version of the rulebook', () => {
    const told = [parameter(1, '2026-01-01'), parameter(2, '2026-09-01'), parameter(3, '2026-08-01')];
    const { parameters } = rulesOf(given(rulebook, told).state, 2, '2026-09-10');
    const asked = [
      [-1, '2026-09-01'],
      [0, '2026-09-01'],
      [1, '2026-08-31'],
      [1, '2026-09-01'],
      [2, '2026-08-01'],
    ] as const;
    expect(asked.map(([version, day]) => parameters.at('N', version, day)?.value)).toEqual([undefined, 1, 1, 2, 3]);
  });

  it('is never guessed: before its first day, after its last and unpublished it is a fault', () => {
    const told = [parameter(1, '2026-09-01', '2026-09-30')];
    expect(() => valueOn(told, '2026-08-31')).toThrow('参数 N 尚未发布');
    expect(() => valueOn(told, '2026-10-01')).toThrow('参数 N 尚未发布');
    expect(() => valueOn([], '2026-09-15')).toThrow('参数 N 尚未发布');
  });
});

describe('the published calendars', () => {
  const isWorkday = (told: readonly { readonly fact: CalendarPublished }[], day: string) =>
    rulesOf(given(rulebook, told).state, 0, '2026-09-10').calendar.isWorkday(day);

  it('of one year the last one counts, whole', () => {
    const told = [calendar(2027, ['2027-03-01', '2027-03-02']), calendar(2027, ['2027-03-02', '2027-03-03'])];
    expect(['2027-03-01', '2027-03-02', '2027-03-03'].map((day) => isWorkday(told, day))).toEqual([
      { workday: true, provisional: false },
      { workday: false, provisional: false },
      { workday: false, provisional: false },
    ]);
  });

  it('of two years stand beside each other, and a year without one is provisional', () => {
    const told = [calendar(2027, ['2027-03-01']), calendar(2028, ['2028-03-01'])];
    expect(['2027-03-01', '2028-03-01', '2029-03-01'].map((day) => isWorkday(told, day))).toEqual([
      { workday: false, provisional: false },
      { workday: false, provisional: false },
      { workday: true, provisional: true },
    ]);
  });
});

describe('the published divisions', () => {
  it('are those of the last edition; before the first nothing is of the city', () => {
    const none = rulesOf(given(rulebook).state, -1, '2026-09-10');
    expect([none.version, none.divisions.edition, none.divisions.isTownship('341881100')]).toEqual([-1, 'none', false]);
    const { state } = given(rulebook, [edition('2023', '341881100'), edition('2024', '341881101')]);
    const { version, divisions } = rulesOf(state, 1, '2026-09-10');
    expect([version, divisions.edition]).toEqual([1, '2024']);
    expect(divisions.townships().map(({ code }) => code)).toEqual(['341881101']);
  });

  it('hold from the first day of their edition, whatever is published meanwhile', () => {
    const told = [
      edition('2023', '341881100'),
      edition('2027', '341881101', '2027-01-01'),
      edition('2023-2', '341881100'),
    ];
    const { state } = given(rulebook, told);
    const days = ['2026-12-31', '2027-01-01'];
    expect(days.map((day) => rulesOf(state, 2, day).divisions.edition)).toEqual(['2023-2', '2027']);
  });
});
