import type { Area } from '../auth/area.js';
import { covers } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';
import type { CommandRow } from './aggregate.js';

/**
 * Whether a caller reaches the stream that a command writes, as it stands now: one that belongs to no township is
 * reached by role alone, one left to its holder by nobody else of that role, any other by who answers for its unit.
 */
export function withinReach(
  { scope, access, aggregate }: Pick<CommandRow, 'scope' | 'access' | 'aggregate'>,
  state: unknown,
  { caller, area }: { readonly caller: Caller; readonly area: Area },
): boolean {
  if (scope === 'any') return true;
  if (access.ownPost?.includes(caller.role)) return aggregate.holderOf?.(state) === caller.person;
  return covers(area, aggregate.unitOf(state));
}
