import type { Area } from '../auth/area.js';
import { covers } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';
import type { CommandRow } from './aggregate.js';

/**
 * Whether a caller reaches the stream that a command writes, as it stands now: one that belongs to no township is
 * reached by role alone, one left to its holder by nobody else of that role, any other by who answers for its unit, or
 * for one of those that the command names instead, or by whom the stream itself names.
 */
export function withinReach(
  { scope, access, aggregate, units }: Pick<CommandRow, 'scope' | 'access' | 'aggregate' | 'units'>,
  state: unknown,
  { caller, area }: { readonly caller: Caller; readonly area: Area },
  command?: object,
): boolean {
  if (scope === 'any') return true;
  if (access.ownPost?.includes(caller.role)) return aggregate.holderOf?.(state) === caller.person;
  if (aggregate.reaches?.(state, caller)) return true;
  return (units?.(state, command) ?? [aggregate.unitOf(state)]).some((unit) => covers(area, unit));
}
