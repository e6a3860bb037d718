import { nameOf, pathNames } from '../../aggregates/case/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import type { View } from '../../platform/read-store/views.js';
import type { GrantedAid, HouseholdAidsDocument } from './household-aids.projection.js';
import { householdAidsProjection } from './household-aids.projection.js';

/** What a case granted to the family, as its page shows it. */
export interface PageAid {
  readonly caseId: string;
  readonly measureId: string;
  readonly kind: string;
  readonly kindName: string;
  /** In 分, for each period. */
  readonly money: number;
  readonly period: string;
  readonly from: LocalDate;
  readonly validUntil: LocalDate | null;
  /** The first day without it. */
  readonly endedFrom: LocalDate | null;
  /** Whether it is paid today. */
  readonly current: boolean;
  readonly beneficiaries: readonly string[];
}

/** Everything granted to a household, or to one that has ended in it, in the order of its first days. */
export async function aidsOf(householdId: string, { views, now }: Reading): Promise<readonly PageAid[]> {
  const view = await views.of(householdAidsProjection);
  const found = await view.find({ household: { $in: await withEnded(view, householdId) } }, { sort: { _id: 1 } });
  const today = localDateOf(now);
  return found
    .flatMap(({ _id, aids }) => aids.map((aid) => pageAid(_id, aid, today)))
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

/** The household, and all that ended in it, one in the other. */
async function withEnded(view: View<HouseholdAidsDocument>, householdId: string): Promise<readonly string[]> {
  const all = [householdId];
  for (let latest = all; latest.length > 0;) {
    const ended = await view.find({ mergedInto: { $in: latest } });
    latest = ended.map(({ _id }) => _id).filter((id) => !all.includes(id));
    all.push(...latest);
  }
  return all;
}

function pageAid(caseId: string, aid: GrantedAid, today: LocalDate): PageAid {
  const { measureId, kind, money, period, from, validUntil, endedFrom, beneficiaries } = aid;
  const isOver = (endedFrom !== undefined && endedFrom <= today) || (validUntil !== undefined && validUntil < today);
  return {
    caseId,
    measureId,
    kind,
    kindName: nameOf(kind, pathNames),
    money,
    period,
    from,
    validUntil: validUntil ?? null,
    endedFrom: endedFrom ?? null,
    current: period !== 'ONCE' && from <= today && !isOver,
    beneficiaries,
  };
}
