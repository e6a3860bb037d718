import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../aggregates/township/codes.js';
import { firstDayOf, lastDayOf, localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { AffairDocument, AffairKind } from './township-affairs.projection.js';
import { townshipAffairsProjection } from './township-affairs.projection.js';

export const affairNames: Readonly<Record<AffairKind, string>> = {
  SUPERVISION: '督查',
  ASSESSMENT: '村级考核',
  REWARD_OR_PENALTY: '奖惩',
  EMERGENCY_ORDER: '应急令',
};

export interface AffairsFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly kind?: AffairKind;
  /** By the affair's day, of an order its first. */
  readonly year?: string;
}

export interface AffairRow {
  readonly affairId: string;
  readonly kind: AffairKind;
  readonly kindName: string;
  readonly townCode: string;
  readonly townName: string;
  /** Empty where it concerns the whole township. */
  readonly villages: readonly { readonly code: string; readonly name: string }[];
  readonly on: LocalDate;
  /** Last day of an order; null for anything else. */
  readonly until: LocalDate | null;
  readonly endedEarly: boolean;
  /** Of an order: whether it is in force today. */
  readonly inForce: boolean;
  readonly reason: string | null;
  readonly assessedYear: string | null;
  /** Hundredths of a point. */
  readonly score: number | null;
  readonly rubricVersion: string | null;
  readonly answer: Answer | null;
  readonly text: string | null;
}

/** Supervision, village assessments with reward or penalty, and emergency orders of the area, the latest first (S35). */
export class FindTownshipAffairs extends Query<Page<AffairRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: AffairsFilter,
  ) {
    super();
  }
}

const ORDER = [
  ['on', -1],
  ['_id', 1],
] as const;

@QueryHandler(FindTownshipAffairs)
export class FindTownshipAffairsHandler implements IQueryHandler<FindTownshipAffairs> {
  async execute({ reading, filter }: FindTownshipAffairs): Promise<Page<AffairRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('township-affairs', filter, 2);
    const view = await reading.views.of(townshipAffairsProjection);
    const found = await view.find(affairsFilter(reading, filter), {
      sort: { on: -1, _id: 1 },
      limit: limit + 1,
      ...(cursor ? { after: after(ORDER, cursor) } : {}),
    });
    const shown = found.slice(0, limit);
    reading.seen(
      shown.flatMap(({ text }) => (text ? [text.subject] : [])),
      ['text'],
    );
    const rows = await Promise.all(shown.map((document) => affairRow(document, reading)));
    return pageOf('township-affairs', found, limit, rows, ({ on, _id }) => [on, _id]);
  }
}

function affairsFilter(reading: Reading, { town, village, kind, year }: AffairsFilter): Record<string, unknown> {
  return {
    $and: [
      areaFilter(reading.area),
      {
        ...(town === undefined ? {} : { town }),
        ...(village === undefined ? {} : { villages: village }),
        ...(kind === undefined ? {} : { kind }),
        ...(year === undefined ? {} : { on: { $gte: firstDayOf(year), $lte: lastDayOf(year) } }),
      },
    ],
  };
}

async function affairRow(document: AffairDocument, { rules, open, now }: Reading): Promise<AffairRow> {
  const { _id, kind, town, villages, on, until, year, score } = document;
  const today = localDateOf(now);
  return {
    affairId: _id,
    kind,
    kindName: affairNames[kind],
    townCode: town,
    townName: rules.divisions.nameOf(town),
    villages: villages.map((code) => ({ code, name: rules.divisions.nameOf(code) })),
    on,
    until: until ?? null,
    endedEarly: document.endedEarly ?? false,
    inForce: until !== undefined && on <= today && today <= until,
    reason: document.reason ?? null,
    assessedYear: year ?? null,
    score: score ?? null,
    rubricVersion: document.rubricVersion ?? null,
    answer: document.answer ?? null,
    text: await open.text(document.text),
  };
}
