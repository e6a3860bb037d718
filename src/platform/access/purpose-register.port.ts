import type { Area } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';
import type { Purpose } from './purpose.js';

/** What somebody wants to see in full: one household, or one case. */
export interface LookedAt {
  readonly householdId?: string;
  readonly caseId?: string;
}

/** Says whether a stated purpose's reference exists and is the caller's. Deny by default. */
export interface PurposeRegister {
  isCallers(caller: Caller, area: Area, code: Purpose, ref: string): Promise<boolean>;
  /** Whether a purpose that is the caller's has to do with it: nobody looks at one family for the sake of another. */
  concerns(code: Purpose, ref: string, at: LookedAt): Promise<boolean>;
}
