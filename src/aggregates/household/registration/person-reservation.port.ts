/** Who holds an ID number (its keyed hash) now. `claim` is the command that reserved it. */
export interface IdNumberHolder {
  readonly householdRef: string;
  readonly memberId: string;
  readonly claim: string;
  /** True once the holder's household is known to stand. */
  readonly confirmed: boolean;
}

export interface IdNumberClaim {
  readonly idHash: string;
  readonly householdRef: string;
  readonly memberId: string;
  readonly claim: string;
}

/** One ID number stands in at most one active household (I-21). Kept by a stream of its own per number. */
export abstract class PersonReservationPort {
  abstract holder(idHash: string): Promise<IdNumberHolder | undefined>;
  /** Claims the number; true when this call wrote the claim. Rejects with RuleBroken I-21 when somebody was faster. */
  abstract reserve(claim: IdNumberClaim, takeOverFrom?: string): Promise<boolean>;
  abstract release(claim: IdNumberClaim, reason: string): Promise<void>;
}
