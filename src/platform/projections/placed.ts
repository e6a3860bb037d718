import type { Recorded } from '../fact.js';

/** What a document says, in the unit that owns its stream since this fact: the envelope says whose it is now. */
export function placed<Told extends { readonly town: string; readonly village?: string }>(
  told: Told | undefined,
  { metadata: { townCode = '', villageCode } }: Recorded,
): Told | undefined {
  return told && { ...told, town: townCode, ...(villageCode === undefined ? {} : { village: villageCode }) };
}
