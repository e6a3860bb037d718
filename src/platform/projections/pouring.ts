import type { Db } from 'mongodb';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ReadableLog, Page } from '../event-store/event-store.port.js';
import { Build } from './build.js';
import type { OnUnreadable } from './build.js';
import { assertAscending } from './page-folder.js';
import type { Projection } from './projection.js';
import { errorFrom } from './projection-broken.js';
import type { Checkpoint } from './registry.js';
import { BEGINNING } from './registry.js';
import { Routes, categoriesOf } from './routes.js';
import type { Recorded } from '../fact.js';

export interface Beside {
  readonly projection: Projection;
  readonly collection: string;
}

export interface PouringOptions {
  readonly onUnreadable: OnUnreadable;
  /** Stop once the log has been read up to here; asked again a few times when it has been reached. */
  readonly goal: () => number;
  /** Facts beyond this position are left out (a view of the past). */
  readonly upTo?: number;
  readonly signal: AbortSignal;
}

/** How each view came out of a pouring. */
export interface PouredView {
  readonly build: Build;
  readonly error?: Error;
}

export interface Pouring {
  readonly results: ReadonlyMap<string, PouredView>;
  readonly checkpoint: Checkpoint;
  readonly passedOver: (name: string) => ReadonlySet<string>;
}

const PAGE = 2_000;
const ROUNDS = 3;
/** Documents held in memory by all builds of one pouring. */
const HELD_AT_MOST = 250_000;

/** Reads the log once from the beginning and pours any number of views from it, each into a collection of its own. */
export async function pour(
  db: Db,
  store: Pick<ReadableLog, 'readAll'>,
  besides: readonly Beside[],
  options: PouringOptions,
): Promise<Pouring> {
  const builds = besides.map(
    ({ projection, collection }) => new Build(db, projection, collection, options.onUnreadable),
  );
  const routes = new Routes(besides.map(({ projection }) => projection));
  const categories = categoriesOf(besides.map(({ projection }) => projection));
  const failures = new Map<Build, Error>();
  let checkpoint = BEGINNING;
  // The log grows meanwhile. After a few rounds what is left is little, and the last of it is read with live paused.
  for (let round = 0; round < ROUNDS; round++) {
    const goal = options.goal();
    while (checkpoint.position < goal && failures.size < builds.length) {
      options.signal.throwIfAborted();
      const page = await store.readAll(checkpoint.position, { categories, limit: PAGE });
      const { events, upTo } = cut(page, options.upTo);
      await foldInto(builds, routes, events, failures);
      await spillTheLargest(builds, failures);
      // Nothing wanted is left: the log has been looked through at least as far as the goal.
      checkpoint = advanced(checkpoint, events, page.events.length === 0 ? Math.max(goal, upTo) : upTo);
      await breathe();
    }
  }
  return { results: await finishAll(builds, failures), checkpoint, passedOver: (name) => routes.passedOver(name) };
}

async function foldInto(
  builds: readonly Build[],
  routes: Routes,
  events: readonly Recorded[],
  failures: Map<Build, Error>,
): Promise<void> {
  assertAscending(events);
  const hands = routes.deal(events);
  for (const build of builds) {
    const facts = hands.get(build.projection.name);
    if (!facts || failures.has(build)) continue;
    try {
      await build.fold(facts);
    } catch (error) {
      failures.set(build, errorFrom(error));
    }
  }
}

async function spillTheLargest(builds: readonly Build[], failures: Map<Build, Error>): Promise<void> {
  const running = builds.filter((build) => !failures.has(build)).sort((a, b) => b.size - a.size);
  let held = running.reduce((sum, build) => sum + build.size, 0);
  for (const build of running) {
    if (held <= HELD_AT_MOST) return;
    held -= build.size;
    try {
      await build.spill();
    } catch (error) {
      failures.set(build, errorFrom(error));
    }
  }
}

async function finishAll(builds: readonly Build[], failures: Map<Build, Error>): Promise<Map<string, PouredView>> {
  const results = new Map<string, PouredView>();
  for (const build of builds) {
    try {
      if (!failures.has(build)) await build.finish();
    } catch (error) {
      failures.set(build, errorFrom(error));
    }
    results.set(build.projection.name, { build, ...(failures.has(build) && { error: failures.get(build) }) });
  }
  return results;
}

function advanced(before: Checkpoint, events: readonly Recorded[], position: number): Checkpoint {
  const last = events.at(-1);
  if (!last) return { ...before, position };
  return { position, eventId: last.id, anchor: { stream: last.stream, revision: last.revision } };
}

/** The part of a page that belongs to the past asked for. */
function cut({ events, upTo }: Page, end: number | undefined): Page {
  const past = end === undefined ? -1 : events.findIndex((event) => event.position > end);
  return past < 0 || end === undefined ? { events, upTo } : { events: events.slice(0, past), upTo: end };
}
