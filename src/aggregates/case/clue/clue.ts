import type { Instant } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';

/** A person in need who is on no roster yet, as facts carry him: particulars sealed under a key of his own. */
export type ReportedSubject = {
  readonly subjectId: string;
  readonly name: SealedBox;
  readonly nameHash: string;
  readonly surnameHash: string;
  readonly idNo?: SealedBox;
  readonly idHash?: string;
  readonly phone?: SealedBox;
  readonly address?: SealedBox;
  /** Where he is registered, a division code; an emergency is worked where it happens (社会救助法 art. 37). */
  readonly registeredResidence?: string;
};

/** Who rang, as far as he said; sealed under a key of his own. */
export type HotlineCaller = { readonly callerId: string; readonly name?: SealedBox; readonly phone?: SealedBox };

/** What decisions remember of how the case came up. */
export interface ClueMemory {
  readonly callAt?: Instant;
  readonly respondedAt?: Instant;
  /** What the first response found. */
  readonly helpNeeded?: boolean;
  readonly urgent?: boolean;
  readonly knownAt?: Instant;
  readonly householdRef?: string;
  readonly endorsedBy?: string;
  /** Result code of the last verification. */
  readonly verified?: string;
}
