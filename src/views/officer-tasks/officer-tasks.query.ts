import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { nameOf, pathNames } from '../../aggregates/case/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { View } from '../../platform/read-store/views.js';
import { familyChains, refsOf } from '../merged-families/families-now.js';
import type { CaseOfTasks, HomeOfTasks, OfficerTasksDocument } from './officer-tasks.projection.js';
import { homeKey, officerTasksProjection } from './officer-tasks.projection.js';
import type { OfficerTask, TaskKind } from './tasks-of-case.js';
import { taskKindNames, tasksOf } from './tasks-of-case.js';

export interface OfficerTasksFilter extends PageQuery {
  readonly town?: string;
  readonly kind?: TaskKind;
}

export interface OfficerTaskRow {
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly kindName: string;
  readonly since: Instant;
  readonly caseId: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  /** The family as it is registered now; null while nobody has registered it. */
  readonly householdId: string | null;
  /** Of a clue about somebody who was on no roster. */
  readonly name: string | null;
  readonly measureId: string | null;
  readonly measureName: string | null;
  readonly died: readonly { readonly memberId: string; readonly on: LocalDate }[];
}

/** What waits for an officer of the caller's area, the longest waiting first. */
export class FindOfficerTasks extends Query<Page<OfficerTaskRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: OfficerTasksFilter,
  ) {
    super();
  }
}

interface Told {
  readonly task: OfficerTask;
  readonly document: CaseOfTasks;
  readonly householdId: string | undefined;
}

@QueryHandler(FindOfficerTasks)
export class FindOfficerTasksHandler implements IQueryHandler<FindOfficerTasks> {
  async execute({ reading, filter }: FindOfficerTasks): Promise<Page<OfficerTaskRow>> {
    const limit = limitOf(filter);
    const [since, taskId] = (cursorOf('officer-tasks', filter, 2) ?? []).map(String);
    const all = (await toldIn(reading, filter)).sort((one, other) => order(one.task, other.task));
    const found =
      since === undefined ? all : all.filter(({ task }) => order(task, { since, taskId: taskId ?? '' }) > 0);
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ document, householdId }) => householdId ?? document.subject?.subjectId ?? document._id),
      ['name'],
    );
    const rows = await Promise.all(shown.map((told) => taskRow(told, reading)));
    return pageOf('officer-tasks', found, limit, rows, ({ task }) => [task.since, task.taskId]);
  }
}

/**
 * Whether a task is done stands in the household's document, not in the case's: whatever may wait in the area is read,
 * each with the households it is about.
 */
async function toldIn(reading: Reading, { town, kind }: OfficerTasksFilter): Promise<Told[]> {
  const view = await reading.views.of(officerTasksProjection);
  const own = { waiting: true, ...(town === undefined ? {} : { town }) };
  const found = await view.find({ $and: [areaFilter(reading.area), own] }, { sort: { _id: 1 } });
  const documents = found.filter((document): document is CaseOfTasks => document.kind === 'case');
  const chains = await familyChains(reading.views, refsOf(documents));
  const chainOf = ({ householdRef }: CaseOfTasks) => (householdRef === undefined ? [] : chains(householdRef));
  const homes = await homesOf(view, documents.flatMap(chainOf));
  const today = localDateOf(reading.now);
  return documents.flatMap((document) => {
    const chain = chainOf(document);
    const householdId = chain.at(-1);
    return tasksOf(
      document,
      chain.flatMap((id) => homes.get(id) ?? []),
      today,
    )
      .filter((task) => kind === undefined || task.kind === kind)
      .map((task) => ({ task, document, householdId }));
  });
}

/** What is known of these households, by their ids. */
async function homesOf(
  view: View<OfficerTasksDocument>,
  households: readonly string[],
): Promise<ReadonlyMap<string, HomeOfTasks>> {
  const found = await view.find({ _id: { $in: [...new Set(households)].map(homeKey) } });
  const homes = found.filter((document): document is HomeOfTasks => document.kind === 'home');
  return new Map(homes.map((home) => [home._id.slice(homeKey('').length), home]));
}

function order(one: Pick<OfficerTask, 'since' | 'taskId'>, other: Pick<OfficerTask, 'since' | 'taskId'>): number {
  if (one.since !== other.since) return one.since < other.since ? -1 : 1;
  return one.taskId < other.taskId ? -1 : one.taskId > other.taskId ? 1 : 0;
}

async function taskRow(
  { task, document, householdId }: Told,
  { open, rules: { divisions } }: Reading,
): Promise<OfficerTaskRow> {
  const { taskId, kind, since, measure, died } = task;
  const { _id, town, village, subject } = document;
  return {
    taskId,
    kind,
    kindName: taskKindNames[kind],
    since,
    caseId: _id.slice('case.'.length),
    townCode: town,
    townName: divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: divisions.nameOf(village),
    householdId: householdId ?? null,
    name: await open.name(subject?.name),
    measureId: measure?.measureId ?? null,
    measureName: measure === undefined ? null : nameOf(measure.kind, pathNames),
    died,
  };
}
