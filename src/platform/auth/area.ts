import type { Caller, Role } from './caller.js';

/** Where a caller may act today: an explicit list, never a prefix. */
export type Area =
  | { readonly kind: 'city' }
  | { readonly kind: 'towns'; readonly towns: readonly string[] }
  | { readonly kind: 'villages'; readonly villages: readonly string[]; readonly towns: readonly string[] }
  | { readonly kind: 'none' };

export interface DivisionLookUp {
  townOf(villageCode: string): string | undefined;
  isTownship(code: string): boolean;
}

const CITY_WIDE: readonly Role[] = ['BUREAU', 'SYSTEM'];
const OF_VILLAGES: readonly Role[] = ['COORDINATOR', 'SECRETARY'];
const OF_TOWNS: readonly Role[] = ['OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE'];

/**
 * The area of a caller by the division table. Codes the table does not list give no area. `assignedVillages` are those
 * that assignment facts name today: a token can only narrow them.
 */
export function areaOf({ role, org }: Caller, divisions: DivisionLookUp, assignedVillages?: readonly string[]): Area {
  if (CITY_WIDE.includes(role)) return { kind: 'city' };
  const codes = org.split(',').filter((code) => code !== '');
  if (OF_TOWNS.includes(role)) {
    const towns = codes.filter((code) => divisions.isTownship(code));
    return towns.length === 0 ? { kind: 'none' } : { kind: 'towns', towns };
  }
  if (OF_VILLAGES.includes(role)) {
    const villages = codes.filter(
      (code) => divisions.townOf(code) !== undefined && (assignedVillages?.includes(code) ?? true),
    );
    const towns = [...new Set(villages.flatMap((code) => divisions.townOf(code) ?? []))];
    return villages.length === 0 ? { kind: 'none' } : { kind: 'villages', villages, towns };
  }
  return { kind: 'none' };
}

/** Whether something of that unit lies in the area. What belongs to no unit lies only in the city's. */
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
