import { divisionsFrom, isPseudoUnit, loadDivisions } from './divisions.js';

const divisions = loadDivisions('2023');

describe('the city', () => {
  test('has 19 townships and 121 villages, each village under one of them', () => {
    expect(divisions.edition).toBe('2023');
    expect(divisions.townships().map(({ code, name }) => `${code} ${name}`)).toEqual([
      '341871001 天湖街道',
      '341881001 西津街道',
      '341881002 南山街道',
      '341881003 河沥溪街道',
      '341881004 汪溪街道',
      '341881005 竹峰街道',
      '341881100 港口镇',
      '341881101 梅林镇',
      '341881102 中溪镇',
      '341881103 宁墩镇',
      '341881104 仙霞镇',
      '341881105 甲路镇',
      '341881106 胡乐镇',
      '341881107 霞西镇',
      '341881200 云梯畲族乡',
      '341881201 南极乡',
      '341881202 万家乡',
      '341881203 青龙乡',
      '341881204 方塘乡',
    ]);
    expect(divisions.villages().length).toBe(121);
    expect(divisions.divisions.length).toBe(140);
    const counted = divisions.townships().map(({ code }) => divisions.villagesOf(code).length);
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(121);
    expect(counted.filter((count) => count === 0)).toEqual([]);
    expect(countByKind()).toEqual({ 街道: 6, 镇: 8, 乡: 5, 居委会: 19, 村委会: 102 });
  });

  test('every village code leads to its township and every one is listed there', () => {
    for (const village of divisions.villages()) {
      expect(divisions.townOf(village.code)).toBe(village.parent);
      expect(divisions.villagesOf(village.parent)).toContain(village);
    }
  });
});

describe('trap 1: 天湖街道 has a foreign prefix and belongs', () => {
  test('it and its five villages are found', () => {
    expect(divisions.isTownship('341871001')).toBe(true);
    expect(divisions.villagesOf('341871001').map(({ code, name }) => [code, name])).toEqual([
      ['341871001001', '天湖居委会'],
      ['341871001200', '马村村委会'],
      ['341871001201', '钱村村委会'],
      ['341871001202', '汤村村委会'],
      ['341871001203', '枫河村委会'],
    ]);
    expect(divisions.townOf('341871001200')).toBe('341871001');
  });

  test('nothing else of that prefix does', () => {
    expect(divisions.isTownship('341871002')).toBe(false);
    expect(divisions.isVillage('341871001204')).toBe(false);
    expect(divisions.townOf('341871001204')).toBeUndefined();
  });
});

describe('trap 2: units that exist for statistics only', () => {
  test('scenario 3: 341881400 and 341881400498 belong to nobody', () => {
    expect(divisions.isTownship('341881400')).toBe(false);
    expect(divisions.isVillage('341881400498')).toBe(false);
    expect(divisions.townOf('341881400498')).toBeUndefined();
    expect(divisions.villagesOf('341881400')).toEqual([]);
  });

  test('an edition that lists them leaves them out all the same', () => {
    const published = divisionsFrom({
      edition: '2027',
      divisions: [
        { level: 'township', code: '341881400', name: '某开发区', parent: '341881', kind: '街道' },
        { level: 'village', code: '341881400498', name: '虚拟社区', parent: '341881400', kind: '居委会' },
        { level: 'township', code: '341881100', name: '港口镇', parent: '341881', kind: '镇' },
        { level: 'village', code: '341881100498', name: '虚拟社区', parent: '341881100', kind: '居委会' },
        { level: 'village', code: '341881100598', name: '虚拟生活区', parent: '341881100', kind: '村委会' },
        { level: 'village', code: '341881100200', name: '港口村委会', parent: '341881100', kind: '村委会' },
      ],
    });
    expect(published.divisions.map(({ code }) => code)).toEqual(['341881100', '341881100200']);
  });

  test.each([
    ['341881400', true],
    ['341881599', true],
    ['341881399', false],
    ['341881100', false],
    ['341881400001', true],
    ['341881100498', true],
    ['341881100598', true],
    ['341881100200', false],
    ['341481001200', false],
  ])('%s: %p', (code, pseudo) => {
    expect(isPseudoUnit(code)).toBe(pseudo);
  });
});

