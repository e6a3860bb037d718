import { brokenIdentities, brokenLogs, brokenReads, brokenSubscriptions } from './broken-reads.js';
import type { BrokenStore } from './broken-store.js';
import { brokenAppends, brokenContents, brokenRefusals, brokenRepeats } from './broken-writes.js';

/** All of them, in the order of the contract. */
export const brokenStores: readonly BrokenStore[] = [
  ...brokenAppends,
  ...brokenRepeats,
  ...brokenRefusals,
  ...brokenContents,
  ...brokenReads,
  ...brokenLogs,
  ...brokenIdentities,
  ...brokenSubscriptions,
];
