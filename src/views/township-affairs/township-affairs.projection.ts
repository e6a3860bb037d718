import type {
  EmergencyOrderDeclared,
  EmergencyOrderEnded,
  RewardOrPenaltyRecorded,
  SupervisionRecorded,
  VillageAssessed,
} from '../../aggregates/township/township.events.js';
import type { Answer } from '../../aggregates/township/codes.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';
import type { Projection, ViewDocument } from '../../platform/projections/projection.js';
import { reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

export type AffairKind = 'SUPERVISION' | 'ASSESSMENT' | 'REWARD_OR_PENALTY' | 'EMERGENCY_ORDER';

/** One affair of a township: of an order its id, of anything else the fact's. */
export interface AffairDocument extends ViewDocument {
  readonly kind: AffairKind;
  readonly town: string;
  /** Empty where it concerns the whole township. */
  readonly villages: readonly string[];
  /** Its day; of an order the first. */
  readonly on: LocalDate;
  /** Of an order: its last day, after an early end the earlier one. */
  readonly until?: LocalDate;
  readonly endedEarly?: boolean;
  /** Why an order was declared, in clear. */
  readonly reason?: string;
  /** Of an assessment: the year assessed, hundredths of a point, and by which rubric. */
  readonly year?: string;
  readonly score?: number;
  readonly rubricVersion?: string;
  readonly answer?: Answer;
  /** The finding of a supervision, the measure of a reward or penalty. */
  readonly text?: SealedBox;
}

type Known =
  SupervisionRecorded | VillageAssessed | RewardOrPenaltyRecorded | EmergencyOrderDeclared | EmergencyOrderEnded;

export const townshipAffairsProjection: Projection<AffairDocument> = {
  name: 'township-affairs',
  version: 1,
  categories: ['township'],
  keys: (recorded) => keysOf(recorded as Recorded<Known>),
  indexes: [
    { name: 'town_on', key: { town: 1, on: -1, _id: 1 } },
    { name: 'on', key: { on: -1, _id: 1 } },
  ],
  ...reducer<AffairDocument, Known>({
    SupervisionRecorded: (_, { data: { townCode, villageCode, on, finding } }) => ({
      kind: 'SUPERVISION',
      town: townCode,
      villages: villageCode === undefined ? [] : [villageCode],
      on,
      text: finding,
    }),
    VillageAssessed: (_, { data: { townCode, villageCode, ...assessed } }) => ({
      kind: 'ASSESSMENT',
      town: townCode,
      villages: [villageCode],
      ...assessed,
    }),
    RewardOrPenaltyRecorded: (_, { data: { townCode, villageCode, kind, on, measure } }) => ({
      kind: 'REWARD_OR_PENALTY',
      town: townCode,
      villages: [villageCode],
      on,
      answer: kind,
      text: measure,
    }),
    EmergencyOrderDeclared: (_, { data: { townCode, villages, from, until, reason } }) => ({
      kind: 'EMERGENCY_ORDER',
      town: townCode,
      villages,
      on: from,
      until,
      endedEarly: false,
      reason,
    }),
    EmergencyOrderEnded: (order, { data: { on } }) => order && { ...order, until: on, endedEarly: true },
  }),
};

function keysOf(fact: Recorded<Known>): readonly string[] {
  switch (fact.type) {
    case 'SupervisionRecorded':
    case 'VillageAssessed':
    case 'RewardOrPenaltyRecorded':
      return [fact.id];
    case 'EmergencyOrderDeclared':
    case 'EmergencyOrderEnded':
      return [fact.data.orderId];
    default:
      return [];
  }
}
