import type { Aggregate } from '../../platform/change/aggregate.js';
import type { PersonFact } from './person.events.js';

/** Who holds an ID number: nobody, a claimant whose household may not stand yet, or a registered household. */
export type Person =
  | { readonly status: 'free' }
  | {
      readonly status: 'reserved' | 'confirmed';
      readonly householdRef: string;
      readonly memberId: string;
      readonly commandId: string;
    };

export const person: Aggregate<Person, PersonFact> = {
  category: 'person',
  initial: { status: 'free' },
  fold: {
    PersonReserved: (_, { data }) => ({ status: 'reserved', ...data }),
    PersonConfirmed: (state, { data }) => ({
      ...data,
      status: 'confirmed',
      commandId: state.status === 'free' ? '' : state.commandId,
    }),
    PersonReleased: () => ({ status: 'free' }),
  },
  exists: ({ status }) => status !== 'free',
  unitOf: () => ({}),
};
