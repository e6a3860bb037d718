import type { Caller, Role } from './caller.js';

/** Where a caller may act today: an explicit list, never a prefix. */
export type Area =
  | { readonly kind: 'city' }
  | { readonly kind: 'towns'; readonly towns: readonly string[] }
  | { readonly kind: 'villages'; readonly villages: readonly string[]; readonly towns: readonly string[] }
  | { readonly kind: 'none' };

/** What an area asks of the division table; nothing is derived from the digits of a code. */
export interface DivisionLookUp {
  townOf(villageCode: string): string | undefined;
  isTownship(code: string): boolean;
  /** The village that a code stands for now. */
  nowOf(villageCode: string): string;
  /** Villages that have become part of that one. */
  partsOf(villageCode: string): readonly string[];
}

/** 宁国市 (GB/T 2260). 天湖街道 belongs to it and does not begin with it. */
export const CITY_CODE = '341881';

const NOWHERE: Area = { kind: 'none' };
const OF_TOWNS: readonly Role[] = ['OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE'];
const OF_VILLAGES: readonly Role[] = ['COORDINATOR', 'SECRETARY'];

/**
 * The area of a caller by the division table. Codes the table does not list give no area. `assignedVillages` are those
 * that assignment facts name today: a token can only narrow them; undefined for whom no such fact names. Departments, inspectors, auditors and administrators
 * have no area: what they may see is named item by item (a referral, a drawn sample, an audit order). Whoever has a
 * village has with it what was its part's; a token or an assignment that still names the part means the whole.
 */
export function areaOf({ role, org }: Caller, divisions: DivisionLookUp, assignedVillages?: readonly string[]): Area {
  if (role === 'SYSTEM' || (role === 'BUREAU' && org === CITY_CODE)) return { kind: 'city' };
  const codes = [...new Set(org.split(','))];
  if (OF_TOWNS.includes(role)) {
    const towns = codes.filter((code) => divisions.isTownship(code));
    return towns.length === 0 ? NOWHERE : { kind: 'towns', towns };
  }
  if (OF_VILLAGES.includes(role)) {
    const assigned = assignedVillages?.map((code) => divisions.nowOf(code));
    const present = [...new Set(codes.map((code) => divisions.nowOf(code)))].filter(
      (code) => divisions.townOf(code) !== undefined && (assigned?.includes(code) ?? true),
    );
    const towns = [...new Set(present.flatMap((code) => divisions.townOf(code) ?? []))];
    const villages = present.flatMap((code) => [code, ...divisions.partsOf(code)]);
    return villages.length === 0 ? NOWHERE : { kind: 'villages', villages, towns };
  }
  return NOWHERE;
}

/**
 * Whether something of that unit lies in the area; no unless the unit says yes. What belongs to no unit lies only in
 * the city's. A township the division table does not know is written `none` and lies nowhere.
 */
export function covers(area: Area, unit: { readonly townCode?: string; readonly villageCode?: string }): boolean {
  switch (area.kind) {
    case 'city':
      return unit.townCode !== 'none';
    case 'towns':
      return unit.townCode !== undefined && area.towns.includes(unit.townCode);
    case 'villages':
      return unit.villageCode !== undefined && area.villages.includes(unit.villageCode);
    case 'none':
      return false;
  }
}
