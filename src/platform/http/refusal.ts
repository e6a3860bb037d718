import type { Problem } from './problem.js';

/** A refusal that the door itself makes: token, purpose, paging, position. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}
