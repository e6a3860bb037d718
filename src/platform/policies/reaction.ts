import type { CommandRow } from '../change/aggregate.js';
import type { Recorded } from '../fact.js';
import type { RuleBroken } from '../rule-broken.js';

/** A command a policy wants issued because of one fact. */
export interface Reaction {
  readonly row: CommandRow;
  readonly command: object;
  /** Its like for what it is about has ended in, told by the refusal; nothing where the refusal says no such thing. */
  readonly elsewhere?: (refused: RuleBroken) => object | undefined;
}

/**
 * Whenever this happened, issue that command. Pure: facts in, commands out. The command re-checks everything by its
 * own stream; its identity is the policy and the fact, so that reacting twice does it once.
 */
export interface Policy {
  readonly name: string;
  readonly categories: readonly string[];
  readonly types: readonly string[];
  react(fact: Recorded): readonly Reaction[];
}
