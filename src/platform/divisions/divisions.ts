import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalDate } from '../fact.js';

/**
 * The townships (街道, 镇, 乡) and villages (村, 社区) that belong to the city.
 *
 * Membership is the published list and nothing else. A prefix would lose 天湖街道 (341871001, of another statistical
 * area) and let pseudo-units in; a name would mix two villages of one name (杨山村 exists twice), so nothing here is
 * found by name.
 */
export interface Division {
  readonly level: 'township' | 'village';
  /** 9 digits for a township, 12 for a village. */
  readonly code: string;
  readonly name: string;
  /** Of a village its township; of a township the city. */
  readonly parent: string;
  /** 街道, 镇, 乡; 居委会, 村委会. */
  readonly kind: string;
}

/** What a published edition holds. */
export interface DivisionEdition {
  readonly edition: string;
  readonly divisions: readonly Division[];
  /** First day on which it holds; without one from its publishing on. */
  readonly effectiveFrom?: LocalDate;
  /** Villages that are no more, each with the one it became part of. */
  readonly mergers?: readonly { readonly code: string; readonly into: string }[];
}

export class Divisions implements DivisionEdition {
  readonly edition: string;
  /** Townships first, then villages, each in order of code. */
  readonly divisions: readonly Division[];
  /** Villages of earlier editions that became part of another one, in the order in which that happened. */
  readonly merged: readonly MergedVillage[];
  private readonly townshipByCode: ReadonlyMap<string, Division>;
  private readonly villageByCode: ReadonlyMap<string, Division>;
  private readonly villagesByTown: ReadonlyMap<string, readonly Division[]>;

  /** `earlier`: the editions in force before this one, oldest first. */
  constructor(present: DivisionEdition, earlier: readonly DivisionEdition[] = []) {
    const { edition, divisions } = present;
    const real = divisions.filter(({ code }) => !isPseudoUnit(code));
    const townships = real.filter(({ level }) => level === 'township').sort(byCode);
    this.edition = edition;
    this.townshipByCode = new Map(townships.map((township) => [township.code, township]));
    // A village of an unknown township could be worked by nobody: it is not in the city.
    const villages = real
      .filter(({ level, parent }) => level === 'village' && this.townshipByCode.has(parent))
      .sort(byCode);
    this.villageByCode = new Map(villages.map((village) => [village.code, village]));
    this.divisions = [...townships, ...villages];
    this.villagesByTown = new Map(
      townships.map(({ code }) => [code, [...this.villageByCode.values()].filter(({ parent }) => parent === code)]),
    );
    this.merged = mergedVillages([...earlier, present]).filter(({ code }) => !this.villageByCode.has(code));
  }

  /** All, in order of code. */
  townships(): readonly Division[] {
    return [...this.townshipByCode.values()];
  }

  /** All, in order of code. */
  villages(): readonly Division[] {
    return [...this.villageByCode.values()];
  }

  /** In order of code; empty for what is no township of the city. */
  villagesOf(townCode: string): readonly Division[] {
    return this.villagesByTown.get(townCode) ?? [];
  }

  township(code: string): Division | undefined {
    return this.townshipByCode.get(code);
  }

  /** One that became part of another keeps its name: what happened there happened there. */
  village(code: string): Division | undefined {
    return this.villageByCode.get(code) ?? this.merged.findLast((village) => village.code === code);
  }

  isTownship(code: string): boolean {
    return this.townshipByCode.has(code);
  }

  isVillage(code: string): boolean {
    return this.villageByCode.has(code);
  }

  /** Code of the township a village belongs to, by the table: codes of merged villages keep their old prefix. */
  townOf(villageCode: string): string | undefined {
    return this.villageByCode.get(villageCode)?.parent;
  }

  /** The village that a code stands for now: the one it became part of, or itself. */
  nowOf(villageCode: string): string {
    const merger = this.merged.findLast(({ code }) => code === villageCode);
    return merger === undefined ? villageCode : this.nowOf(merger.into);
  }

