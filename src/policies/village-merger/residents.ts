import { household } from '../../aggregates/household/household.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import type { Recorded } from '../../platform/fact.js';
import { entityOf } from '../../platform/projections/reducer.js';

/** Facts that say in which village a household is. */
const TELLING: readonly HouseholdFact['type'][] = ['HouseholdRegistered', 'HouseholdMoved'];

const PAGE = 1_000;

/** Which households are of which village, read from the log on demand: nobody asks in a year without a merger. */
export class Residents {
  private readonly villageOf = new Map<string, string>();
  private readTo = 0;

  constructor(private readonly store: Pick<EventStore, 'readAll'>) {}

  /** Households of that village by what stood in the log when it was asked, in the order in which they came. */
  async of(village: string): Promise<readonly string[]> {
    await this.readOn();
    return [...this.villageOf].flatMap(([id, code]) => (code === village ? [id] : []));
  }

  private async readOn(): Promise<void> {
    for (let full = true; full;) {
      const { events, upTo } = await this.store.readAll(this.readTo, {
        categories: [household.category],
        types: TELLING,
        limit: PAGE,
      });
      for (const fact of events) this.learn(fact as Recorded<HouseholdFact>);
      this.readTo = upTo;
      full = events.length === PAGE;
    }
  }

  private learn(fact: Recorded<HouseholdFact>): void {
    if (fact.type === 'HouseholdRegistered') this.villageOf.set(entityOf(fact.stream), fact.data.villageCode);
    if (fact.type === 'HouseholdMoved') this.villageOf.set(entityOf(fact.stream), fact.data.toVillage);
  }
}
