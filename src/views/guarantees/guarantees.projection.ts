import type { Appointment, CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Period } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import type { InsuredTerm } from './insured-until.js';

/** What one coordinator was given for his work (S33). */
export interface GuaranteesDocument extends ViewDocument {
  readonly town: string;
  readonly name: SealedBox;
  readonly since: LocalDate;
  /** First day out of post. */
  readonly relievedOn?: LocalDate;
  readonly insurances: readonly InsuredTerm[];
  /** Out and not returned. */
  readonly devices: readonly { readonly kind: string; readonly deviceNo: string; readonly on: LocalDate }[];
  /** Last month paid for, by TRANSPORT, COMMUNICATION and SALARY. */
  readonly paidUntil: Readonly<Record<string, Period>>;
}

type Guarantees = Body<GuaranteesDocument>;

export const guaranteesProjection: Projection<GuaranteesDocument> = {
  name: 'guarantees',
  version: 1,
  categories: ['coordinator'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'town', key: { town: 1, _id: 1 } }],
  ...reducer<GuaranteesDocument, CoordinatorFact>({
    CoordinatorAppointed: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorConverted: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorChanged: (old, { data: { changed } }) =>
      old && (changed.name === undefined ? old : { ...old, name: changed.name }),
    CoordinatorTransferred: (old, { data: { toTown } }) => old && { ...old, town: toTown },
    CoordinatorRelieved: (old, { data: { from } }) => old && { ...old, relievedOn: from },
    InsuranceBound: (old, { data: { validFrom, validUntil } }) =>
      old && { ...old, insurances: [...old.insurances, { validFrom, validUntil }] },
    EquipmentIssued: (old, { data }) => old && { ...old, devices: [...old.devices, data] },
    EquipmentReturned: (old, { data }) =>
      old && {
        ...old,
        devices: old.devices.filter(({ kind, deviceNo }) => kind !== data.kind || deviceNo !== data.deviceNo),
      },
    AllowancePaid: (old, { data: { kind, period } }) => old && paid(old, kind, period),
    SalaryPaid: (old, { data: { period } }) => old && paid(old, 'SALARY', period),
  }),
};

function appointed({ townCode, particulars }: Appointment, since: LocalDate): Guarantees {
  return { town: townCode, name: particulars.name, since, insurances: [], devices: [], paidUntil: {} };
}

/** Months may be paid in any order. */
function paid(old: Guarantees, kind: string, period: Period): Guarantees {
  const before = old.paidUntil[kind];
  return before !== undefined && before > period ? old : { ...old, paidUntil: { ...old.paidUntil, [kind]: period } };
}
