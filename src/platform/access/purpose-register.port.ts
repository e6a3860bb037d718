import type { Area } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';
import type { Purpose } from './purpose.js';

/** Says whether a stated purpose's reference exists and is the caller's. Deny by default. */
export interface PurposeRegister {
  isCallers(caller: Caller, area: Area, code: Purpose, ref: string): Promise<boolean>;
}
