import { testRules } from '../../../test/support/rules.js';
import type { PublishedValue, Rules } from '../../platform/change/given.js';
import { ineligibilityNames } from './codes.js';
import type { LapsedReason } from './refusal-grounds.js';
import { lapsedReasons, lapsedWords, refusalGrounds } from './refusal-grounds.js';

type Values = Readonly<Record<string, readonly [then: number | undefined, now: number, unit?: string]>>;

/** Version 9 of a rulebook whose numbers are given as of version 7 and as of now. */
function rules(values: Values): Rules {
  const at = (id: string, version: number): PublishedValue | undefined => {
    const [then, now, unit = 'bp'] = values[id] ?? [undefined, undefined];
    const value = version === 9 ? now : then;
    return value === undefined ? undefined : { value, unit: version === 9 ? unit : 'bp' };
  };
  return { ...testRules(), version: 9, parameters: { ...testRules().parameters, at } };
}

const lapsed = (values: Values, ...reasonCodes: readonly string[]) =>
  lapsedReasons({ reasonCodes, ruleVersion: 7, on: '2026-09-10' }, rules(values), '2026-12-01');
const found = (values: Values, ...codes: readonly string[]) =>
  lapsed(values, ...codes).map(({ reasonCode, parameter, oldValue, newValue }) => [
    reasonCode,
    parameter,
    oldValue,
    newValue,
  ]);

describe('a reason of refusal', () => {
  it('holds no longer once a number it hangs on has gone the way that helps, with both values and versions', () => {
    const reason: LapsedReason = {
      reasonCode: 'INCOME_ABOVE',
      reasonName: '收入超标',
      parameter: 'EDGE-RATIO',
      oldValue: 15_000,
      newValue: 20_000,
      unit: 'bp',
      source: refusalGrounds['INCOME_ABOVE']?.[1]?.source ?? '',
      ruleVersion: 7,
      ruleVersionNow: 9,
    };
    expect(lapsed({ 'EDGE-RATIO': [15_000, 20_000], 'DIBAO-STANDARD': [1, 1] }, 'INCOME_ABOVE')).toEqual([reason]);
  });

  it('stands where the number stayed, went the other way, was unknown then, or is counted otherwise now', () => {
    const values: readonly Values[] = [
      { 'DIBAO-STANDARD': [78_000, 78_000] },
      { 'DIBAO-STANDARD': [78_000, 77_999] },
      { 'DIBAO-STANDARD': [undefined, 90_000] },
      { 'DIBAO-STANDARD': [78_000, 900_000, '分/年'] },
      {},
    ];
    expect(values.map((one) => found(one, 'INCOME_ABOVE'))).toEqual([[], [], [], [], []]);
  });

  it('hangs on its own numbers alone, each with its way', () => {
    const risen = {
      'DIBAO-STANDARD': [1, 2],
      'RIG-RATIO': [1, 2],
      'TEK-AGE': [60, 61],
      'TEK-MINOR-AGE': [16, 18],
    } as const;
    const fallen = {
      'DIBAO-STANDARD': [2, 1],
      'RIG-RATIO': [2, 1],
      'TEK-AGE': [60, 55],
      'TEK-MINOR-AGE': [18, 16],
    } as const;
    const all = Object.keys(ineligibilityNames);
    expect(found(risen, ...all)).toEqual([
      ['INCOME_ABOVE', 'DIBAO-STANDARD', 1, 2],
      ['AGE', 'TEK-MINOR-AGE', 16, 18],
    ]);
    expect(found(fallen, ...all)).toEqual([
      ['AGE', 'TEK-AGE', 60, 55],
      ['EXPENDITURE_LOW', 'RIG-RATIO', 2, 1],
    ]);
  });

  it('that is no reason any more holds no longer either', () => {
    expect(found({}, 'OTHER', 'NO_RADIO')).toEqual([['NO_RADIO', null, null, null]]);
  });

  it('is said in a line of a sheet with both values', () => {
    expect(lapsedWords(lapsed({ 'TEK-AGE': [60, 55] }, 'AGE', 'NO_RADIO'))).toBe(
      '年龄不符：TEK-AGE 60→55 bp；NO_RADIO：该原因已取消',
    );
  });

  it('stands in the table under a code that is in use', () => {
    expect(Object.keys(refusalGrounds).filter((code) => ineligibilityNames[code] === undefined)).toEqual([]);
  });
});
