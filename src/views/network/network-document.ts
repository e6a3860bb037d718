import type { LocalDate } from '../../platform/fact.js';
import type { Body, ViewDocument } from '../../platform/projections/projection.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import { entryOf } from '../../platform/change/entry-of.js';

export interface NamedPerson {
  readonly ref: string;
  readonly name: SealedBox;
  readonly phone?: SealedBox;
  readonly since: LocalDate;
}

interface Particulars {
  readonly name: SealedBox;
  readonly phone?: SealedBox;
}

/** `town-<code>`, `village-<code>` or `coordinator-<id>`; each uses the fields that are its own. */
export interface NetworkDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  /** Of a township. */
  readonly responsible?: NamedPerson;
  readonly leader?: { readonly ref: string; readonly since: LocalDate };
  /** Everybody who ever belonged to the township's group, by id. */
  readonly members: Readonly<Record<string, Particulars>>;
  readonly hotlines: readonly string[];
  /** Of a village. */
  readonly secretary?: NamedPerson;
  readonly coordinators: readonly { readonly ref: string; readonly since: LocalDate }[];
  readonly lastSweep?: {
    readonly from: LocalDate;
    readonly until: LocalDate;
    readonly households: number;
    readonly clues: number;
  };
  /** Numbers of the groups in which households were registered, in order. */
  readonly groups: readonly string[];
  /** Of a coordinator. */
  readonly person?: Particulars;
}

type Network = Body<NetworkDocument>;

export function nobodyIn(town: string): Network {
  return { town, members: {}, hotlines: [], coordinators: [], groups: [] };
}

export function nobodyOf(town: string, village: string): Network {
  return { ...nobodyIn(town), village };
}

/** Whoever was designated for the later day answers, in whatever order it was told. */
export function withResponsible(
  known: Network | undefined,
  { townCode, personId, name, phone, on }: Particulars & { townCode: string; personId: string; on: LocalDate },
): Network {
  const town = known ?? nobodyIn(townCode);
  if (town.responsible !== undefined && town.responsible.since > on) return town;
  return { ...town, responsible: { ref: personId, name, ...(phone === undefined ? {} : { phone }), since: on } };
}

export function withMember(
  town: Network,
  { memberId, name, phone }: { memberId: string; name?: SealedBox; phone?: SealedBox },
): Network {
  const merged = mergedWith(entryOf(town.members, memberId), { name, phone });
  return merged === undefined ? town : { ...town, members: { ...town.members, [memberId]: merged } };
}

export function withLeader(town: Network, ref: string, since: LocalDate): Network {
  return { ...town, leader: { ref, since } };
}

export function withGroup(village: Network, groupNo: string | undefined): Network {
  return groupNo === undefined || village.groups.includes(groupNo)
    ? village
    : { ...village, groups: [...village.groups, groupNo].sort() };
}

export function withPerson(document: Network, changed: { name?: SealedBox; phone?: SealedBox }): Network {
  const person = mergedWith(document.person, changed);
  return person === undefined ? document : { ...document, person };
}

function mergedWith(
  known: Particulars | undefined,
  { name = known?.name, phone = known?.phone }: { name?: SealedBox; phone?: SealedBox },
): Particulars | undefined {
  return name && { name, ...(phone === undefined ? {} : { phone }) };
}
