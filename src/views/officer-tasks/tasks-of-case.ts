import type { Instant, LocalDate } from '../../platform/fact.js';
import { endOfDay } from '../../platform/calendar/local-date.js';
import type { CaseOfTasks, HomeOfTasks, RunningMeasure } from './officer-tasks.projection.js';

export const taskKindNames = {
  LISTING_NEEDED: '经核实需列入花名册，尚未列入',
  MEASURE_TO_END: '享受对象已死亡，应停发',
  MEASURE_TO_ADJUST: '部分享受对象已死亡，应调整',
} as const;

export type TaskKind = keyof typeof taskKindNames;

/** Something that follows from a case and waits for an officer. */
export interface OfficerTask {
  /** Kind, case and measure: the one task among all. */
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly since: Instant;
  readonly measure?: RunningMeasure;
  /** Beneficiaries who have died, in the order of their days. */
  readonly died: readonly { readonly memberId: string; readonly on: LocalDate }[];
}

/**
 * What is still to be done about a case on a day. `homes` is the household it is about, and those it ended in one after
 * the other: the last one's word counts for the roster, every one's for who has died.
 */
export function tasksOf(
  document: CaseOfTasks,
  homes: readonly HomeOfTasks[],
  today: LocalDate,
): readonly OfficerTask[] {
  return [
    ...listingOf(document, homes.at(-1)),
    ...document.measures.flatMap((one) => endOf(document, one, homes, today)),
  ];
}

/** It closes once the family is on the roster, by whatever clue; whoever was taken off again later was listed all the same. */
function listingOf(
  { _id, listingNeededAt, listed }: CaseOfTasks,
  home: HomeOfTasks | undefined,
): readonly OfficerTask[] {
  if (listingNeededAt === undefined || listed) return [];
  if (home?.onRoster === true || (home?.listedAt !== undefined && home.listedAt >= listingNeededAt)) return [];
  return [{ taskId: `LISTING_NEEDED.${_id}`, kind: 'LISTING_NEEDED', since: listingNeededAt, died: [] }];
}

/** Aid that is paid month by month goes on until somebody ends it, also where nobody is left to have it. */
function endOf(
  { _id }: CaseOfTasks,
  measure: RunningMeasure,
  homes: readonly HomeOfTasks[],
  today: LocalDate,
): readonly OfficerTask[] {
  const { measureId, beneficiaries, period, validUntil, reducedFrom } = measure;
  if (period === 'ONCE' || (validUntil !== undefined && validUntil < today)) return [];
  const died = homes
    .flatMap(({ deaths }) => deaths)
    .filter(({ memberId }) => beneficiaries.includes(memberId))
    .map(({ memberId, on }) => ({ memberId, on }))
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const last = died.at(-1);
  if (last === undefined) return [];
  const kind = died.length === beneficiaries.length ? 'MEASURE_TO_END' : 'MEASURE_TO_ADJUST';
  if (kind === 'MEASURE_TO_ADJUST' && reducedFrom !== undefined && reducedFrom >= last.on) return [];
  return [{ taskId: `${kind}.${_id}.${measureId}`, kind, since: endOfDay(last.on), measure, died }];
}
