import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { parseIdNumber } from '../../platform/identity/id-number.js';
import { normaliseName } from '../../platform/identity/person-name.js';
import { Platform } from '../../platform/platform.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { SearchDocument } from './household-search.projection.js';
import { householdSearchProjection } from './household-search.projection.js';

export interface FoundHousehold {
  readonly householdId: string;
  readonly householdNo: string;
  readonly townCode: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly headName: string | null;
  /** Names of the people the search found. */
  readonly matches: readonly (string | null)[];
}

/** `hint` says what has to be typed whenever nothing was found: an empty list never reads as "no such family". */
export interface SearchAnswer extends Page<FoundHousehold> {
  readonly count: number;
  readonly hint?: string;
}

/** Exact name or surname, whole ID number; within the caller's area, in the order of household numbers. */
export class SearchHouseholds extends Query<SearchAnswer> {
  constructor(
    readonly reading: Reading,
    readonly search: { readonly name?: string; readonly idNo?: string },
    readonly filter: PageQuery,
  ) {
    super();
  }
}

/** Households in which somebody has no ID number. */
export class FindNoIdNumber extends Query<Page<FoundHousehold>> {
  constructor(
    readonly reading: Reading,
    readonly filter: PageQuery,
  ) {
    super();
  }
}

const HINT =
  '没有查到。请输入完整姓名(如 买买提·艾力)，或只输入姓氏(如 王、欧阳)；只在您的管辖范围内查找，名字中的一个字查不到。';
const HINT_ID = '在您的管辖范围内没有这个身份证号的在册家庭。须输入完整的 18 位号码。';

@QueryHandler(SearchHouseholds)
export class SearchHouseholdsHandler implements IQueryHandler<SearchHouseholds> {
  constructor(private readonly platform: Platform) {}

  async execute({ reading, search, filter }: SearchHouseholds): Promise<SearchAnswer> {
    const limit = limitOf(filter);
    const cursor = cursorOf('household-search', filter, 2);
    const hashes = this.hashesOf(search, reading);
    const view = await reading.views.of(householdSearchProjection);
    const where = { $and: [areaFilter(reading.area), hashes] };
    const found = await view.find(where, {
      sort: { householdNo: 1, _id: 1 },
      limit: limit + 1,
      ...(cursor
        ? {
            after: after(
              [
                ['householdNo', 1],
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
      search.idNo === undefined ? ['name'] : ['name', 'idNo-search'],
    );
    const rows = await Promise.all(shown.map((document) => foundHousehold(document, reading, matcher(hashes))));
    const page = pageOf('household-search', found, limit, rows, ({ householdNo, _id }) => [householdNo, _id]);
    return {
      ...page,
      count: await view.count(where),
      ...(found.length === 0 ? { hint: search.idNo === undefined ? HINT : HINT_ID } : {}),
    };
  }

  /** Names are hashed per township, so that the hash of one tells nothing about another. */
  private hashesOf({ name, idNo }: SearchHouseholds['search'], { area, rules }: Reading): Record<string, unknown> {
    const { hashes } = this.platform;
    if (idNo !== undefined) {
      const id = parseIdNumber(idNo);
      return { idHashes: { $in: id.ok ? [hashes.idHash(id.idNumber)] : [] } };
    }
    const towns =
      area.kind === 'towns' || area.kind === 'villages'
        ? area.towns
        : rules.divisions.townships().map(({ code }) => code);
    const text = normaliseName(name ?? '');
    return {
      $or: [
        { nameHashes: { $in: towns.map((town) => hashes.nameHash(town, text)) } },
        { surnameHashes: { $in: towns.map((town) => hashes.surnameHash(town, text)) } },
      ],
    };
  }
}

@QueryHandler(FindNoIdNumber)
export class FindNoIdNumberHandler implements IQueryHandler<FindNoIdNumber> {
  async execute({ reading, filter }: FindNoIdNumber): Promise<Page<FoundHousehold>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('no-id-number', filter, 3);
    const view = await reading.views.of(householdSearchProjection);
    const found = await view.find(
      { $and: [areaFilter(reading.area), { noIdNumber: true }] },
      {
        sort: { village: 1, householdNo: 1, _id: 1 },
        limit: limit + 1,
        ...(cursor
          ? {
              after: after(
                [
                  ['village', 1],
                  ['householdNo', 1],
                  ['_id', 1],
                ],
                cursor,
              ),
            }
          : {}),
      },
    );
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ _id }) => _id),
      ['name'],
    );
    const rows = await Promise.all(
      shown.map((document) => foundHousehold(document, reading, ({ idHash }) => idHash === undefined)),
    );
    return pageOf('no-id-number', found, limit, rows, ({ village, householdNo, _id }) => [village, householdNo, _id]);
  }
}

type Particulars = SearchDocument['people'][number]['particulars'];

/** The same condition as the filter's, for one person. */
function matcher(hashes: Record<string, unknown>): (person: Particulars) => boolean {
  const wanted = new Set<string>();
  JSON.stringify(hashes, (_, value: unknown) => (typeof value === 'string' && wanted.add(value), value));
  return ({ nameHash, surnameHash, idHash }) =>
    wanted.has(nameHash) || wanted.has(surnameHash) || wanted.has(idHash ?? '');
}

async function foundHousehold(
  document: SearchDocument,
  { open, rules }: Reading,
  matches: (person: Particulars) => boolean,
): Promise<FoundHousehold> {
  const head = document.people.find(({ particulars }) => particulars.memberId === document.headId);
  const hits = document.people.filter(({ present, particulars }) => present && matches(particulars));
  return {
    householdId: document._id,
    householdNo: document.householdNo,
    townCode: document.town,
    villageCode: document.village,
    villageName: rules.divisions.village(document.village)?.name ?? document.village,
    headName: await open.name(head?.particulars.name),
    matches: await Promise.all(hits.map(({ particulars }) => open.name(particulars.name))),
  };
}
