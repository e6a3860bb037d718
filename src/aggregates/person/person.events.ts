import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact } from '../../platform/fact.js';

/**
 * Facts of a reservation stream `person-<keyed hash of the ID number>`: one ID number stands in at most one active
 * household (I-21). The stream never holds the number itself.
 */
export type PersonReserved = Fact<
  'PersonReserved',
  { readonly householdRef: string; readonly memberId: string; readonly commandId: string }
>;
export type PersonConfirmed = Fact<'PersonConfirmed', { readonly householdRef: string; readonly memberId: string }>;
export type PersonReleased = Fact<
  'PersonReleased',
  { readonly householdRef: string; readonly memberId: string; readonly reason: string }
>;

export type PersonFact = PersonReserved | PersonConfirmed | PersonReleased;

export const personSentences: Sentences<PersonFact> = {
  PersonReserved: ({ householdRef }) => `身份证号预留给家庭 ${householdRef.slice(0, 8)}`,
  PersonConfirmed: ({ householdRef }) => `身份证号确认登记在家庭 ${householdRef.slice(0, 8)}`,
  PersonReleased: ({ householdRef }) => `身份证号不再登记在家庭 ${householdRef.slice(0, 8)}`,
};
