import { isLocalDate } from '../../../platform/calendar/local-date.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import { defaultParameters } from '../default-parameters.js';

type Judge = (value: number) => boolean;

const between =
  (least: number, greatest: number): Judge =>
  (value) =>
    value >= least && value <= greatest;

/** By the unit in which the rules read a parameter: a term of no days, or of more than any calendar counts, is none. */
const byUnit: Readonly<Record<string, Judge>> = {
  日: between(1, 366),
  工作日: between(1, 366),
  小时: between(1, 366 * 24),
  月: between(1, 120),
  '次/月': between(1, 31),
  yyyymmdd: (value) => isLocalDate(String(value).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')),
};
const byId: Readonly<Record<string, Judge>> = { 'LISTING-LAST-DAY': between(1, 31) };
const units = new Map(defaultParameters.map(({ id, unit }) => [id, unit]));

/** Whether the rules can work with this value; of a parameter that no rule reads every value will do. */
export function isUsable(id: string, value: number): boolean {
  const judge = entryOf(byId, id) ?? byUnit[units.get(id) ?? ''];
  return judge === undefined || judge(value);
}
