import { household, openListing } from './aggregates/household/household.js';
import type { PurposeRegister } from './platform/access/purpose-register.port.js';
import type { Purpose } from './platform/access/purpose.js';
import type { StandingOrders } from './platform/access/standing-orders.port.js';
import type { Area } from './platform/auth/area.js';
import { covers } from './platform/auth/area.js';
import type { Caller } from './platform/auth/caller.js';
import { StreamMemory } from './platform/change/stream-memory.js';
import type { EventStore } from './platform/event-store/event-store.port.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Purposes whose references exist by now: a visit task is a household on the caller's own roster, supervision is an
 * emergency grant of his, an audit order one issued to him. Cases, calls, applications, items and filings bring theirs.
 */
export class KnownPurposes implements PurposeRegister {
  private readonly memory: StreamMemory;

  constructor(
    store: EventStore,
    private readonly orders: StandingOrders,
  ) {
    this.memory = new StreamMemory(store);
  }

  async isCallers(caller: Caller, area: Area, code: Purpose, ref: string): Promise<boolean> {
    if (code === 'VISIT_TASK') return this.isVisitTask(caller, area, ref);
    if (code === 'AUDIT_ORDER') return (await this.orders.orderArea(caller, ref)) !== undefined;
    if (code === 'SUPERVISION') return (await this.orders.grantedTown(caller, ref)) !== undefined;
    return false;
  }

  private async isVisitTask({ role }: Caller, area: Area, ref: string): Promise<boolean> {
    if ((role !== 'COORDINATOR' && role !== 'OFFICER') || !UUID.test(ref)) return false;
    const { state } = await this.memory.load(household, ref);
    return state.status === 'registered' && covers(area, household.unitOf(state)) && openListing(state) !== undefined;
  }
}
