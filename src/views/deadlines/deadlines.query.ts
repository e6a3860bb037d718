import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { CaseClock } from '../../aggregates/case/clocks/case-clocks.js';
import type { ClockKind } from '../../aggregates/case/clocks/clock-kinds.js';
import { clockNames } from '../../aggregates/case/clocks/clock-kinds.js';
import type { ClockDue, Level } from '../../aggregates/case/clocks/clock-limits.js';
import { dueOf, isAwaited, levelNames, levelOf } from '../../aggregates/case/clocks/clock-limits.js';
import { pathNames } from '../../aggregates/case/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { DeadlinesDocument } from './deadlines.projection.js';
import { deadlinesProjection } from './deadlines.projection.js';

export interface DeadlinesFilter extends PageQuery {
  readonly town?: string;
  readonly kind?: ClockKind;
  readonly level?: Level;
  /** First and last day of the limits wanted, both included. */
  readonly dueFrom?: LocalDate;
  readonly dueUntil?: LocalDate;
  /** Who has to act. */
  readonly owner?: string;
}

export interface DeadlineRow {
  /** Case, kind, what it is about and since when: the one clock among all. */
  readonly clockId: string;
  readonly caseId: string;
  readonly caseNo: string | null;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly kind: ClockKind;
  readonly kindName: string;
  /** Application, objection, referral or measure. */
  readonly about: string | null;
  readonly pathName: string | null;
  readonly startedOn: LocalDate;
  /** The statutory limit, and the promised one beside it. */
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  readonly promisedOn: LocalDate | null;
  readonly parameter: string;
  /** Rests on a year whose calendar is not published. */
  readonly provisional: boolean;
  readonly level: Level;
  readonly levelName: string;
  /** Whether the breach stands in the case's history. */
  readonly missed: boolean;
  /** The department a referral waits for, the bureau's owner of what lies there, else the township's. */
  readonly owner: string | null;
}

/** Everything that is awaited in the caller's area, the earliest end first. */
export class FindDeadlines extends Query<Page<DeadlineRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: DeadlinesFilter,
  ) {
    super();
  }
}

@QueryHandler(FindDeadlines)
export class FindDeadlinesHandler implements IQueryHandler<FindDeadlines> {
  async execute({ reading, filter }: FindDeadlines): Promise<Page<DeadlineRow>> {
    const limit = limitOf(filter);
    const [dueAt, clockId] = (cursorOf('deadlines', filter, 2) ?? []).map(String);
    const { rows } = await deadlinesIn(reading, filter);
    const found = dueAt === undefined ? rows : rows.filter((row) => byEnd(row, { dueAt, clockId: clockId ?? '' }) > 0);
    return pageOf('deadlines', found, limit, found, (row) => [row.dueAt, row.clockId]);
  }
}

/**
 * The rows of the area in their order, with the documents that tell them. A day follows the rules in force and stands
 * in no document: whatever is open in the area is read, a few hundred for the city.
 */
export async function deadlinesIn(
  reading: Reading,
  filter: DeadlinesFilter,
): Promise<{ readonly rows: readonly DeadlineRow[]; readonly documents: readonly DeadlinesDocument[] }> {
  const { town } = filter;
  const view = await reading.views.of(deadlinesProjection);
  const documents = await view.find(
    { $and: [areaFilter(reading.area), { open: true, ...(town === undefined ? {} : { town }) }] },
    { sort: { _id: 1 } },
  );
  const rows = documents
    .flatMap((document) =>
      document.clocks
        .map((clock) => ({ clock, due: dueOf(clock, reading.rules) }))
        .filter(({ clock, due }) => isAwaited(clock, due))
        .map((awaited) => deadlineRow(document, awaited, reading)),
    )
    .filter((row) => isWanted(row, filter))
    .sort(byEnd);
  return { rows, documents };
}

function isWanted(
  row: DeadlineRow,
  { kind, level, dueFrom = row.dueOn, dueUntil = row.dueOn, owner }: DeadlinesFilter,
): boolean {
  if (row.dueOn < dueFrom || row.dueOn > dueUntil) return false;
  if (kind !== undefined && row.kind !== kind) return false;
  if (level !== undefined && row.level !== level) return false;
  return owner === undefined || row.owner === owner;
}

function byEnd(one: Pick<DeadlineRow, 'dueAt' | 'clockId'>, other: Pick<DeadlineRow, 'dueAt' | 'clockId'>): number {
  if (one.dueAt !== other.dueAt) return one.dueAt < other.dueAt ? -1 : 1;
  return one.clockId < other.clockId ? -1 : one.clockId > other.clockId ? 1 : 0;
}

function deadlineRow(
  document: DeadlinesDocument,
  { clock, due }: { readonly clock: CaseClock; readonly due: ClockDue },
  { rules, now }: Pick<Reading, 'rules' | 'now'>,
): DeadlineRow {
  const { _id, town, village, caseNo } = document;
  const { kind, about, path, startedAt } = clock;
  const level = levelOf(due, now);
  return {
    clockId: `${_id}.${kind}.${about ?? ''}.${startedAt}`,
    caseId: _id,
    caseNo: caseNo ?? null,
    townCode: town,
    townName: rules.divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: rules.divisions.nameOf(village),
    kind,
    kindName: clockNames[kind],
    about: about ?? null,
    pathName: path === undefined ? null : (pathNames[path] ?? path),
    startedOn: localDateOf(startedAt),
    dueOn: due.dueOn,
    dueAt: due.dueAt,
    promisedOn: due.promised?.dueOn ?? null,
    parameter: due.parameter,
    provisional: due.provisional,
    level,
    levelName: levelNames[level],
    missed: clock.missedAt !== undefined,
    owner: ownerOf(document, clock) ?? null,
  };
}

function ownerOf({ township, bureau }: DeadlinesDocument, { kind, department }: CaseClock): string | undefined {
  if (kind === 'REFERRAL') return department;
  return kind === 'BUREAU_DECISION' ? bureau : township;
}
