import type { Doubted } from './start-check.js';

/**
 * A projection cannot go on: the keys of a fact cannot be told, an operator's rebuild met a fact its reducer cannot
 * read, or a unique index refuses what was folded. Trying again would not help; a repair of the program does.
 */
export class ProjectionBroken extends Error {
  override readonly name = 'ProjectionBroken';
  constructor(
    readonly projection: string,
    readonly reason: string,
  ) {
    super(`projection ${projection}: ${reason}`);
  }
}

/** What was thrown, as an error that can be passed on. */
export function errorFrom(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** An operator wants the build before the one that is read, and there is none that this release may read. */
export class NoWayBack extends Error {
  override readonly name = 'NoWayBack';
  constructor(
    message: string,
    /** What the build does not fit; `absent` when there is none. */
    readonly doubted: Doubted,
  ) {
    super(message);
  }
}

/** Another process has put a newer build of this view in place; what this one holds is no longer what is read. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor(readonly projection: string) {
    super(`projection ${projection}: another process has replaced this build`);
  }
}

/** Another process holds the lease by now; what this one would write is refused. */
export class FencedOff extends Error {
  override readonly name = 'FencedOff';
  constructor(readonly projection: string) {
    super(`projection ${projection}: another process holds the lease`);
  }
}

/** Somebody else kept writing the same documents; the batch is taken up again from the checkpoint. */
export class TooContended extends Error {
  override readonly name = 'TooContended';
}

/** A log must hand out facts in the order of their positions; folding anything else would be silently wrong. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder';
}
