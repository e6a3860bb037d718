import type { Aggregate } from '../../platform/change/aggregate.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { LocalDate } from '../../platform/fact.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import { RuleBroken } from '../../platform/rule-broken.js';
import type { ComparableParticulars, Particulars } from './appointment/particulars.js';
import type { comparableFields } from './appointment/particulars.js';
import type { Service } from './service.js';
import { deviceOf, newService, paymentOf } from './service.js';
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
  readonly service: Service;
}

export interface Relieved {
  readonly status: 'relieved';
  readonly townCode: string;
  readonly service: Service;
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
    CoordinatorRelieved: whenInPost(({ townCode, service }) => ({ status: 'relieved', townCode, service })),
    TrainingAttended: served(({ trainings }, { data }) => ({ trainings: [...trainings, data.trainingId] })),
    InsuranceBound: served(({ insurances }, { data: { validFrom, validUntil } }) => ({
      insurances: [...insurances, { validFrom, validUntil }],
    })),
    InsuranceExpired: served(({ expired }, { data }) => ({ expired: [...expired, data.validUntil] })),
    EquipmentIssued: served(({ devices }, { data }) => ({
      devices: [...devices, deviceOf(data.kind, data.deviceNo)],
    })),
    EquipmentReturned: served(({ devices }, { data }) => ({
      devices: devices.filter((device) => device !== deviceOf(data.kind, data.deviceNo)),
    })),
    AllowancePaid: served(({ paid }, { data }) => ({ paid: [...paid, paymentOf(data.kind, data.period)] })),
    SalaryPaid: served(({ paid }, { data }) => ({ paid: [...paid, paymentOf('SALARY', data.period)] })),
    DutyAssigned: served(({ duties }, { data }) => ({ duties: [...duties, data.dutyId] })),
    DutyPerformed: (state) => state,
    SocialForceMobilised: (state) => state,
    PublicLabourParticipated: (state) => state,
  },
  exists: (state) => state.status !== 'unappointed',
  unitOf: (state) => (state.status === 'unappointed' ? {} : { townCode: state.townCode }),
  holderOf: (state) => (state.status === 'in-post' && !state.suspended ? state.known.personRef : undefined),
};

/** The coordinator in post; one who was never appointed is not there, one who was relieved takes no more orders. */
export function inPost(state: Coordinator): InPost {
  if (state.status === 'unappointed') throw new NotFound();
  if (state.status === 'relieved') throw new RuleBroken('relieved', '该协理员已免职');
  return state;
}

/** The service of a coordinator in post or relieved: what is due to him or from him goes on after his relief. */
export function serviceOf(state: Coordinator): Service {
  if (state.status === 'unappointed') throw new NotFound();
  return state.service;
}

/** Codes of the villages he answers for now; a suspended coordinator answers for none. */
export function responsibleFor(post: InPost): readonly string[] {
  return post.suspended ? [] : post.villages.map(({ villageCode }) => villageCode);
}

function appointed({ townCode, particulars, villages }: Appointment, on: LocalDate): InPost {
  return {
    status: 'in-post',
    suspended: false,
    townCode,
    known: comparable(particulars),
    villages,
    changedOn: on,
    service: newService(on),
  };
}

function whenInPost<F>(step: (post: InPost, fact: F) => Coordinator): (state: Coordinator, fact: F) => Coordinator {
  return (state, fact) => (state.status === 'in-post' ? step(state, fact) : state);
}

function served<F>(
  step: (service: Service, fact: F) => Partial<Service>,
): (state: Coordinator, fact: F) => Coordinator {
  return (state, fact) =>
    state.status === 'unappointed' ? state : { ...state, service: { ...state.service, ...step(state.service, fact) } };
}

function comparable(particulars: Pick<Particulars, (typeof comparableFields)[number]>): ComparableParticulars {
  const { nameHash, surnameHash, idHash, personRef } = particulars;
  return { nameHash, surnameHash, idHash, ...(personRef === undefined ? {} : { personRef }) };
}
