import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { covers } from '../../platform/auth/area.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import type { NetworkDocument } from './network-document.js';
import { networkProjection } from './network.projection.js';

export const levelNames = { CITY: '市', TOWNSHIP: '乡镇(街道)', VILLAGE: '村(社区)', GROUP: '组' } as const;
export type Level = keyof typeof levelNames;

export const dutyNames = {
  RESPONSIBLE_PERSON: '专人',
  GROUP_LEADER: '采集组组长',
  SECRETARY: '村党组织书记',
  COORDINATOR: '协理员',
} as const;
export type Duty = keyof typeof dutyNames;

/** Somebody with a duty on a level, not opened yet. */
interface Holder {
  readonly duty: Duty;
  readonly ref: string;
  readonly since: LocalDate;
  readonly name?: SealedBox;
  readonly phone?: SealedBox;
}

/** One unit of a level, not opened yet. */
export interface Place extends Pick<NetworkDocument, 'hotlines' | 'lastSweep'> {
  /** Division code; of a group the village's code and its number. */
  readonly code: string;
  readonly level: Level;
  readonly name: string;
  readonly parent: string | null;
  readonly holders: readonly Holder[];
  readonly missing: readonly Duty[];
}

export interface NetworkRow {
  readonly code: string;
  readonly level: Level;
  readonly name: string;
  readonly parent: string | null;
  readonly people: readonly {
    readonly duty: Duty;
    readonly ref: string;
    readonly name: string | null;
    readonly phone: string | null;
    readonly since: LocalDate;
  }[];
  /** Duties of the level that nobody holds. */
  readonly missing: readonly Duty[];
  readonly hotlines: readonly string[];
  readonly lastSweep: NetworkDocument['lastSweep'] | null;
}

export interface NetworkFilter extends PageQuery {
  readonly town?: string;
  readonly level?: Level;
}

/** 市–乡镇–村–组: every unit of the area with whoever answers on it (S02, S29), each under the one it belongs to. */
export class FindNetwork extends Query<Page<NetworkRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: NetworkFilter,
  ) {
    super();
  }
}

export const NETWORK_FIELDS: readonly string[] = ['name', 'phone'];
const CITY = '341881';

@QueryHandler(FindNetwork)
export class FindNetworkHandler implements IQueryHandler<FindNetwork> {
  async execute({ reading, filter }: FindNetwork): Promise<Page<NetworkRow>> {
    const limit = limitOf(filter);
    const past = String(cursorOf('network', filter, 1)?.[0] ?? '');
    const found = placesOf(await networkDocuments(reading, filter), reading, filter).filter(({ code }) => code > past);
    const shown = found.slice(0, limit);
    reading.seen(subjectsOf(shown), NETWORK_FIELDS);
    const rows = await Promise.all(shown.map((place) => networkRow(place, reading)));
    return pageOf('network', found, limit, rows, ({ code }) => [code]);
  }
}

export async function networkDocuments(reading: Reading, { town }: NetworkFilter): Promise<readonly NetworkDocument[]> {
  const view = await reading.views.of(networkProjection);
  return view.find({ $and: [areaFilter(reading.area), town ? { town } : {}] }, { sort: { town: 1, _id: 1 } });
}

/** All units in the order of their codes, which is the order of the tree; units nobody answers for stand in it too. */
export function placesOf(
  documents: readonly NetworkDocument[],
  { area, rules: { divisions } }: Reading,
  { town, level }: NetworkFilter,
): readonly Place[] {
  const known = new Map(documents.map((document) => [document._id, document]));
  const own = (townCode: string) => (town === undefined || townCode === town) && covers(area, { townCode });
  const bare = { holders: [], missing: [], hotlines: [] };
  const places: Place[] = [{ ...bare, code: CITY, level: 'CITY', name: '宁国市', parent: null }];
  for (const { code, name } of divisions.townships().filter((one) => own(one.code))) {
    const document = known.get(`town-${code}`);
    const hotlines = document?.hotlines ?? [];
    places.push({ ...staffed('TOWNSHIP', townHolders(document)), code, name, parent: CITY, hotlines });
  }
  for (const { code, name, parent } of divisions.villages().filter((one) => own(one.parent))) {
    const document = known.get(`village-${code}`);
    const coordinators = coordinatorsOf(document, known);
    const { secretary, lastSweep, groups = [] } = document ?? {};
    const holders: readonly Holder[] = [...(secretary ? [{ duty: 'SECRETARY' as const, ...secretary }] : []), ...coordinators];
    places.push({ ...staffed('VILLAGE', holders), code, name, parent, hotlines: [], ...(lastSweep ? { lastSweep } : {}) });
    for (const groupNo of groups)
      places.push({
        ...staffed('GROUP', coordinators),
        code: `${code}-${groupNo}`,
        name: `${name} ${groupNo} 组`,
        parent: code,
        hotlines: [],
      });
  }
  return places
    .filter((place) => level === undefined || place.level === level)
    .sort((one, other) => (one.code < other.code ? -1 : 1));
}

export function subjectsOf(places: readonly Place[]): readonly string[] {
  return [...new Set(places.flatMap(({ holders }) => holders.map(({ ref }) => ref)))];
}

export async function networkRow({ holders, ...place }: Place, { open }: Reading): Promise<NetworkRow> {
  const people = holders.map(async ({ duty, ref, since, name, phone }) => ({
    duty,
    ref,
    name: await open.name(name),
    phone: await open.phone(phone),
    since,
  }));
  return { ...place, people: await Promise.all(people), lastSweep: place.lastSweep ?? null };
}

const dutiesOf: Readonly<Record<Level, readonly Duty[]>> = {
  CITY: [],
  TOWNSHIP: ['RESPONSIBLE_PERSON', 'GROUP_LEADER'],
  VILLAGE: ['SECRETARY', 'COORDINATOR'],
  GROUP: ['COORDINATOR'],
};

function staffed(level: Level, holders: readonly Holder[]): Pick<Place, 'level' | 'holders' | 'missing'> {
  const missing = dutiesOf[level].filter((duty) => !holders.some((holder) => holder.duty === duty));
  return { level, holders, missing };
}

function townHolders(document: NetworkDocument | undefined): readonly Holder[] {
  const { responsible, leader, members = {} } = document ?? {};
  return [
    ...(responsible ? [{ duty: 'RESPONSIBLE_PERSON' as const, ...responsible }] : []),
    ...(leader ? [{ duty: 'GROUP_LEADER' as const, ...leader, ...members[leader.ref] }] : []),
  ];
}

/** A coordinator answers for every group of his village. */
function coordinatorsOf(
  document: NetworkDocument | undefined,
  known: ReadonlyMap<string, NetworkDocument>,
): readonly Holder[] {
  return (document?.coordinators ?? []).map(({ ref, since }) => ({
    duty: 'COORDINATOR',
    ref,
    since,
    ...known.get(`coordinator-${ref}`)?.person,
  }));
}
