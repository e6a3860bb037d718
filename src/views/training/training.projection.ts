import type { Appointment, CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import type { TrainingHeld } from '../../aggregates/township/township.events.js';
import { localDateOf, yearOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

export interface Held {
  readonly trainingId: string;
  readonly subject: string;
  readonly hours: number;
  readonly on: LocalDate;
}

export interface Attended {
  readonly trainingId: string;
  readonly hours: number;
  readonly on: LocalDate;
}

/** A township's year with what it held, `held-<townCode>_<year>`, or one coordinator with what he attended. */
export interface TrainingDocument extends ViewDocument {
  readonly town: string;
  /** Of a township's year only. */
  readonly year?: string;
  readonly held: readonly Held[];
  /** Of a coordinator only, as everything below. */
  readonly name?: SealedBox;
  readonly since?: LocalDate;
  /** First day out of post. */
  readonly relievedOn?: LocalDate;
  readonly attended: readonly Attended[];
}

type Training = Body<TrainingDocument>;

export const trainingProjection: Projection<TrainingDocument> = {
  name: 'training',
  version: 1,
  categories: ['coordinator', 'township'],
  keys: ({ stream }) => [stream.startsWith('township-') ? `held-${entityOf(stream)}` : entityOf(stream)],
  indexes: [{ name: 'town', key: { town: 1, _id: 1 } }],
  ...reducer<TrainingDocument, CoordinatorFact | TrainingHeld>({
    TrainingHeld: (known, { data: { townCode, trainingId, subject, hours, on } }) => ({
      town: townCode,
      year: yearOf(on),
      held: [...(known?.held ?? []), { trainingId, subject, hours, on }],
      attended: [],
    }),
    CoordinatorAppointed: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorConverted: (_, { data, metadata }) => appointed(data, localDateOf(metadata.occurredAt)),
    CoordinatorChanged: (old, { data: { changed } }) =>
      old && (changed.name === undefined ? old : { ...old, name: changed.name }),
    CoordinatorTransferred: (old, { data: { toTown } }) => old && { ...old, town: toTown },
    CoordinatorRelieved: (old, { data: { from } }) => old && { ...old, relievedOn: from },
    TrainingAttended: (old, { data: { trainingId, hours, on } }) =>
      old && { ...old, attended: [...old.attended, { trainingId, hours, on }] },
  }),
};

function appointed({ townCode, particulars }: Appointment, since: LocalDate): Training {
  return { town: townCode, name: particulars.name, since, held: [], attended: [] };
}
