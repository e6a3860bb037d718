import { aggregatingCases } from './read-store-cases/aggregating.cases.js';
import { concurrencyCases } from './read-store-cases/concurrency.cases.js';
import { findingCases, sortingCases } from './read-store-cases/finding.cases.js';
import { indexCases, serverCases } from './read-store-cases/server.cases.js';
import type { ReadStoreCase } from './read-store-cases/store-under-test.js';
import { valueCases } from './read-store-cases/value.cases.js';
import { insertingCases, updatingCases } from './read-store-cases/writing.cases.js';

/**
 * What the views expect of a server that speaks MongoDB's protocol. The same cases run on the embedded one and on any
 * other: what passes on both means the same on both.
 */
export const readStoreCases: readonly ReadStoreCase[] = [
  ...serverCases,
  ...indexCases,
  ...insertingCases,
  ...updatingCases,
  ...concurrencyCases,
  ...findingCases,
  ...sortingCases,
  ...aggregatingCases,
  ...valueCases,
];
