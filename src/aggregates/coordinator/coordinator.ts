import type { Aggregate } from '../../platform/change/aggregate.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { LocalDate } from '../../platform/fact.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { RuleBroken } from '../../platform/rule-broken.js';
import type { ComparableParticulars, Particulars } from './appointment/particulars.js';
import type { comparableFields } from './appointment/particulars.js';
import type { Appointment, AssignedVillage, CoordinatorFact } from './coordinator.events.js';

export interface Unappointed {
  readonly status: 'unappointed';
}

/** In post: on duty, or suspended and answering for no village until resumed. */
export interface InPost {
  readonly status: 'in-post';
  readonly suspended: boolean;
  readonly townCode: string;
  readonly known: ComparableParticulars;
  /** Those assigned now; a suspended coordinator keeps them for the day of his return. */
  readonly villages: readonly AssignedVillage[];
  /** The day of the last change of his duty: days follow one another. */
  readonly changedOn: LocalDate;
}

export interface Relieved {
  readonly status: 'relieved';
  readonly townCode: string;
}

export type Coordinator = Unappointed | InPost | Relieved;

export const coordinator: Aggregate<Coordinator, CoordinatorFact> = {
  category: 'coordinator',
  initial: { status: 'unappointed' },
  fold: {
    CoordinatorAppointed: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorConverted: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorChanged: whenInPost((post, { data: { changed } }) => ({
      ...post,
      known: comparable({ ...post.known, ...changed }),
    })),
    VillagesAssigned: whenInPost((post, { data: { villages, from } }) => ({ ...post, villages, changedOn: from })),
    CoordinatorSuspended: whenInPost((post, { data: { from } }) => ({ ...post, suspended: true, changedOn: from })),
    CoordinatorResumed: whenInPost((post, { data: { from } }) => ({
      ...post,
      suspended: false,
      villages: post.villages.map(({ villageCode }) => ({ villageCode, from })),
      changedOn: from,
    })),
    CoordinatorTransferred: whenInPost((post, { data: { toTown, from } }) => ({
      ...post,
      suspended: false,
      townCode: toTown,
      villages: [],
      changedOn: from,
    })),
    CoordinatorRelieved: whenInPost(({ townCode }) => ({ status: 'relieved', townCode })),
  },
  exists: (state) => state.status !== 'unappointed',
  unitOf: (state) => (state.status === 'unappointed' ? {} : { townCode: state.townCode }),
};

/** The coordinator in post; one who was never appointed is not there, one who was relieved takes no more orders. */
export function inPost(state: Coordinator): InPost {
  if (state.status === 'unappointed') throw new NotFound();
  if (state.status === 'relieved') throw new RuleBroken('relieved', '该协理员已免职');
  return state;
}

/** Codes of the villages he answers for now; a suspended coordinator answers for none. */
export function responsibleFor(post: InPost): readonly string[] {
  return post.suspended ? [] : post.villages.map(({ villageCode }) => villageCode);
}

function appointed({ townCode, particulars, villages }: Appointment, on: LocalDate): InPost {
  return { status: 'in-post', suspended: false, townCode, known: comparable(particulars), villages, changedOn: on };
}

function whenInPost<F>(step: (post: InPost, fact: F) => Coordinator): (state: Coordinator, fact: F) => Coordinator {
  return (state, fact) => (state.status === 'in-post' ? step(state, fact) : state);
}

function comparable(particulars: Pick<Particulars, (typeof comparableFields)[number]>): ComparableParticulars {
  const { nameHash, surnameHash, idHash, personRef } = particulars;
  return { nameHash, surnameHash, idHash, ...(personRef === undefined ? {} : { personRef }) };
}
