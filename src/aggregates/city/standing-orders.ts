import { entryOf } from '../../platform/change/entry-of.js';
import type { StandingExport, StandingOrders } from '../../platform/access/standing-orders.port.js';
import type { Area } from '../../platform/auth/area.js';
import type { Caller } from '../../platform/auth/caller.js';
import { StreamMemory } from '../../platform/change/stream-memory.js';
import type { Clock } from '../../platform/clock/clock.port.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import { city, grantInForce, orderInForce } from './city.js';

/** Reads the city's own stream, never a view: an order ended a moment ago opens nothing. */
export class CityOrders implements StandingOrders {
  private readonly memory: StreamMemory;

  constructor(
    store: EventStore,
    private readonly clock: Clock,
  ) {
    this.memory = new StreamMemory(store);
  }

  async orderArea(caller: Caller, orderNo: string): Promise<Area | undefined> {
    const { state } = await this.memory.load(city, '');
    const order = orderInForce(state, orderNo, caller.id, this.clock.now());
    if (!order) return undefined;
    return order.towns.length === 0 ? { kind: 'city' } : { kind: 'towns', towns: order.towns };
  }

  async grantedTown(caller: Caller, grantId: string): Promise<string | undefined> {
    const { state } = await this.memory.load(city, '');
    return grantInForce(state, grantId, caller.id, this.clock.now())?.townCode;
  }

  async exportInForce(exportId: string): Promise<StandingExport | undefined> {
    const { state } = await this.memory.load(city, '');
    const found = entryOf(state.exports, exportId);
    const inForce = found?.status === 'approved' && this.clock.now() <= (found.validUntil ?? '');
    if (!inForce) return undefined;
    const { view, filters, fields } = found.proposed;
    return { view, filters, fields, proposedBy: found.actorId };
  }
}
