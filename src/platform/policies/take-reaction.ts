import type { Change } from '../change/change.js';
import type { CommandContext } from '../change/command-context.js';
import type { Outcome } from '../change/change.js';
import { RuleBroken } from '../rule-broken.js';
import type { Reaction } from './reaction.js';

/** Whatever ended in another may have ended in a third since; a ring of them is refused in the end. */
const MOST_FOLLOWED = 8;

/**
 * Issues the command of a reaction; where what it is about has ended in another, its like there. Throws what `Change`
 * throws: the first refusal that leads no further.
 */
export async function takeReaction(
  change: Pick<Change, 'run'>,
  { row, command, elsewhere }: Reaction,
  context: CommandContext,
): Promise<Outcome> {
  for (let about = command, followed = 0; ; followed++) {
    try {
      return await change.run(row, about, context);
    } catch (error) {
      const next = error instanceof RuleBroken && followed < MOST_FOLLOWED ? elsewhere?.(error) : undefined;
      if (next === undefined) throw error;
      about = next;
    }
  }
}
