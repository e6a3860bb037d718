import type { Caller } from '../auth/caller.js';
import type { Area } from '../auth/area.js';

/** An approved export of unmasked particulars that may still be fetched. */
export interface StandingExport {
  readonly view: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly fields: readonly string[];
  readonly proposedBy: string;
}

/** What the city has ordered or granted for a time, asked anew at every request. */
export interface StandingOrders {
  /** The area an audit order opens to that auditor now; undefined when there is no such order in force. */
  orderArea(caller: Caller, orderNo: string): Promise<Area | undefined>;
  /** The township an emergency grant opens to its holder now. */
  grantedTown(caller: Caller, grantId: string): Promise<string | undefined>;
  /** An approved export that has not expired. */
  exportInForce(exportId: string): Promise<StandingExport | undefined>;
}
