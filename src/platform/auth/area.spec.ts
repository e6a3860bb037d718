import fc from 'fast-check';
import { divisionsFrom, loadDivisions } from '../divisions/divisions.js';
import type { Area } from './area.js';
import { areaOf, covers } from './area.js';
import type { Caller, Role } from './caller.js';
import { roleName, roles } from './caller.js';

const divisions = loadDivisions('2023');
const caller = (role: Role, org: string): Caller => ({ id: 'u-1', person: 'p-1', role, org });
const area = (role: Role, org: string, assigned?: readonly string[]): Area =>
  areaOf(caller(role, org), divisions, assigned);

describe('the area of a caller', () => {
  test('every role has a name in Chinese', () => {
    expect(roles.map((role) => roleName(role)).filter((name) => !/^[\u4e00-\u9fff]+$/.test(name))).toEqual([]);
    expect(roles).toHaveLength(12);
  });

  test('the bureau has the city, and only by the code of the city', () => {
    expect(area('BUREAU', '341881')).toEqual({ kind: 'city' });
    for (const org of ['', '341882', '341881100', '341881,341881100', ' 341881']) {
      expect(area('BUREAU', org)).toEqual({ kind: 'none' });
    }
  });

  test('township roles have their township', () => {
    for (const role of ['OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE'] as const) {
      expect(area(role, '341881100')).toEqual({ kind: 'towns', towns: ['341881100'] });
    }
  });

  test('天湖街道 is of the city though its code begins otherwise', () => {
    expect(area('OFFICER', '341871001')).toEqual({ kind: 'towns', towns: ['341871001'] });
  });

  test('a township that is not on the list gives no area, nor does the city, a village or a department', () => {
    for (const org of ['341881999', '341881', '341881100201', 'MEDICAL', '', '34188110', '3418811000']) {
      expect(area('OFFICER', org)).toEqual({ kind: 'none' });
    }
  });

  test('a coordinator has the villages of his token and knows their townships', () => {
    expect(area('COORDINATOR', '341881100201,341871001200,341881100201')).toEqual({
      kind: 'villages',
      villages: ['341881100201', '341871001200'],
      towns: ['341881100', '341871001'],
    });
  });

  test('a village that is not on the list is dropped, alone it gives no area', () => {
    expect(area('SECRETARY', '341881100201,341881100999')).toEqual({
      kind: 'villages',
      villages: ['341881100201'],
      towns: ['341881100'],
    });
    for (const org of ['341881100999', '341881100', '341881', '', ',']) {
      expect(area('SECRETARY', org)).toEqual({ kind: 'none' });
    }
  });

  test('assignment facts can only narrow what the token says', () => {
    expect(area('COORDINATOR', '341881100201,341871001200', ['341871001200', '341881100202'])).toEqual({
      kind: 'villages',
      villages: ['341871001200'],
      towns: ['341871001'],
    });
    expect(area('COORDINATOR', '341881100201', [])).toEqual({ kind: 'none' });
  });

  test('F16 · a village that became part of another goes with it, whichever of the two is named', () => {
    const [part, whole] = ['341881100201', '341881100202'];
    const merged = divisionsFrom(
      {
        edition: '2027',
        divisions: divisions.divisions.filter(({ code }) => code !== part),
        effectiveFrom: '2027-01-01',
        mergers: [{ code: part, into: whole }],
      },
      [divisions],
    );
    const both: Area = { kind: 'villages', villages: [whole, part], towns: ['341881100'] };
    const areaIn = (org: string, assigned?: readonly string[]) => areaOf(caller('COORDINATOR', org), merged, assigned);
    expect([
      areaIn(part),
      areaIn(whole),
      areaIn(`${part},${whole}`),
      areaIn(part, [part]),
      areaIn(part, [whole]),
      areaIn(part, []),
    ]).toEqual([both, both, both, both, both, { kind: 'none' }]);
  });

  test('departments, inspectors, auditors and administrators have no area whatever their organisation', () => {
    for (const role of ['DEPARTMENT', 'INSPECTOR', 'AUDITOR', 'ADMIN'] as const) {
      for (const org of ['341881', '341881100', '341881100201', 'MEDICAL']) {
        expect(area(role, org)).toEqual({ kind: 'none' });
      }
    }
  });
});

describe('what an area covers', () => {
  const town: Area = { kind: 'towns', towns: ['341881100'] };
  const village: Area = { kind: 'villages', villages: ['341881100201'], towns: ['341881100'] };

  test('a township covers its own households and no neighbour', () => {
    expect(covers(town, { townCode: '341881100', villageCode: '341881100201' })).toBe(true);
    expect(covers(town, { townCode: '341881101', villageCode: '341881101200' })).toBe(false);
  });

  test('a coordinator is not let into the next village of his township, nor to what is the whole township’s', () => {
    expect(covers(village, { townCode: '341881100', villageCode: '341881100201' })).toBe(true);
    expect(covers(village, { townCode: '341881100', villageCode: '341881100202' })).toBe(false);
    expect(covers(village, { townCode: '341881100' })).toBe(false);
  });

  test('what belongs to no unit is only the city’s', () => {
    expect(covers({ kind: 'city' }, {})).toBe(true);
    expect(covers(town, {})).toBe(false);
    expect(covers(village, {})).toBe(false);
    expect(covers({ kind: 'none' }, {})).toBe(false);
  });

  test('a township the table does not know lies nowhere', () => {
    const areas: Area[] = [{ kind: 'city' }, town, village, { kind: 'none' }];
    expect(areas.map((one) => covers(one, { townCode: 'none' }))).toEqual([false, false, false, false]);
  });

  test('whatever role and organisation, an area covers exactly what the division table gives the codes', () => {
    const units = divisions.villages().map(({ code, parent }) => ({ townCode: parent, villageCode: code }));
    const codes = [
      '341881',
      ...divisions.divisions.map(({ code }) => code),
      '341881999',
      '341881100999',
      'MEDICAL',
      '',
    ];
    const allowed = (role: Role, org: readonly string[], unit: (typeof units)[number]): boolean => {
      if (role === 'SYSTEM') return true;
      if (role === 'BUREAU') return org.length === 1 && org[0] === '341881';
      if (role === 'COORDINATOR' || role === 'SECRETARY') return org.includes(unit.villageCode);
      return ['OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE'].includes(role) && org.includes(unit.townCode);
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.array(fc.constantFrom(...codes), { maxLength: 3 }),
        fc.constantFrom(...units),
        (role, org, unit) => {
          expect(covers(area(role, org.join(',')), unit)).toBe(allowed(role, org, unit));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
