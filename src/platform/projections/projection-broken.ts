import type { Recorded } from '../fact.js';

/**
 * A projection cannot go past a fact: its keys cannot be told, or an operator's rebuild met a fact its reducer cannot
 * read. Trying again would not help; a repair of the program does.
 */
export class ProjectionBroken extends Error {
  override readonly name = 'ProjectionBroken';
  constructor(
    readonly projection: string,
    fact: Recorded,
    readonly place: string,
  ) {
    super(`${projection} cannot read ${fact.type} at position ${fact.position} (${fact.stream}@${fact.revision}): ${place}`);
  }
}
