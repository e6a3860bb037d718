import { createHash } from 'node:crypto';
import { localDateOf, nextMonth } from '../platform/calendar/local-date.js';
import { loadDivisions } from '../platform/divisions/divisions.js';
import { nationalCalendars } from '../platform/calendar/national-calendars.js';
import { workCalendar } from '../platform/calendar/work-calendar.js';
import { parseIdNumber } from '../platform/identity/id-number.js';
import type { Act, CaseAct, CutOffs } from './demo-script.js';
import { isOfCase, isOfFamily, subjectOf } from './demo-script.js';
import { demoYear } from './demo-year.js';

const SEED = 20_260_901;
const TODAY = '2026-10-20';
const tenth: CutOffs = (month) => `${nextMonth(month)}-10`;
const year = demoYear();
const span = year.spanBefore(TODAY);
const acts = year.acts(SEED, span, tenth);

/** A year has 60,000 acts: its whole telling is compared by its hash. */
function told(played: readonly Act[]): string {
  const lines = played.map((act) => [
    act.at,
    subjectOf(act),
    isOfFamily(act) ? [act.family.head, act.family.others] : [],
    act.name,
    act.account,
  ]);
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}

/** Registered a second time by mistake. */
const isDouble = (key: string) => key.endsWith('-again');

describe('the script of a year of the city', () => {
  const known = new Map(acts.filter(isOfFamily).map(({ family }) => [family.key, family]));
  const families = [...known.values()].filter(({ key }) => !isDouble(key));
  const people = families.flatMap(({ head, others }) => [head, ...others]);

  test('it spans twelve months and ends yesterday', () => {
    expect(span).toEqual({ from: '2025-11-01', until: '2026-10-19' });
    expect(acts.filter(({ at }) => localDateOf(at) < span.from || localDateOf(at) > span.until)).toEqual([]);
    expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).sort());
  });

  test('every township and village has families, 154 coordinators call on them first, the biggest villages have two', () => {
    const divisions = loadDivisions('2023');
    const villages = [...new Set(families.map(({ village }) => village))];
    expect(families.length).toBe(2057);
    expect(villages.map(({ code }) => code).sort()).toEqual(divisions.villages().map(({ code }) => code));
    expect(new Set(villages.map(({ code }) => divisions.townOf(code))).size).toBe(19);
    const calling = new Set(acts.filter(({ name }) => name.startsWith('visit-2')).map(({ account }) => account));
    const roles = [...calling].map((account) => {
      const actor = year.actors.find((one) => one.account === account);
      return account.endsWith('-next') ? 'SUCCESSOR' : actor?.role;
    });
    const shares = ['COORDINATOR', 'SUCCESSOR', 'OFFICER'].map((role) => roles.filter((one) => one === role).length);
    expect([...shares, calling.size]).toEqual([154, 14, 16, 184]);
    const two = villages.filter(({ coordinators }) => coordinators.length === 2);
    const one = villages.filter(({ coordinators }) => coordinators.length === 1);
    expect(Math.min(...two.map(({ families: size }) => size))).toBeGreaterThan(
      Math.max(...one.map(({ families: size }) => size)),
    );
  });

  test('every person has a number of his own, right to the check digit and of no area there is', () => {
    const numbers = people.map(({ idNo = '' }) => idNo);
    expect(numbers.filter((number) => !parseIdNumber(number).ok || !number.startsWith('990101'))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('rare characters and names with a dot are among the heads', () => {
    const names = families.map(({ head }) => head.name);
    const trying = names.filter((name) => name.includes('·') || /[\u3400-\u4dbf\u{20000}-\u{3ffff}]/u.test(name));
    expect(trying.sort()).toEqual([
      '㛃𬀩',
      '买买提·艾力',
      '刘䶮',
      '古丽娜尔·买买提',
      '扎西·多吉',
      '李𪟝',
      '王𬭎',
      '赵𫖯',
      '赵𬱖',
      '阿依夏木·吐尔逊',
      '陈㵑',
      '𠅤家旺',
    ]);
  });

  test('no family and no office does one thing twice', () => {
    const keys = acts.map((act) => `${subjectOf(act)}/${act.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('some townships hand their rosters in late or never, and posts stay empty', () => {
    const files = acts.filter(({ name }) => name.startsWith('file-'));
    const late = files.filter(({ at }) => at > '2025-11-12T16:00:00.000Z');
    expect(late.map(({ name, at }) => [name, at])).toEqual([
      ['file-341881203-A4-1', '2025-11-12T16:11:00.000Z'],
      ['file-341881107-A3-2', '2025-11-16T08:00:00.000Z'],
      ['file-341881107-A4-2', '2025-11-16T08:01:00.000Z'],
      ['file-341881102-A3-1', '2025-11-17T08:00:00.000Z'],
    ]);
    expect(new Set(files.map(({ name }) => name.slice(0, -2))).size).toBe(37);
    const offices = acts.filter((act) => !isOfFamily(act) && !isOfCase(act));
    const counted = (kind: string) => offices.filter(({ name }) => name.startsWith(kind)).length;
    const kinds = ['appoint-', 'relieve-', 'suspend-', 'resume-', 'return-', 'group-new', 'secretary-'];
    expect(kinds.map(counted)).toEqual([168, 20, 4, 4, 8, 6, 142]);
  });

  test('families move, part and are registered twice, some are on the watch list or monitored', () => {
    const counted = (name: string) => acts.filter((act) => isOfFamily(act) && act.name === name).length;
    const names = ['move', 'move-accepted', 'split', 'split-decision', 'merge', 'merge-decision'];
    const others = ['watch', 'watch-release', 'monitoring', 'monitoring-end'];
    expect([...names, ...others].map(counted)).toEqual([110, 62, 45, 45, 12, 12, 70, 15, 106, 29]);
    expect([...known.keys()].filter(isDouble).length).toBe(12);
  });

  test('there are more than 1,500 cases, more where people are diligent, begun and worked on working days', () => {
    const cases = acts.filter(isOfCase);
    const keys = new Set(cases.map(({ caseKey }) => caseKey));
    const byTown = loadDivisions('2023')
      .townships()
      .map(({ code, name }) => [name, [...keys].filter((key) => key.startsWith(`case-${code}`)).length]);
    expect([keys.size, cases.length]).toEqual([1537, 20_648]);
    expect(byTown).toEqual([
      ['天湖街道', 68],
      ['西津街道', 173],
      ['南山街道', 118],
      ['河沥溪街道', 113],
      ['汪溪街道', 81],
      ['竹峰街道', 26],
      ['港口镇', 136],
      ['梅林镇', 101],
      ['中溪镇', 57],
      ['宁墩镇', 94],
      ['仙霞镇', 93],
      ['甲路镇', 48],
      ['胡乐镇', 70],
      ['霞西镇', 74],
      ['云梯畲族乡', 34],
      ['南极乡', 70],
      ['万家乡', 54],
      ['青龙乡', 39],
      ['方塘乡', 88],
    ]);
    const calendar = workCalendar(nationalCalendars);
    const resting = cases.filter(
      ({ at, name }) => !/^follow-up/.test(name) && !calendar.isWorkday(localDateOf(at)).workday,
    );
    expect(resting).toEqual([]);
  });

  test('cases go every way there is', () => {
    const cases = acts.filter(isOfCase);
    const counted = new Map<string, number>();
    for (const { name } of cases) {
      const kind = name.replace(/(-(\d+|\d{4}-\d{2}|[A-Z]+))+$/, '');
      counted.set(kind, (counted.get(kind) ?? 0) + 1);
    }
    expect(Object.fromEntries([...counted].sort(([one], [other]) => (one < other ? -1 : 1)))).toEqual({
      acknowledgement: 60,
      announcement: 17,
      application: 370,
      assistance: 62,
      begins: 1537,
      'care-agreement': 19,
      'care-offer': 44,
      'care-placement': 18,
      'care-word': 37,
      change: 15,
      charity: 21,
      check: 348,
      'check-result': 342,
      classification: 485,
      closing: 371,
      clue: 94,
      completion: 751,
      correction: 90,
      'correction-decision': 82,
      countermeasure: 691,
      duplicate: 90,
      'emergency-aid': 94,
      'emergency-end': 68,
      extension: 18,
      facts: 6131,
      filing: 636,
      'follow-up': 66,
      forwarding: 61,
      gift: 21,
      grant: 279,
      hearing: 17,
      'home-visit': 777,
      'home-visit-failed': 86,
      ineligibility: 113,
      'ineligibility-told': 110,
      needs: 753,
      notice: 259,
      objection: 25,
      opening: 719,
      opinion: 351,
      outcome: 54,
      papers: 60,
      payment: 646,
      plan: 625,
      problem: 692,
      receipt: 59,
      referral: 94,
      refusal: 41,
      'refusal-told': 41,
      rejection: 334,
      reopening: 16,
      'reopening-decision': 12,
      response: 474,
      review: 64,
      'self-care': 61,
      settlement: 25,
      urgency: 155,
      verification: 959,
      watch: 74,
      'whole-household': 17,
      withdrawal: 17,
    });
  });

  test('nobody decides on a case what he proposed', () => {
    const accounts = (cases: readonly CaseAct[], name: string) =>
      new Map(cases.filter((act) => act.name === name).map(({ caseKey, account }) => [caseKey, account]));
    const cases = acts.filter(isOfCase);
    const pairs = [
      ['opinion', 'grant'],
      ['opinion', 'refusal'],
      ['announcement', 'change'],
      ['correction', 'correction-decision'],
      ['reopening', 'reopening-decision'],
    ] as const;
    for (const [proposed, decided] of pairs) {
      const proposers = accounts(cases, proposed);
      const deciders = [...accounts(cases, decided)];
      expect(deciders.length).toBeGreaterThan(5);
      expect(deciders.filter(([key, account]) => proposers.get(key) === account)).toEqual([]);
    }
  });

  test('the same seed gives the same acts, another seed others', () => {
    expect(told(demoYear().acts(SEED, span, tenth))).toBe(told(acts));
    expect(told(year.acts(SEED + 1, span, tenth))).not.toBe(told(acts));
  });
});
