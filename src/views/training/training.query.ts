import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { covers } from '../../platform/auth/area.js';
import { addDays, firstDayOf, lastDayOf, localDateOf, yearOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { Held, TrainingDocument } from './training.projection.js';
import { trainingProjection } from './training.projection.js';

export interface TrainingFilter extends PageQuery {
  readonly town?: string;
  /** The present year by default. */
  readonly year?: string;
}

/** A coordinator who was in post in the year, with what he attended in it. */
export interface TrainedRow {
  readonly coordinatorId: string;
  readonly name: string | null;
  readonly since: LocalDate;
  readonly relievedOn: LocalDate | null;
  readonly trainings: number;
  readonly hours: number;
  readonly lastOn: LocalDate | null;
  /** In post for at least TRAINING-DAYS days of the year, and not once trained in it (A4). */
  readonly short: boolean;
}

export interface TrainingRow {
  readonly townCode: string;
  readonly townName: string;
  readonly year: string;
  /** In the order of day; `attended` counts the area's coordinators who took part. */
  readonly held: readonly (Held & { readonly attended: number })[];
  readonly coordinators: readonly TrainedRow[];
  readonly short: number;
}

/** What every township of the area held in the year, and who took part (S05, S32), by code. */
export class FindTraining extends Query<Page<TrainingRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: TrainingFilter,
  ) {
    super();
  }
}

export const TRAINING_FIELDS: readonly string[] = ['name'];

@QueryHandler(FindTraining)
export class FindTrainingHandler implements IQueryHandler<FindTraining> {
  async execute({ reading, filter }: FindTraining): Promise<Page<TrainingRow>> {
    const limit = limitOf(filter);
    const past = String(cursorOf('training', filter, 1)?.[0] ?? '');
    const towns = townsOf(reading, filter).filter((code) => code > past);
    const rows = await trainingRows(reading, filter, towns.slice(0, limit));
    return pageOf('training', towns, limit, rows, (code) => [code]);
  }
}

/** Codes of the townships asked about, in order. */
export function townsOf({ area, rules }: Reading, { town }: TrainingFilter): readonly string[] {
  return rules.divisions
    .townships()
    .map(({ code }) => code)
    .filter((code) => covers(area, { townCode: code }) && (town === undefined || code === town));
}

export async function documentsOf(reading: Reading, towns: readonly string[]): Promise<readonly TrainingDocument[]> {
  const view = await reading.views.of(trainingProjection);
  return view.find({ $and: [areaFilter(reading.area), { town: { $in: [...towns] } }] }, { sort: { town: 1, _id: 1 } });
}

/** One row for each of the townships, also for one that held nothing. */
export async function trainingRows(
  reading: Reading,
  filter: TrainingFilter,
  towns: readonly string[],
): Promise<readonly TrainingRow[]> {
  const year = filter.year ?? yearOf(localDateOf(reading.now));
  const documents = await documentsOf(reading, towns);
  const people = documents.filter((document) => daysInPost(document, year, reading) > 0);
  reading.seen(
    people.map(({ _id }) => _id),
    TRAINING_FIELDS,
  );
  return Promise.all(
    towns.map(async (townCode) => {
      const own = people.filter(({ town }) => town === townCode);
      const coordinators = await Promise.all(own.map((document) => trainedRow(document, year, reading)));
      const held = documents.filter((document) => document.town === townCode && document.year === year);
      return {
        townCode,
        townName: reading.rules.divisions.nameOf(townCode),
        year,
        held: held
          .flatMap((document) => document.held)
          .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
          .map((training) => ({ ...training, attended: attendance(documents, training.trainingId) })),
        coordinators,
        short: coordinators.filter(({ short }) => short).length,
      };
    }),
  );
}

async function trainedRow(document: TrainingDocument, year: string, reading: Reading): Promise<TrainedRow> {
  const attended = document.attended.filter(({ on }) => yearOf(on) === year);
  const days = attended.map(({ on }) => on).sort();
  return {
    coordinatorId: document._id,
    name: await reading.open.name(document.name),
    since: document.since ?? '',
    relievedOn: document.relievedOn ?? null,
    trainings: attended.length,
    hours: attended.reduce((sum, { hours }) => sum + hours, 0),
    lastOn: days.at(-1) ?? null,
    short:
      attended.length === 0 && daysInPost(document, year, reading) >= reading.rules.parameters.number('TRAINING-DAYS'),
  };
}

/** Days of the year in post up to today; 0 for what is no coordinator. */
function daysInPost({ since, relievedOn }: TrainingDocument, year: string, { now }: Reading): number {
  if (since === undefined) return 0;
  const today = localDateOf(now);
  const from = since > firstDayOf(year) ? since : firstDayOf(year);
  const last = today < lastDayOf(year) ? today : lastDayOf(year);
  const until = relievedOn !== undefined && relievedOn <= last ? addDays(relievedOn, -1) : last;
  return until < from ? 0 : Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
}

function attendance(documents: readonly TrainingDocument[], trainingId: string): number {
  return documents.filter(({ attended }) => attended.some((one) => one.trainingId === trainingId)).length;
}
