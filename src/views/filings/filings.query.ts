import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Annex } from '../../aggregates/filing/filing.events.js';
import { covers } from '../../platform/auth/area.js';
import { localDateOf, yearOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { FilingTiming } from './filing-timing.js';
import { filingTiming } from './filing-timing.js';
import type { FilingDocument } from './filings.projection.js';
import { filingsProjection } from './filings.projection.js';

export interface FilingFilter extends PageQuery {
  readonly town?: string;
  /** The present year by default. */
  readonly year?: string;
}

export interface FilingRow extends FilingTiming {
  readonly filingId: string;
  readonly year: string;
  readonly townCode: string;
  readonly townName: string;
  readonly annex: Annex;
  readonly dueOn: LocalDate;
  readonly state: 'NOT_FILED' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED';
  /** Of the last submission; null before the first one. */
  readonly submittedAt: Instant | null;
  readonly rows: number | null;
  readonly anchor: string | null;
  readonly contentHash: string | null;
  readonly filledBy: string | null;
  readonly reviewedBy: string | null;
  readonly submissions: number;
  /** Why it was sent back last. */
  readonly returnReasons: readonly (string | null)[];
  readonly acceptedOn: LocalDate | null;
}

/** Every township of the area and both rosters, filed or not, in the order of code; empty without a campaign. */
export class FindFilings extends Query<Page<FilingRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: FilingFilter,
  ) {
    super();
  }
}

const FILING_FIELDS: readonly string[] = ['filledBy', 'reviewedBy', 'reasons'];
const ANNEXES: readonly Annex[] = ['A3', 'A4'];

interface Place {
  readonly filingId: string;
  readonly year: string;
  readonly townCode: string;
  readonly townName: string;
  readonly annex: Annex;
  readonly dueOn: LocalDate;
}

@QueryHandler(FindFilings)
export class FindFilingsHandler implements IQueryHandler<FindFilings> {
  /** Two lines for each of a city's townships: all are read, so that those that filed nothing stand in their places. */
  async execute({ reading, filter }: FindFilings): Promise<Page<FilingRow>> {
    const limit = limitOf(filter);
    const past = String(cursorOf('filings', filter, 1)?.[0] ?? '');
    const year = filter.year ?? yearOf(localDateOf(reading.now));
    const view = await reading.views.of(filingsProjection);
    const dueOn = (await view.get(`campaign-${year}`))?.dueOn;
    const documents = await view.find({ $and: [areaFilter(reading.area), { year }] });
    const known = new Map(documents.map((document) => [document._id, document]));
    const places = dueOn === undefined ? [] : placesOf(reading, filter.town, { year, dueOn });
    const found = places.filter(({ filingId }) => filingId > past);
    const shown = found.slice(0, limit);
    reading.seen(
      shown.flatMap(({ filingId }) => known.get(filingId)?.submissions.at(-1)?.filledBy.subject ?? []),
      FILING_FIELDS,
    );
    const rows = await Promise.all(shown.map((place) => filingRow(place, known.get(place.filingId), reading)));
    return pageOf('filings', found, limit, rows, ({ filingId }) => [filingId]);
  }
}

function placesOf(
  { area, rules }: Reading,
  town: string | undefined,
  campaign: Pick<Place, 'year' | 'dueOn'>,
): readonly Place[] {
  return rules.divisions
    .townships()
    .filter(({ code }) => covers(area, { townCode: code }) && (town === undefined || code === town))
    .flatMap(({ code, name }) =>
      ANNEXES.map((annex) => ({
        ...campaign,
        filingId: `${campaign.year}_${code}_${annex}`,
        townCode: code,
        townName: name,
        annex,
      })),
    );
}

async function filingRow(
  place: Place,
  document: FilingDocument | undefined,
  { now, open, rules }: Reading,
): Promise<FilingRow> {
  const last = document?.submissions.at(-1);
  const standing = document?.state === 'RETURNED' ? undefined : last?.at;
  return {
    ...place,
    state: document?.state ?? 'NOT_FILED',
    ...filingTiming(place.dueOn, standing, now, rules.calendar),
    submittedAt: last?.at ?? null,
    rows: last?.rows ?? null,
    anchor: last?.anchor ?? null,
    contentHash: last?.contentHash ?? null,
    filledBy: await open.name(last?.filledBy),
    reviewedBy: await open.name(last?.reviewedBy),
    submissions: document?.submissions.length ?? 0,
    returnReasons: await Promise.all((document?.reasons ?? []).map((reason) => open.text(reason))),
    acceptedOn: document?.acceptedOn ?? null,
  };
}
