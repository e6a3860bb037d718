import { streamOf } from '../../../platform/change/aggregate.js';
import type { ReadableLog } from '../../../platform/event-store/event-store.port.js';
import { hashedName } from '../../../platform/sealing/hashed-name.js';
import type { LookUpHash } from '../../../platform/sealing/look-up-hash.js';
import type { Sealer } from '../../../platform/sealing/sealer.js';
import type { NameHashes } from './member.js';
import { particularsIn } from './told-particulars.js';

interface Means {
  readonly store: Pick<ReadableLog, 'read'>;
  readonly sealer: Sealer;
  readonly hashes: LookUpHash;
}

/**
 * The hashes by which everybody of a household is found in that township, by member id. A name that was erased is
 * found by nothing any more: it keeps the hashes it has.
 */
export async function namesFor(
  householdId: string,
  townCode: string,
  means: Means,
): Promise<Readonly<Record<string, NameHashes>>> {
  const people = particularsIn(await means.store.read(streamOf({ category: 'household' }, householdId), { from: 0 }));
  const hashed = await Promise.all(
    [...people].map(async ([memberId, { name, nameHash, surnameHash }]) => {
      const found = await hashedName(name, townCode, means);
      return [memberId, found ?? { nameHash, surnameHash }] as const;
    }),
  );
  return Object.fromEntries(hashed);
}
