import { Injectable } from '@nestjs/common';
import type { OrderedDays } from './aggregates/household/visits/emergency-orders.port.js';
import { EmergencyOrdersPort } from './aggregates/household/visits/emergency-orders.port.js';
import { household } from './aggregates/household/household.js';
import { ordersOver, township, townshipIdOf } from './aggregates/township/township.js';
import { localDateOf, yearOf } from './platform/calendar/local-date.js';
import { Change } from './platform/change/change.js';
import { Platform } from './platform/platform.js';

/** Emergency orders as the townships' own streams have them. */
@Injectable()
export class EmergencyOrders implements EmergencyOrdersPort {
  constructor(
    private readonly platform: Platform,
    private readonly change: Change,
  ) {}

  /** An order stands in the stream of its first day's year; nothing happened before the system's first year (I-22). */
  async over(householdId: string): Promise<readonly OrderedDays[]> {
    const { state: home } = await this.change.memory.load(household, householdId);
    const { townCode, villageCode } = household.unitOf(home);
    if (townCode === undefined || villageCode === undefined) return [];
    const { parameters } = await this.platform.rules();
    const first = Math.floor(parameters.number('EARLIEST-DAY') / 10_000);
    const last = Number(yearOf(localDateOf(this.platform.clock.now())));
    const years = Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
    const streams = years.map((year) => this.change.memory.load(township, townshipIdOf(townCode, year)));
    return (await Promise.all(streams)).flatMap(({ state }) => ordersOver(state, villageCode));
  }
}
