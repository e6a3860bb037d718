import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import { placed } from '../../platform/projections/placed.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** Somebody who was taken off a household: a correction can make a death of it, or none. */
export interface Leaving {
  readonly memberId: string;
  readonly reason: string;
  readonly on: LocalDate;
  /** When the reason became known that stands now. */
  readonly knownAt: Instant;
  readonly factId: string;
}

/** Who left one household by what reason; nothing of those that nobody has left. */
export interface FamilyDeathsDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  readonly left: readonly Leaving[];
}

type Family = Body<FamilyDeathsDocument>;

const told = reducer<FamilyDeathsDocument, HouseholdFact>({
  MemberRemoved: (old, { id, data: { memberId, reason, on }, metadata: { recordedAt } }): Family => ({
    town: '',
    ...old,
    left: [...(old?.left ?? []), { memberId, reason, on, knownAt: recordedAt, factId: id }],
  }),
  FactCorrected: (old, { data: { corrects, corrected }, metadata: { recordedAt } }) =>
    old && {
      ...old,
      left: old.left.map((leaving) =>
        leaving.factId === corrects ? righted(leaving, corrected, recordedAt) : leaving,
      ),
    },
  HouseholdMoved: (old) => old,
});

export const familyDeathsProjection: Projection<FamilyDeathsDocument> = {
  name: 'family-deaths',
  version: 1,
  categories: ['household'],
  types: told.types,
  keys: ({ stream }) => [entityOf(stream)],
  fold: (document, fact, key) => placed(told.fold(document, fact, key), fact),
  indexes: [],
};

function righted(leaving: Leaving, { on, reason }: Readonly<Record<string, unknown>>, recordedAt: Instant): Leaving {
  return {
    ...leaving,
    ...(typeof on === 'string' ? { on } : {}),
    ...(typeof reason === 'string' ? { reason, knownAt: recordedAt } : {}),
  };
}
