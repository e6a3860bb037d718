import { monthOf } from '../../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import { assertSecondPerson } from '../../../platform/change/second-person.js';
import type { Given } from '../../../platform/change/given.js';
import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { GrantedMeasure } from '../measures/measures.js';

/** A measure of this case, running or ended. */
export function measureOf({ granted }: KnownCase, measureId: string): GrantedMeasure {
  const measure = entryOf(granted, measureId);
  if (!measure) throw new RuleBroken('no-such-measure', '没有这项救助', '/measureId');
  return measure;
}

/** A measure that nobody has ended. */
export function runningMeasure(caseFile: KnownCase, measureId: string): GrantedMeasure {
  const measure = measureOf(caseFile, measureId);
  if (measure.endedFrom !== undefined)
    throw new RuleBroken('measure-ended', `该项救助已自 ${measure.endedFrom} 起停止`, '/measureId');
  return measure;
}

/** What it pays for a month, in 分; undefined for a month in which it is not in force. */
export function moneyIn(measure: GrantedMeasure, month: Period): number | undefined {
  const { from, validUntil, endedFrom, reductions } = measure;
  if (month < monthOf(from) || (validUntil !== undefined && month > monthOf(validUntil))) return undefined;
  // Ended on the first of a month it pays nothing for that month any more.
  if (endedFrom !== undefined && `${month}-01` >= endedFrom) return undefined;
  return reductions.findLast((reduction) => `${month}-01` >= reduction.from)?.money ?? measure.money;
}

/**
 * Before aid is reduced or ended the family is heard, then told in writing at least DIB-REFUSE working days before
 * (社会救助法 arts. 45, 48; I-17); who told them does not decide (I-25).
 */
export function assertAnnounced(
  { announced }: GrantedMeasure,
  { change, from, actor }: { readonly change: string; readonly from: LocalDate; readonly actor: Given['actor'] },
): void {
  if (announced?.change !== change)
    throw new RuleBroken('I-17', '须先听取意见并书面告知，再作出减发或停止的决定', '/measureId');
  if (from < announced.from) throw new RuleBroken('I-17', `生效日期早于告知的日期 ${announced.from}`, '/from');
  assertSecondPerson(announced, actor);
}
