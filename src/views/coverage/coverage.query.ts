import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Area } from '../../platform/auth/area.js';
import { covers } from '../../platform/auth/area.js';
import { addDays, firstDayOf, lastDayOf, localDateOf, monthOf } from '../../platform/calendar/local-date.js';
import type { Division, Divisions } from '../../platform/divisions/divisions.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import { coveredDays, daysFromTo } from './covered-days.js';
import type { CoverageDocument, ResponsibleTerm } from './coverage.projection.js';
import { coverageProjection } from './coverage.projection.js';

export interface CoverageFilter extends PageQuery {
  readonly town?: string;
  /** Month or year the days are counted for; the present month by default. */
  readonly about?: Period;
  readonly state?: 'COVERED' | 'UNCOVERED';
}

export interface CoverageRow {
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly state: 'COVERED' | 'UNCOVERED';
  /** Null for a village that is covered, and for one that never was. */
  readonly uncoveredSince: LocalDate | null;
  readonly neverCovered: boolean;
  readonly responsible: readonly string[];
  /** Days of the period that have ended, and those of them at whose end somebody answered (A1). */
  readonly days: { readonly about: Period; readonly ended: number; readonly covered: number };
  readonly history: readonly ResponsibleTerm[];
}

/**
 * Every real village of the caller's area, with or without a coordinator, in the order of code (S03, I-01); of a period
 * in which it still was one, a village that became part of another stands in its place with its own days (F16).
 */
export class FindCoverage extends Query<Page<CoverageRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CoverageFilter,
  ) {
    super();
  }
}

@QueryHandler(FindCoverage)
export class FindCoverageHandler implements IQueryHandler<FindCoverage> {
  /** A city has 121 villages: all are read, so that those nobody ever answered for stand in their places. */
  async execute({ reading, filter }: FindCoverage): Promise<Page<CoverageRow>> {
    const limit = limitOf(filter);
    const past = String(cursorOf('coverage', filter, 1)?.[0] ?? '');
    const view = await reading.views.of(coverageProjection);
    const known = new Map<string, CoverageDocument>();
    for (const document of await view.find(areaFilter(reading.area))) known.set(document._id, document);
    const about = filter.about ?? monthOf(localDateOf(reading.now));
    const found = villagesIn(reading.area, reading.rules.divisions, firstDayOf(about))
      .filter(({ parent }) => filter.town === undefined || parent === filter.town)
      .map((village) => coverageRow(village, known.get(village.code), reading, about))
      .filter(({ state, villageCode }) => (filter.state === undefined || state === filter.state) && villageCode > past);
    return pageOf('coverage', found, limit, found, ({ villageCode }) => [villageCode]);
  }
}

/** A village with the first day on which it was no more, if there is one. */
type Standing = Division & { readonly on?: LocalDate };

function villagesIn(area: Area, divisions: Divisions, first: LocalDate): readonly Standing[] {
  const merged = divisions.merged.filter(({ on }) => on > first);
  return [...divisions.villages(), ...merged]
    .filter(({ code, parent }) => covers(area, { townCode: parent, villageCode: code }))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}

function coverageRow(
  village: Standing,
  document: CoverageDocument | undefined,
  { now, rules }: Reading,
  about: Period,
): CoverageRow {
  const terms = document?.terms ?? [];
  const today = localDateOf(now);
  const responsible = terms
    .filter(({ until }) => until === undefined || (village.on !== undefined && until >= village.on))
    .map(({ coordinatorRef }) => coordinatorRef);
  const [first, last] = [firstDayOf(about), lastDayOf(about)];
  const ended =
    [addDays(today, -1), last, ...(village.on === undefined ? [] : [addDays(village.on, -1)])].sort()[0] ?? last;
  return {
    townCode: village.parent,
    townName: rules.divisions.township(village.parent)?.name ?? village.parent,
    villageCode: village.code,
    villageName: village.name,
    state: responsible.length > 0 ? 'COVERED' : 'UNCOVERED',
    uncoveredSince: document?.uncoveredSince ?? null,
    neverCovered: terms.length === 0,
    responsible,
    days: { about, ended: daysFromTo(first, ended), covered: ended < first ? 0 : coveredDays(terms, first, ended) },
    history: terms,
  };
}
