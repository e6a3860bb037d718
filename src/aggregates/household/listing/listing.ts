import type { LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';

/** An entry of the key-population roster (附件1), codes in clear, the remark sealed. */
export type Listing = {
  readonly listedOn: LocalDate;
  readonly categoryCodes: readonly string[];
  readonly hardshipCodes: readonly string[];
  readonly currentAids: readonly string[];
  readonly partialDibao: boolean;
  readonly inDifficulty: boolean;
  readonly selfCare?: string;
  readonly careMode?: string;
  readonly kinFlag: boolean;
  readonly source: string;
  readonly coordinatorRef?: string;
  readonly clueRef?: string;
  readonly caseRef?: string;
  readonly remark?: SealedBox;
};

/** From the day of listing to the day of delisting, both inclusive. */
export interface ListingInterval {
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly reason?: string;
  readonly coordinatorRef?: string;
}

/** An interval with what decisions ask of it: the entry as it reads now, and the facts a correction may name. */
export interface RememberedListing extends Omit<ListingInterval, 'coordinatorRef'> {
  readonly openedBy: string;
  readonly closedBy?: string;
  readonly listing: Listing;
  /** Fields that were adjusted after the entry was made. */
  readonly adjusted: readonly string[];
}
