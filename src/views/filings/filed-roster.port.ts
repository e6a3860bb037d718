import type { FiledRoster } from '../../aggregates/filing/filed-roster.events.js';
import type { Reading } from '../../platform/http/reading.js';
import type { SheetLayout } from '../../platform/spreadsheets/sheet.js';

/** A kept roster as one caller may see it. */
export interface DrawnRoster {
  /** As the list of that annex answers. */
  readonly rows: readonly object[];
  /** As the sheet of that annex has them. */
  readonly sheet: Pick<SheetLayout<unknown>, 'name' | 'title' | 'columns' | 'rows'>;
  /** Whose data it shows, and which of them. */
  readonly subjects: readonly string[];
  readonly fields: readonly string[];
  /** Over the lines as they are kept, computed anew. */
  readonly contentHash: string;
}

/** Draws either annex; the two rosters are questions of their own, and no view knows another. */
export abstract class FiledRosterPort {
  /** `reading` says who looks, and has the day and the rules of the submission. */
  abstract draw(kept: FiledRoster, reading: Reading): Promise<DrawnRoster>;
}