  /** Villages that have become part of this one, directly or by others, in the order in which that happened. */
  partsOf(villageCode: string): readonly string[] {
    const codes = this.merged.flatMap(({ code }) => (this.nowOf(code) === villageCode ? [code] : []));
    return [...new Set(codes)];
  }

  /** Of a township or a village; a code outside the city is shown as it is, and null where there is none. */
  nameOf(code: string): string;
  nameOf(code: string | undefined): string | null;
  nameOf(code: string | undefined): string | null {
    if (code === undefined) return null;
    return (this.township(code) ?? this.village(code))?.name ?? code;
  }

  /** For people: `港口镇`, `港口镇 · 港口村委会`; a code outside the city is shown as it is. */
  displayName(code: string): string {
    const village = this.village(code);
    if (!village) return this.townshipByCode.get(code)?.name ?? code;
    return `${this.townshipByCode.get(village.parent)?.name ?? village.parent} · ${village.name}`;
  }
}

/** A village of an earlier edition, with the one it became part of and the first day on which it was no more. */
export interface MergedVillage extends Division {
  readonly into: string;
  readonly on: LocalDate;
}

/** A merger without a first day is of no use to anybody: such an edition is not published. */
function mergedVillages(editions: readonly DivisionEdition[]): readonly MergedVillage[] {
  return editions.flatMap(({ mergers = [], effectiveFrom: on }, index) =>
    mergers.flatMap(({ code, into }) => {
      const before = editions.slice(0, index).findLast(({ divisions }) => divisions.some((one) => one.code === code));
      const village = before?.divisions.find((one) => one.code === code);
      return village === undefined || on === undefined ? [] : [{ ...village, into, on }];
    }),
  );
}

const known = new WeakMap<DivisionEdition, { readonly earlier: readonly DivisionEdition[]; readonly of: Divisions }>();

/** The divisions of a published edition after others; total, and the same answer for the same payloads. */
export function divisionsFrom(payload: DivisionEdition, earlier: readonly DivisionEdition[] = []): Divisions {
  const before = known.get(payload);
  const isSame = before?.earlier.length === earlier.length && before.earlier.every((one, at) => one === earlier[at]);
  if (before && isSame) return before.of;
  const divisions = new Divisions(payload, earlier);
  known.set(payload, { earlier, of: divisions });
  return divisions;
}

/**
 * The edition a new installation starts with, from the table shipped beside this file
 * (statistical division codes of 2023). Throws when the table is missing or damaged: nothing could start on it.
 */
export function loadDivisions(edition: '2023'): Divisions {
  const text = readFileSync(join(__dirname, `ningguo-${edition}.csv`), 'utf8');
  const [heading, ...lines] = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  if (heading !== 'level,code,name,parent,kind') throw new Error(`区划表 ${edition} 的表头不对`);
  return new Divisions({ edition, divisions: lines.map((line, index) => divisionOf(line, index + 2)) });
}

/**
 * Units that exist for statistics only: townships numbered 400–599, villages numbered 498 and 598 or inside such a
 * township. Nobody lives there whom a coordinator could visit.
 */
export function isPseudoUnit(code: string): boolean {
  return /^\d{6}[45]\d\d/.test(code) || /^\d{9}[45]98$/.test(code);
}

function divisionOf(line: string, number: number): Division {
  const [level, code = '', name = '', parent = '', kind = '', ...more] = line.split(',');
  const whole = (level === 'township' && /^\d{9}$/.test(code)) || (level === 'village' && /^\d{12}$/.test(code));
  if (!whole || name === '' || parent === '' || kind === '' || more.length > 0)
    throw new Error(`区划表第 ${number} 行不完整`);
  return { level: level === 'township' ? 'township' : 'village', code, name, parent, kind };
}

function byCode(a: Division, b: Division): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}
