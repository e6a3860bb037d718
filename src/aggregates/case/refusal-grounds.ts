import type { Rules } from '../../platform/change/given.js';
import type { LocalDate } from '../../platform/fact.js';
import { ineligibilityNames } from './codes.js';

/** A published number that a reason hangs on, and which way it must have gone to help who was refused by it. */
export interface RefusalGround {
  readonly parameter: string;
  readonly helps: 'UP' | 'DOWN';
  readonly source: string;
}

/**
 * Which reason hangs on which parameter. LABOUR, OBLIGOR_ABLE, NOT_LOCAL, SAME_AID, UNTRUE and OTHER hang on no number.
 * What the bureau has not published yet (RIG-INCOME, RIG-RATIO, PROPERTY-LIMIT) compares with nothing until it has.
 */
export const refusalGrounds: Readonly<Record<string, readonly RefusalGround[]>> = {
  INCOME_ABOVE: [
    { parameter: 'DIBAO-STANDARD', helps: 'UP', source: '社会救助法第 18 条：人均收入低于当地低保标准' },
    { parameter: 'EDGE-RATIO', helps: 'UP', source: '社会救助法第 21 条、低保审核确认办法第 8 条：低保边缘的上浮比例' },
    { parameter: 'RIG-INCOME', helps: 'UP', source: '刚性支出困难家庭认定办法第 4 条：上年度当地人均可支配收入' },
  ],
  PROPERTY_ABOVE: [{ parameter: 'PROPERTY-LIMIT', helps: 'UP', source: '当地家庭财产规定，项目默认' }],
  EXPENDITURE_LOW: [
    { parameter: 'RIG-RATIO', helps: 'DOWN', source: '刚性支出困难家庭认定办法第 4 条：刚性支出占收入的比例' },
  ],
  AGE: [
    { parameter: 'TEK-AGE', helps: 'DOWN', source: '特困人员认定办法第 4、5 条：老年人年满 60 周岁' },
    { parameter: 'TEK-MINOR-AGE', helps: 'UP', source: '特困人员认定办法第 4、5 条：未满 16 周岁' },
  ],
};

/** What is known of a refusal: its reasons, the rulebook it was found by and its day. */
export interface Refused {
  readonly reasonCodes: readonly string[];
  readonly ruleVersion: number;
  readonly on: LocalDate;
}

/** A reason that may hold no longer. Without a parameter: the reason itself was withdrawn. Numbers in `unit`. */
export interface LapsedReason {
  readonly reasonCode: string;
  readonly reasonName: string;
  readonly parameter: string | null;
  readonly oldValue: number | null;
  readonly newValue: number | null;
  readonly unit: string | null;
  readonly source: string | null;
  readonly ruleVersion: number;
  readonly ruleVersionNow: number;
}

/**
 * The reasons of a refusal that the rules in force on `today` no longer bear out: a number they hang on has gone the way
 * that may help since, or they are no reason any more. It is for a person to look at the family again; nothing is decided.
 */
export function lapsedReasons(refused: Refused, rules: Rules, today: LocalDate): readonly LapsedReason[] {
  return refused.reasonCodes.flatMap((code) => lapsedReason(code, refused, rules, today));
}

function lapsedReason(code: string, refused: Refused, rules: Rules, today: LocalDate): readonly LapsedReason[] {
  const { ruleVersion, on } = refused;
  const told = {
    reasonCode: code,
    reasonName: ineligibilityNames[code] ?? code,
    ruleVersion,
    ruleVersionNow: rules.version,
  };
  if (ineligibilityNames[code] === undefined)
    return [{ ...told, parameter: null, oldValue: null, newValue: null, unit: null, source: null }];
  return (refusalGrounds[code] ?? []).flatMap(({ parameter, helps, source }) => {
    const then = rules.parameters.at(parameter, ruleVersion, on);
    const now = rules.parameters.at(parameter, rules.version, today);
    if (!then || now?.unit !== then.unit) return [];
    const helped = helps === 'UP' ? now.value > then.value : now.value < then.value;
    return helped ? [{ ...told, parameter, oldValue: then.value, newValue: now.value, unit: now.unit, source }] : [];
  });
}

/** One line of a sheet for each: `收入超标：DIBAO-STANDARD 78000→82000 分/月`. */
export function lapsedWords(lapsed: readonly LapsedReason[]): string {
  return lapsed
    .map(({ reasonName, parameter, oldValue, newValue, unit }) =>
      parameter === null
        ? `${reasonName}：该原因已取消`
        : `${reasonName}：${parameter} ${oldValue ?? ''}→${newValue ?? ''} ${unit ?? ''}`,
    )
    .join('；');
}
