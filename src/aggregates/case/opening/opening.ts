/** Who answers for the case at each of the four levels (S02, S29), as references. */
export type OwnerChain = {
  readonly group: string;
  readonly village: string;
  readonly township: string;
  readonly bureau: string;
};

/** What decisions remember of how the case was opened. */
export interface OpeningMemory {
  readonly caseNo?: string;
  readonly urgency?: string;
  readonly householdRef?: string;
}
