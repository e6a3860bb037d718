import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { covers } from '../../platform/auth/area.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { LocalDate } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { CaseOwnersDocument } from './case-owners.projection.js';
import { caseOwnersProjection } from './case-owners.projection.js';
import type { Term } from './terms.js';
import { TermsByPlace } from './terms.js';

/** The four levels of 四级联动 (S02), from the family upwards. */
export const levelNames = {
  GROUP: '组(网格)',
  VILLAGE: '村(社区)',
  TOWNSHIP: '乡镇(街道)',
  BUREAU: '市民政局',
} as const;
export type OwnerLevel = keyof typeof levelNames;

export interface CaseOwnersFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  /** Named at any level. */
  readonly owner?: string;
}

export interface LevelRow {
  readonly level: OwnerLevel;
  readonly levelName: string;
  /** Named for this case when it was opened. */
  readonly owner: string;
  /**
   * Who answered at that level while the case was open, whole terms: of the village its coordinators (S03), of the
   * township the persons designated (S30). Of the others no fact says it.
   */
  readonly terms: readonly Term[];
}

/** The responsibility matrix of one case (S29), as references: names stand in the network of four levels. */
export interface CaseOwnersRow {
  readonly caseId: string;
  readonly caseNo: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly openedOn: LocalDate;
  /** Null while somebody has to act. */
  readonly closedOn: LocalDate | null;
  readonly levels: readonly LevelRow[];
}

/** Who answers for each case of the area at each of the four levels, township by township. */
export class FindCaseOwners extends Query<Page<CaseOwnersRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: CaseOwnersFilter,
  ) {
    super();
  }
}

/** The same of one case. Nobody is named before it is opened: then there is no day and no level. */
export type CaseOwners = Pick<CaseOwnersRow, 'caseId' | 'closedOn' | 'levels'> & {
  readonly openedOn: LocalDate | null;
};

/** Who answers for one case. */
export class GetCaseOwners extends Query<CaseOwners> {
  constructor(
    readonly reading: Reading,
    readonly caseId: string,
  ) {
    super();
  }
}

const ORDER = [
  ['town', 1],
  ['village', 1],
  ['_id', 1],
] as const;

@QueryHandler(FindCaseOwners)
export class FindCaseOwnersHandler implements IQueryHandler<FindCaseOwners> {
  async execute({ reading, filter }: FindCaseOwners): Promise<Page<CaseOwnersRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('case-owners', filter, ORDER.length);
    const view = await reading.views.of(caseOwnersProjection);
    const found = await view.find(ownersFilter(reading, filter), {
      sort: Object.fromEntries(ORDER),
      limit: limit + 1,
      ...(cursor ? { after: after(ORDER, cursor) } : {}),
    });
    const rows = await ownerRows(found.slice(0, limit), reading);
    return pageOf('case-owners', found, limit, rows, ({ town, village = '', _id }) => [town, village, _id]);
  }
}

@QueryHandler(GetCaseOwners)
export class GetCaseOwnersHandler implements IQueryHandler<GetCaseOwners> {
  async execute({ reading, caseId }: GetCaseOwners): Promise<CaseOwners> {
    const document = await (await reading.views.of(caseOwnersProjection)).get(caseId);
    if (document === undefined) return { caseId, openedOn: null, closedOn: null, levels: [] };
    if (!covers(reading.area, { townCode: document.town, villageCode: document.village })) throw new NotFound();
    const { openedOn, closedOn, levels } = rowOf(document, await TermsByPlace.of([document], reading), reading);
    return { caseId, openedOn, closedOn, levels };
  }
}

function ownersFilter({ area }: Reading, { town, village, owner }: CaseOwnersFilter): Record<string, unknown> {
  const asked = Object.entries({ town, village, ownerRefs: owner }).filter(([, value]) => value !== undefined);
  return { $and: [areaFilter(area), Object.fromEntries(asked)] };
}

async function ownerRows(
  documents: readonly CaseOwnersDocument[],
  reading: Reading,
): Promise<readonly CaseOwnersRow[]> {
  const terms = await TermsByPlace.of(documents, reading);
  return documents.map((document) => rowOf(document, terms, reading));
}

function rowOf(
  document: CaseOwnersDocument,
  terms: TermsByPlace,
  { now, rules: { divisions } }: Reading,
): CaseOwnersRow {
  const { _id, caseNo, town, village, openedOn, closedOn, owners } = document;
  const life = { from: openedOn, until: closedOn ?? localDateOf(now) };
  const level = (name: OwnerLevel, owner: string, answered: readonly Term[] = []) => ({
    ...{ level: name, levelName: levelNames[name], owner, terms: answered },
  });
  return {
    caseId: _id,
    caseNo,
    townCode: town,
    townName: divisions.nameOf(town),
    villageCode: village ?? null,
    villageName: divisions.nameOf(village),
    openedOn,
    closedOn: closedOn ?? null,
    levels: [
      level('GROUP', owners.group),
      level('VILLAGE', owners.village, terms.ofVillage(village, life)),
      level('TOWNSHIP', owners.township, terms.ofTownship(town, life)),
      level('BUREAU', owners.bureau),
    ],
  };
}