describe('trap 3: names repeat, codes do not', () => {
  test('scenario 4: two villages of one name are two', () => {
    expect(divisions.village('341881002201')?.name).toBe(divisions.village('341881104203')?.name);
    expect(divisions.displayName('341881002201')).toBe('南山街道 · 杨山村委会');
    expect(divisions.displayName('341881104203')).toBe('仙霞镇 · 杨山村委会');
    expect(divisions.displayName('341881100')).toBe('港口镇');
  });

  test('a unit is called by its name, one outside the city by its code, and none by nothing', () => {
    const codes = ['341881100', '341881100201', '340100000', undefined];
    expect(codes.map((code) => divisions.nameOf(code))).toEqual(['港口镇', '灰山村委会', '340100000', null]);
  });

  test('nothing is found by name', () => {
    expect(divisions.isTownship('港口镇')).toBe(false);
    expect(divisions.village('杨山村委会')).toBeUndefined();
    expect(divisions.displayName('杨山村')).toBe('杨山村');
  });
});

describe('trap 5 and the published edition', () => {
  test('a merged village keeps its code and follows the table to its new township', () => {
    const moved = divisionsFrom({
      edition: '2027',
      divisions: divisions.divisions.map((unit) =>
        unit.code === '341881100200' ? { ...unit, parent: '341881101' } : unit,
      ),
    });
    expect(moved.edition).toBe('2027');
    expect(moved.townOf('341881100200')).toBe('341881101');
    expect(moved.displayName('341881100200')).toBe('梅林镇 · 港口村委会');
    expect(moved.villagesOf('341881101').map(({ code }) => code)).toContain('341881100200');
    expect(moved.villagesOf('341881100').map(({ code }) => code)).not.toContain('341881100200');
  });

  describe('F16 · a village that became part of another', () => {
    const [old, whole, third] = ['341881100201', '341881100202', '341881100203'];
    const without = (...codes: readonly string[]) => divisions.divisions.filter(({ code }) => !codes.includes(code));
    const first = { edition: '2023', divisions: divisions.divisions };
    const second = {
      edition: '2027',
      divisions: without(old),
      effectiveFrom: '2027-01-01',
      mergers: [{ code: old, into: whole }],
    };
    const last = {
      edition: '2029',
      divisions: without(old, whole),
      effectiveFrom: '2029-01-01',
      mergers: [{ code: whole, into: third }],
    };

    test('is none any more, keeps its name and stands for the other', () => {
      const merged = divisionsFrom(second, [first]);
      expect([merged.isVillage(old), merged.townOf(old), merged.village(old)?.name, merged.nowOf(old)]).toEqual([
        false,
        undefined,
        divisions.village(old)?.name,
        whole,
      ]);
      expect([merged.displayName(old), merged.partsOf(whole), merged.partsOf(old), merged.nowOf(third)]).toEqual([
        divisions.displayName(old),
        [old],
        [],
        third,
      ]);
      expect(merged.merged).toEqual([{ ...divisions.village(old), into: whole, on: '2027-01-01' }]);
    });

    test('is followed through two mergers, and back to itself where it is a village again', () => {
      const twice = divisionsFrom(last, [first, second]);
      expect([twice.nowOf(old), twice.nowOf(whole), twice.partsOf(third)]).toEqual([third, third, [old, whole]]);
      const back = divisionsFrom({ edition: '2030', divisions: divisions.divisions }, [first, second]);
      expect([back.nowOf(old), back.partsOf(whole), back.merged]).toEqual([old, [], []]);
    });

    test('the same editions give the same answer, other earlier ones another', () => {
      expect(divisionsFrom(second, [first])).toBe(divisionsFrom(second, [first]));
      expect(divisionsFrom(second, []).merged).toEqual([]);
    });
  });

  test('the shipped table published as a fact gives the same city', () => {
    const payload = { edition: '2023', divisions: divisions.divisions };
    const published = divisionsFrom(JSON.parse(JSON.stringify(payload)) as typeof payload);
    expect(published).toEqual(divisions);
    expect(divisionsFrom(payload)).toBe(divisionsFrom(payload));
  });

  test('an empty edition, a village without township and codes of no form are answered, not thrown', () => {
    const empty = divisionsFrom({ edition: 'none', divisions: [] });
    expect([empty.townships(), empty.villages(), empty.villagesOf('341881100')]).toEqual([[], [], []]);
    const orphan = {
      level: 'village',
      code: '341881100200',
      name: '港口村委会',
      parent: '341881100',
      kind: '村委会',
    } as const;
    expect(divisionsFrom({ edition: 'x', divisions: [orphan] }).isVillage('341881100200')).toBe(false);
    for (const code of ['', '__proto__', 'constructor', '341881100200 ']) expect(divisions.isVillage(code)).toBe(false);
  });
});

function countByKind(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of divisions.divisions) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
