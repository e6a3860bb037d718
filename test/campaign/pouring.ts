import type { SeededRandom } from '../../src/demo/seeded-random.js';
import type { EventStore, Page, PageHandler } from '../../src/platform/event-store/event-store.port.js';
import type { Recorded } from '../../src/platform/fact.js';
import { ABSENT, foldKey, groupByKey } from '../../src/platform/projections/fold-facts.js';
import type { Standing } from '../../src/platform/projections/fold-facts.js';
import type { Projection } from '../../src/platform/projections/projection.js';
import { canonicalText } from '../../src/platform/projections/projection-hash.js';
import type { LiveViews } from '../../src/platform/read-store/live-views.js';
import { ViewNotReady } from '../../src/platform/read-store/views.js';
import { projections } from '../../src/projections.js';
import { meddlingEventStore } from '../support/faults.js';

/** How a log may hand out its pages. */
export type Delivery = 'as they are' | 'again and again' | 'out of order';

/** A log that stutters or shuffles now and then; what it hands out wrongly it hands out rightly when asked again. */
export function delivering(store: EventStore, delivery: Delivery, random: SeededRandom): EventStore {
  if (delivery === 'as they are') return store;
  const before: Page[] = [];
  return meddlingEventStore(store, async (page: Page, hand: PageHandler) => {
    if (delivery === 'out of order') {
      const shuffled = page.events.length > 1 && random.chance(0.5);
      return hand(shuffled ? { ...page, events: [...page.events].reverse() } : page);
    }
    await hand(page);
    before.push(page);
    for (const again of before.slice(-3)) await hand(again);
  });
}

/** Every document that was ever right: of each view, each key, after each fact that reached it. */
export function everyVersion(facts: readonly Recorded[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(projections.map((projection) => [projection.name, versionsOf(projection, facts)]));
}

function versionsOf(projection: Projection, facts: readonly Recorded[]): ReadonlySet<string> {
  const versions = new Set<string>();
  const standing = new Map<string, Standing>();
  for (const fact of facts.filter(({ type }) => projection.types.includes(type))) {
    for (const [key, group] of groupByKey(projection, [fact]).groups) {
      const { after } = foldKey(projection, key, standing.get(key) ?? ABSENT, group);
      standing.set(key, after);
      if (after.document) versions.add(canonicalText(after.document));
    }
  }
  return versions;
}

/** Reads whole views as long as it may, and notes every document that no moment of the log explains. */
export class Reader {
  read = 0;
  readonly mixed: string[] = [];
  private reading = true;

  constructor(
    private readonly views: LiveViews,
    private readonly versions: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  async readOn(): Promise<void> {
    while (this.reading) for (const projection of projections) await this.look(projection);
  }

  stop(): void {
    this.reading = false;
  }

  private async look(projection: Projection): Promise<void> {
    try {
      const documents = await (await this.views.of(projection)).find({});
      this.read += documents.length;
      const known = this.versions.get(projection.name);
      for (const document of documents.filter((one) => !known?.has(canonicalText(one))))
        this.mixed.push(`${projection.name} showed ${document._id} at ${document.position} as it never was`);
    } catch (error) {
      if (!(error instanceof ViewNotReady)) throw error;
    }
  }
}
