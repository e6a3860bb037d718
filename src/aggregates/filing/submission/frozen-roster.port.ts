import type { LocalDate } from '../../../platform/fact.js';
import type { FiledRoster } from '../filed-roster.events.js';
import type { Annex } from '../filing.events.js';

/** What a roster said at one place of the log. Nothing in it can be opened: the hash is over sealed rows. */
export interface FrozenRoster {
  /** `<stream>@<revision>`. */
  readonly anchor: string;
  readonly rows: number;
  readonly contentHash: string;
  readonly kept: FiledRoster;
}

/** What a submission must know of other streams: the campaign it answers, and the roster as it stands now. */
export interface FilingOccasion {
  /** Last day of the year's campaign; undefined as long as none was opened. */
  readonly dueOn?: LocalDate;
  readonly roster: FrozenRoster;
}

/** Reads the campaign's stream, and replays the log to its present end; no read model is asked. */
export abstract class FilingOccasionPort {
  abstract of(filing: {
    readonly year: string;
    readonly townCode: string;
    readonly annex: Annex;
  }): Promise<FilingOccasion>;
}
