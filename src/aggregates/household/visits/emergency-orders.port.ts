import type { LocalDate } from '../../../platform/fact.js';

/** Days of a declared emergency order, both included, on which a telephone or video contact counts as a visit. */
export interface OrderedDays {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Reads the township's own streams, no view: an order ended a moment ago lets nothing count from tomorrow on. */
export abstract class EmergencyOrdersPort {
  /** The orders that ever named the village in which the household lives now. */
  abstract over(householdId: string): Promise<readonly OrderedDays[]>;
}
