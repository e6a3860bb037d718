import type { Appointment, AssignedVillage, CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** A village he answered for; `until` is the first day that is no longer his. */
export interface VillageTerm {
  readonly village: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
  readonly takesOverFrom?: string;
  readonly handOverTo?: string;
}

export interface Payment {
  readonly kind: string;
  readonly period: Period;
  readonly money: number;
}

/** One coordinator with his whole service (附件3). */
export interface CoordinatorDocument extends ViewDocument {
  readonly town: string;
  readonly state: 'ON_DUTY' | 'SUSPENDED' | 'RELIEVED';
  readonly since: LocalDate;
  readonly until?: LocalDate;
  readonly source: string;
  readonly particulars: Appointment['particulars'];
  readonly post?: SealedBox;
  readonly remark?: SealedBox;
  /** Assigned now, in order of code; empty after a transfer until the other township assigns its own. */
  readonly villages: readonly string[];
  readonly terms: readonly VillageTerm[];
  readonly trainings: readonly { readonly trainingId: string; readonly on: LocalDate; readonly hours: number }[];
  readonly insurances: readonly { readonly validFrom: LocalDate; readonly validUntil: LocalDate }[];
  /** Out and not returned. */
  readonly devices: readonly { readonly kind: string; readonly deviceNo: string; readonly on: LocalDate }[];
  readonly payments: readonly Payment[];
  readonly duties: { readonly assigned: number; readonly performed: number };
}

type Entry = Body<CoordinatorDocument>;

export const coordinatorRosterProjection: Projection<CoordinatorDocument> = {
  name: 'coordinator-roster',
  version: 1,
  categories: ['coordinator'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'town_since', key: { town: 1, since: 1, _id: 1 } }],
  ...reducer<CoordinatorDocument, CoordinatorFact>({
    CoordinatorAppointed: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorConverted: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorChanged: (entry, { data }) => {
      const { post, remark, ...particulars } = data.changed;
      return changed(entry, (old) => ({
        particulars: { ...old.particulars, ...particulars },
        ...(post === undefined ? {} : { post }),
        ...(remark === undefined ? {} : { remark }),
      }));
    },
    VillagesAssigned: (entry, { data: { villages, begun, ended, from, takesOverFrom, handOverTo } }) =>
      changed(entry, (old) => ({
        villages: codesOf(villages),
        terms: [
          ...closed(old.terms, ended, from, handOverTo),
          ...begun.map((village) => ({ village, from, ...(takesOverFrom === undefined ? {} : { takesOverFrom }) })),
        ],
      })),
    CoordinatorSuspended: (entry, { data: { villages, from, handOverTo } }) =>
      changed(entry, (old) => ({ state: 'SUSPENDED', terms: closed(old.terms, villages, from, handOverTo) })),
    CoordinatorResumed: (entry, { data: { villages, from } }) =>
      changed(entry, (old) => ({
        state: 'ON_DUTY',
        terms: [...old.terms, ...villages.map((village) => ({ village, from }))],
      })),
    CoordinatorTransferred: (entry, { data: { villages, from, toTown, handOverTo } }) =>
      changed(entry, (old) => ({
        town: toTown,
        state: 'ON_DUTY',
        villages: [],
        terms: closed(old.terms, villages, from, handOverTo),
      })),
    CoordinatorRelieved: (entry, { data: { villages, from, handOverTo } }) =>
      changed(entry, (old) => ({
        state: 'RELIEVED',
        until: from,
        villages: [],
        terms: closed(old.terms, villages, from, handOverTo),
      })),
    TrainingAttended: (entry, { data: { trainingId, on, hours } }) =>
      changed(entry, (old) => ({ trainings: [...old.trainings, { trainingId, on, hours }] })),
    InsuranceBound: (entry, { data: { validFrom, validUntil } }) =>
      changed(entry, (old) => ({ insurances: [...old.insurances, { validFrom, validUntil }] })),
    EquipmentIssued: (entry, { data }) => changed(entry, (old) => ({ devices: [...old.devices, data] })),
    EquipmentReturned: (entry, { data }) =>
      changed(entry, (old) => ({
        devices: old.devices.filter(({ kind, deviceNo }) => kind !== data.kind || deviceNo !== data.deviceNo),
      })),
    AllowancePaid: (entry, { data }) => changed(entry, (old) => ({ payments: [...old.payments, data] })),
    SalaryPaid: (entry, { data }) =>
      changed(entry, (old) => ({ payments: [...old.payments, { kind: 'SALARY', ...data }] })),
    DutyAssigned: (entry) => changed(entry, ({ duties }) => ({ duties: { ...duties, assigned: duties.assigned + 1 } })),
    DutyPerformed: (entry) =>
      changed(entry, ({ duties }) => ({ duties: { ...duties, performed: duties.performed + 1 } })),
  }),
};

function appointed({ townCode, particulars, villages, source, post, remark }: Appointment, since: LocalDate): Entry {
  return {
    town: townCode,
    state: 'ON_DUTY',
    since,
    source,
    particulars,
    ...(post === undefined ? {} : { post }),
    ...(remark === undefined ? {} : { remark }),
    villages: codesOf(villages),
    terms: villages.map(({ villageCode, from }) => ({ village: villageCode, from })),
    trainings: [],
    insurances: [],
    devices: [],
    payments: [],
    duties: { assigned: 0, performed: 0 },
  };
}

function changed(entry: Entry | undefined, change: (old: Entry) => Partial<Entry>): Entry | undefined {
  return entry && { ...entry, ...change(entry) };
}

function codesOf(villages: readonly AssignedVillage[]): readonly string[] {
  return villages.map(({ villageCode }) => villageCode).sort();
}

function closed(
  terms: readonly VillageTerm[],
  ended: readonly string[],
  until: LocalDate,
  handOverTo: string | undefined,
): readonly VillageTerm[] {
  return terms.map((term) =>
    term.until === undefined && ended.includes(term.village)
      ? { ...term, until, ...(handOverTo === undefined ? {} : { handOverTo }) }
      : term,
  );
}
