import { localDateOf } from '../platform/calendar/local-date.js';
import { parseIdNumber } from '../platform/identity/id-number.js';
import { parseName } from '../platform/identity/person-name.js';
import { parsePhone } from '../platform/identity/phone.js';
import { demoFamilies } from './demo-families.js';
import { demoActs, spanBefore } from './demo-month.js';
import { DemoPeople, NOBODYS_AREA, idNumberOf } from './demo-people.js';
import { demoVillages } from './demo-villages.js';
import { SeededRandom } from './seeded-random.js';

const SEED = 20_260_901;
const stretch = { ...spanBefore('2026-10-20'), month: '2026-09', cutOffOn: '2026-10-13' };
const people = demoFamilies(new SeededRandom(SEED)).flatMap(({ head, others }) => [head, ...others]);

test.each([
  ['2026-10-20', '2026-09-01', '2026-10-19'],
  ['2026-10-18', '2026-08-01', '2026-10-17'],
  ['2026-11-01', '2026-09-01', '2026-10-31'],
  ['2026-03-18', '2026-01-01', '2026-03-17'],
])('the demo of %s begins on the first of a month that is closed, %s, and ends yesterday, %s', (today, from, until) => {
  expect(spanBefore(today)).toEqual({ from, until });
});

test('every person has a number of his own, right to the check digit and of no area there is', () => {
  const numbers = people.map(({ idNo = '' }) => idNo);
  expect(numbers.filter((number) => !parseIdNumber(number).ok)).toEqual([]);
  expect(numbers.filter((number) => !number.startsWith(NOBODYS_AREA))).toEqual([]);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(idNumberOf('1958-03-07', 4)).toBe('99010119580307004X');
  expect(() => idNumberOf('1958-02-30', 4)).toThrow(RangeError);
});

test('of many born in one year no two share a number', () => {
  const crowd = new DemoPeople(new SeededRandom(1));
  const numbers = Array.from({ length: 3000 }, () =>
    crowd.person({ relation: 'HEAD', born: [1950, 1950], sex: 'MALE' }),
  ).map(({ idNo }) => idNo);
  expect(new Set(numbers).size).toBe(3000);
});

test('every name and telephone number is one the doors accept, births lie between 1930 and 2020', () => {
  expect(people.filter(({ name }) => !parseName(name).ok)).toEqual([]);
  expect(people.filter(({ phone }) => phone !== undefined && !parsePhone(phone).ok)).toEqual([]);
  const years = people.map(({ idNo = '' }) => Number(idNo.slice(6, 10)));
  expect(years.filter((year) => year < 1930 || year > 2020)).toEqual([]);
});

test('two villages of one name have a family each whose head bears one name; rare and dotted names are there', () => {
  const families = demoFamilies(new SeededRandom(SEED));
  const villages = demoVillages.filter(({ name }) => name === '杨山村').map(({ code }) => code);
  expect(villages).toEqual(['341881002201', '341881104203']);
  expect(families.filter(({ head }) => head.name === '王建国').map(({ village }) => village.code)).toEqual(villages);
  for (const name of ['买买提·艾力', '赵𫖯', '刘䶮', '蓝畲生']) {
    expect(families.filter(({ head }) => head.name === name).length).toBe(1);
  }
});

test('acts follow one another in time, within the span, and no family does one thing twice', () => {
  const acts = demoActs(SEED, stretch);
  const instants = acts.map(({ at }) => at);
  expect(instants).toEqual([...instants].sort());
  expect(acts.filter(({ at }) => localDateOf(at) < stretch.from || localDateOf(at) > stretch.until)).toEqual([]);
  const keys = acts.map(({ family, name }) => `${family.key}/${name}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the same seed gives the same acts, another seed others', () => {
  const told = (seed: number) =>
    demoActs(seed, stretch).map(({ at, family, name, account }) => [at, family.head, family.address, name, account]);
  expect(told(SEED)).toEqual(told(SEED));
  expect(told(SEED + 1)).not.toEqual(told(SEED));
});
