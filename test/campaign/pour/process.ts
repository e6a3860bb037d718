import { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { EventStore } from '../../../src/platform/event-store/event-store.port.js';
import type { Projection } from '../../../src/platform/projections/projection.js';
import { ProjectionRunner } from '../../../src/platform/projections/projection-runner.js';
import { DEAD_LETTERS } from '../../../src/platform/read-store/collections.js';
import type { ReadStore } from '../../../src/platform/read-store/read-store.js';
import { Crash, EagerTimer, crashingEventStore, crashingReadStore } from '../../support/faults.js';
import type { Delivery } from './delivering.js';
import { delivering } from './delivering.js';
import { poured } from './roll-call.js';

/** What becomes of one process that pours. */
export interface Fate {
  readonly crash: Crash;
  readonly release: readonly Projection[];
}

/** One life of a runner, on stores that others use too. */
export function pourer(store: EventStore, readStore: ReadStore, { crash, release }: Fate, random: SeededRandom) {
  const delivery = random.pick<Delivery>(['as they are', 'again and again', 'out of order']);
  return new ProjectionRunner({
    store: delivering(crashingEventStore(store, crash), delivery, random),
    readStore: crashingReadStore(readStore, crash),
    projections: release,
    batchSize: random.between(1, 9),
    timer: new EagerTimer(),
  });
}

/** A release whose reducers break on a third of all facts; which ones, differs from release to release. */
export function ailingRelease(random: SeededRandom): readonly Projection[] {
  const release = random.between(0, 1_000_000);
  return poured.map((projection) => ({
    ...projection,
    fold: (document, fact, key) => {
      if (new SeededRandom(release + fact.position).chance(1 / 3)) throw new Error('this release cannot read it');
      return projection.fold(document, fact, key);
    },
  }));
}

export function noCrash(): Crash {
  return new Crash(0, 'before');
}

/** At any request; or, as often, at one that writes documents: between them and their checkpoint lies the danger. */
export function someCrash(random: SeededRandom): Crash {
  const when = random.chance(0.5) ? 'before' : 'after';
  if (random.chance(0.5)) return new Crash(random.between(1, 150), when);
  return new Crash(random.between(1, 20), when, isWrite);
}

/** When a parked document has been folded on, and the letters of what it has now been given are still there. */
export function crashBeforeSettling(random: SeededRandom): Crash {
  let last = '';
  return new Crash(random.between(1, 3), 'before', (request) => {
    const settling = isWrite(last) && request === `deleteMany ${DEAD_LETTERS}`;
    last = request;
    return settling;
  });
}

/** Turns of the event loop after which a request goes on even though the rival does not move any more. */
const PATIENCE = 300;

/** Its writes are held up until the rival beside it has made some requests more, and come late therefore. */
export class Dawdling extends Crash {
  constructor(
    private readonly random: SeededRandom,
    private readonly rival: Crash,
  ) {
    super(random.between(0, 30), 'after', isWrite);
  }

  override async step<T>(request: string, work: () => Promise<T>): Promise<T> {
    const goal = this.rival.steps + this.random.between(0, 40);
    for (let turn = 0; isWrite(request) && this.rival.steps < goal && turn < PATIENCE; turn++)
      await new Promise<void>((resolve) => setImmediate(resolve));
    return super.step(request, work);
  }
}

function isWrite(request: string): boolean {
  return request.startsWith('bulkWrite');
}
