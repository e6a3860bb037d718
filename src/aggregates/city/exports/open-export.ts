import { entryOf } from '../../../platform/change/entry-of.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { City, Export } from '../city.js';

/** The proposal that still waits for a second person. */
export function openExport({ exports }: City, exportId: string): Export {
  const found = entryOf(exports, exportId);
  if (found?.status !== 'proposed') throw new RuleBroken('no-such-proposal', '没有待复核的该项提请');
  return found;
}
