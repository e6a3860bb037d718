import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { CoordinatorDocument, VillageTerm } from './coordinator-roster.projection.js';
import { coordinatorRosterProjection } from './coordinator-roster.projection.js';

export interface CoordinatorFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  /** Default: whoever is in post, suspended or not. */
  readonly state?: 'ON_DUTY' | 'SUSPENDED' | 'RELIEVED' | 'ALL';
}

/** A line of 附件3 as one caller may see it. */
export interface CoordinatorRow {
  readonly coordinatorId: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villages: readonly { readonly code: string; readonly name: string }[];
  readonly state: CoordinatorDocument['state'];
  readonly name: string | null;
  /** Code; null for whoever may not see it. */
  readonly gender: string | null;
  /** Month of birth; masked, as it would complete a masked ID number. */
  readonly birthYearMonth: string | null;
  readonly ethnicity: string | null;
  readonly politics: string | null;
  readonly education: string | null;
  readonly idNo: string | null;
  readonly phone: string | null;
  readonly source: string;
  readonly post: string | null;
  readonly since: LocalDate;
  readonly until: LocalDate | null;
  /** On duty he is 困难救助信息员 of his villages as of itself (I-04). */
  readonly informationOfficer: boolean;
  readonly trainingCount: number;
  readonly lastTrainingOn: LocalDate | null;
  readonly insuredUntil: LocalDate | null;
  readonly insured: boolean;
  readonly recorders: readonly string[];
  /** The last month each was paid for, null when never. */
  readonly paidUntil: {
    readonly transport: Period | null;
    readonly communication: Period | null;
    readonly salary: Period | null;
  };
  readonly dutiesAssigned: number;
  readonly dutiesPerformed: number;
  readonly remark: string | null;
  readonly history: readonly VillageTerm[];
}

/** 附件3: the coordinators, in the order of township and day of appointment. */
export class FindCoordinators extends Query<Page<CoordinatorRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CoordinatorFilter,
  ) {
    super();
  }
}

/** What is known of a coordinator, wherever it lies. */
export type CoordinatorLine = Omit<CoordinatorDocument, 'position'>;

export const COORDINATOR_ORDER = { town: 1, since: 1, _id: 1 } as const;
export const COORDINATOR_FIELDS: readonly string[] = ['name', 'idNo', 'phone', 'birthYearMonth', 'remark'];

@QueryHandler(FindCoordinators)
export class FindCoordinatorsHandler implements IQueryHandler<FindCoordinators> {
  async execute({ reading, filter }: FindCoordinators): Promise<Page<CoordinatorRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('coordinators', filter, 3);
    const view = await reading.views.of(coordinatorRosterProjection);
    const found = await view.find(coordinatorFilter(reading, filter), {
      sort: COORDINATOR_ORDER,
      limit: limit + 1,
      ...(cursor
        ? {
            after: after(
              [
                ['town', 1],
                ['since', 1],
                ['_id', 1],
              ],
              cursor,
            ),
          }
        : {}),
    });
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      COORDINATOR_FIELDS,
    );
    const rows = await Promise.all(shown.map((document) => coordinatorRow(document, reading)));
    return pageOf('coordinators', found, limit, rows, ({ town, since, _id }) => [town, since, _id]);
  }
}

/** The filter of a roster question; everything is tied to the caller's area. */
export function coordinatorFilter(
  reading: Reading,
  { town, village, state }: CoordinatorFilter,
): Record<string, unknown> {
  const states = state === undefined ? ['ON_DUTY', 'SUSPENDED'] : state === 'ALL' ? undefined : [state];
  return {
    $and: [
      areaFilter(reading.area),
      {
        ...(town === undefined ? {} : { town }),
        ...(village === undefined ? {} : { villages: village }),
        ...(states === undefined ? {} : { state: { $in: states } }),
      },
    ],
  };
}

/** Of a document of the view, or of a line that a filing keeps. */
export async function coordinatorRow(document: CoordinatorLine, reading: Reading): Promise<CoordinatorRow> {
  const { divisions } = reading.rules;
  const { trainings, state, terms, duties } = document;
  return {
    coordinatorId: document._id,
    townCode: document.town,
    townName: divisions.township(document.town)?.name ?? document.town,
    villages: document.villages.map((code) => ({ code, name: divisions.nameOf(code) })),
    state,
    ...(await particulars(document, reading)),
    source: document.source,
    since: document.since,
    until: document.until ?? null,
    informationOfficer: state === 'ON_DUTY',
    trainingCount: trainings.length,
    lastTrainingOn: latest(trainings.map(({ on }) => on)),
    ...insurance(document, localDateOf(reading.now)),
    recorders: document.devices.filter(({ kind }) => kind === 'RECORDER').map(({ deviceNo }) => deviceNo),
    paidUntil: {
      transport: lastPaid(document, 'TRANSPORT'),
      communication: lastPaid(document, 'COMMUNICATION'),
      salary: lastPaid(document, 'SALARY'),
    },
    dutiesAssigned: duties.assigned,
    dutiesPerformed: duties.performed,
    history: terms,
  };
}

async function particulars({ particulars: person, post, remark }: CoordinatorLine, { open }: Reading) {
  return {
    name: await open.name(person.name),
    gender: await open.text(person.gender),
    birthYearMonth: '****-**',
    ethnicity: await open.text(person.ethnicity),
    politics: await open.text(person.politics),
    education: await open.text(person.education),
    idNo: await open.idNumber(person.idNo),
    phone: await open.phone(person.phone),
    post: await open.text(post),
    remark: await open.text(remark),
  };
}

/** Until when the insurance that runs today lasts; when none runs, the last day of any. */
function insurance({ insurances }: CoordinatorLine, today: LocalDate) {
  const running = insurances.filter(({ validFrom, validUntil }) => validFrom <= today && today <= validUntil);
  const until = latest((running.length > 0 ? running : insurances).map(({ validUntil }) => validUntil));
  return { insured: running.length > 0, insuredUntil: until };
}

function lastPaid({ payments }: CoordinatorLine, wanted: string): Period | null {
  return latest(payments.filter(({ kind }) => kind === wanted).map(({ period }) => period));
}

function latest(values: readonly string[]): string | null {
  return [...values].sort().at(-1) ?? null;
}
