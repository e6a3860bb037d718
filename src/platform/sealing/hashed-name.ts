import { surnameOf } from '../identity/person-name.js';
import type { LookUpHash } from './look-up-hash.js';
import type { SealedBox } from './sealed-box.js';
import { ERASED } from './sealed-box.js';
import type { Sealer } from './sealer.js';

/**
 * The hashes by which a sealed name is found in that township; undefined once the name was erased. The name itself
 * goes nowhere: whoever takes a household over hashes its names and reads none of them for it.
 */
export async function hashedName(
  name: SealedBox,
  townCode: string,
  { sealer, hashes }: { readonly sealer: Sealer; readonly hashes: LookUpHash },
): Promise<{ readonly nameHash: string; readonly surnameHash: string } | undefined> {
  const text = await sealer.open(name, 'PI1');
  if (text === ERASED) return undefined;
  return { nameHash: hashes.nameHash(townCode, text), surnameHash: hashes.surnameHash(townCode, surnameOf(text)) };
}
