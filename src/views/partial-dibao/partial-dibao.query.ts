import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { nameOf, wholeHouseholdNames } from '../../aggregates/case/codes.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { entryOf } from '../../platform/change/entry-of.js';
import type { FoundFamily } from './found-families.js';
import { foundFamilies } from './found-families.js';

/** Whether the family was assessed as a whole. */
export const assessmentStateNames = { MISSING: '未评估', MADE: '已评估' } as const;
export type AssessmentState = keyof typeof assessmentStateNames;

export interface PartialDibaoFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly assessment?: AssessmentState;
}

export interface SingleMember {
  readonly memberId: string;
  /** Null where the family is on file in another area, or nowhere. */
  readonly name: string | null;
  readonly from: LocalDate;
}

/** A family of which single members have 低保, as one caller may see it. */
export interface PartialDibaoRow {
  /** The family, or the case where none is on file in the area. */
  readonly rowId: string;
  readonly householdId: string | null;
  readonly householdNo: string | null;
  readonly headName: string | null;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  /** What the roster says (附件1). */
  readonly listedPartial: boolean;
  /** Of the roster; null for whom it does not hold. */
  readonly inDifficulty: boolean | null;
  /** Who has 单人保 by a case today, or will have. */
  readonly members: readonly SingleMember[];
  readonly caseNos: readonly string[];
  readonly assessment: AssessmentState;
  readonly assessmentName: string;
  readonly assessedOn: LocalDate | null;
  readonly result: string | null;
  readonly resultName: string | null;
}

/** 部分成员享受低保的家庭 (S21) with the assessment of the whole household, in the order village, number. */
export class FindPartialDibao extends Query<Page<PartialDibaoRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: PartialDibaoFilter,
  ) {
    super();
  }
}

@QueryHandler(FindPartialDibao)
export class FindPartialDibaoHandler implements IQueryHandler<FindPartialDibao> {
  async execute({ reading, filter }: FindPartialDibao): Promise<Page<PartialDibaoRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('partial-dibao', filter, 3)?.map(String);
    const all = await partialFamilies(reading, filter);
    const found = cursor === undefined ? all : all.filter((family) => isBehind(family, cursor));
    const rows = await partialDibaoRows(found.slice(0, limit), reading);
    return pageOf('partial-dibao', found, limit, rows, placeOf);
  }
}

/** The families asked for in their order: a few hundred for the city, read at once. */
export async function partialFamilies(
  reading: Reading,
  { town, village, assessment }: PartialDibaoFilter,
): Promise<readonly FoundFamily[]> {
  const asked = village === undefined ? undefined : reading.rules.divisions.nowOf(village);
  return (await foundFamilies(reading))
    .filter((family) => town === undefined || family.town === town)
    .filter((family) => asked === undefined || family.village === asked)
    .filter((family) => assessment === undefined || stateOf(family) === assessment)
    .sort((one, other) => (isBehind(one, placeOf(other)) ? 1 : -1));
}

/** Whose names are shown is told to the access log. */
export function partialDibaoRows(
  families: readonly FoundFamily[],
  reading: Reading,
): Promise<readonly PartialDibaoRow[]> {
  reading.seen(subjectsOf(families), ['name']);
  return Promise.all(families.map((family) => rowOf(family, reading)));
}

export function subjectsOf(families: readonly FoundFamily[]): readonly string[] {
  return families.map(({ rowId }) => rowId);
}

async function rowOf(found: FoundFamily, { open, now, rules: { divisions } }: Reading): Promise<PartialDibaoRow> {
  const { family, cases, town, village, assessment } = found;
  const today = localDateOf(now);
  const singles = cases
    .flatMap((one) => one.singles)
    .filter(({ endsFrom }) => endsFrom === undefined || today < endsFrom);
  const members = singles.flatMap(({ beneficiaries, from }) => beneficiaries.map((memberId) => ({ memberId, from })));
  const state = stateOf(found);
  return {
    rowId: found.rowId,
    householdId: family?._id ?? null,
    householdNo: family?.householdNo ?? null,
    headName: await open.name(family && entryOf(family.names, family.headId)),
    townCode: town,
    townName: divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: divisions.nameOf(village),
    listedPartial: family?.listedPartial ?? false,
    inDifficulty: family?.entries.at(-1)?.inDifficulty ?? null,
    members: await Promise.all(
      members.map(async ({ memberId, from }) => ({
        memberId,
        name: await open.name(family && entryOf(family.names, memberId)),
        from,
      })),
    ),
    caseNos: cases.flatMap(({ caseNo }) => (caseNo === undefined ? [] : [caseNo])),
    assessment: state,
    assessmentName: assessmentStateNames[state],
    assessedOn: assessment?.on ?? null,
    result: assessment?.result ?? null,
    resultName: assessment === undefined ? null : nameOf(assessment.result, wholeHouseholdNames),
  };
}

function stateOf({ assessment }: FoundFamily): AssessmentState {
  return assessment === undefined ? 'MISSING' : 'MADE';
}

function placeOf({ village = '', family, rowId }: FoundFamily): readonly string[] {
  return [village, family?.householdNo ?? '', rowId];
}

function isBehind(family: FoundFamily, place: readonly string[]): boolean {
  const own = placeOf(family);
  const at = own.findIndex((value, index) => value !== place[index]);
  return at >= 0 && (own[at] ?? '') > (place[at] ?? '');
}
