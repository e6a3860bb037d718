import { coordinatorCommands } from '../../aggregates/coordinator/coordinator.commands.js';
import { TakeOverMergedVillage } from '../../aggregates/coordinator/responsibility/take-over-merged-village.js';
import { householdCommands } from '../../aggregates/household/household.commands.js';
import { FollowVillageMerger } from '../../aggregates/household/moving/follow-village-merger.js';
import type { MergedVillage } from '../../platform/divisions/divisions.js';
import type { Reaction } from '../../platform/policies/reaction.js';
import { rowIn } from '../../platform/policies/row-in.js';

/** Who is of a village or was ever said to answer for it. */
export interface Belonging {
  readonly households: readonly string[];
  readonly coordinators: readonly string[];
}

/**
 * Of a village that became part of another one the coordinators follow first, so that no family comes to a village for
 * which its coordinator does not answer yet. Each command re-checks by its own stream: whoever has gone elsewhere stays.
 */
export function followersOf(
  { code, into, on }: MergedVillage,
  edition: string,
  { households, coordinators }: Belonging,
): readonly Reaction[] {
  return [
    ...[...new Set(coordinators)].map((coordinatorId) => ({
      row: rowIn(coordinatorCommands, TakeOverMergedVillage),
      command: new TakeOverMergedVillage(coordinatorId, code, into, on),
    })),
    ...households.map((householdId) => ({
      row: rowIn(householdCommands, FollowVillageMerger),
      command: new FollowVillageMerger(householdId, edition, code, into, on),
    })),
  ];
}
