import { refusalCases, repeatCases, revisionCases } from './event-store-cases/append.cases.js';
import { contentCases } from './event-store-cases/content.cases.js';
import { identityCases, logCases, readCases } from './event-store-cases/read.cases.js';
import type { EventStoreCase, StoreUnderTest } from './event-store-cases/store-under-test.js';
import { subscriptionCases } from './event-store-cases/subscription.cases.js';

/**
 * What every event store owes its callers. The same cases run on each adapter, and on stores broken on purpose
 * (`broken-stores.int.spec.ts`), which shows that each of them bites.
 */
export const eventStoreCases: readonly EventStoreCase[] = [
  ...revisionCases,
  ...repeatCases,
  ...refusalCases,
  ...contentCases,
  ...readCases,
  ...logCases,
  ...identityCases,
  ...subscriptionCases,
];

/** The cases a store under test can be put through. */
export function casesFor(under: StoreUnderTest): readonly EventStoreCase[] {
  return eventStoreCases.filter(({ needs }) => needs === undefined || under[needs] !== undefined);
}
