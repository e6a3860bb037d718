import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import type { CoordinatorChanged } from '../coordinator.events.js';
import type { Coordinator } from '../coordinator.js';
import { inPost } from '../coordinator.js';
import { comparableFields } from './particulars.js';

/** What became otherwise about him; only what the form sent is here. */
export class ChangeCoordinator {
  constructor(
    readonly coordinatorId: string,
    readonly changed: CoordinatorChanged['data']['changed'],
  ) {}
}

export const changeCoordinatorAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

/** A name or number sealed again is no change: the hash beside the box tells. */
export function changeCoordinator(
  { changed }: ChangeCoordinator,
  state: Coordinator,
): readonly Decided<CoordinatorChanged>[] {
  const { known } = inPost(state);
  const stale = new Set<string>(comparableFields.filter((field) => changed[field] === known[field]));
  if (stale.has('nameHash')) ['name', 'surnameHash'].forEach((field) => stale.add(field));
  if (stale.has('idHash')) ['idNo', 'gender', 'birthYearMonth'].forEach((field) => stale.add(field));
  const news = Object.fromEntries(Object.entries(changed).filter(([field]) => !stale.has(field)));
  if (Object.keys(news).length === 0) return [];
  return [{ type: 'CoordinatorChanged', data: { changed: news } }];
}
