import type { Aggregate } from '../../platform/change/aggregate.js';
import { entryOf } from '../../platform/change/entry-of.js';
import { yearOf } from '../../platform/calendar/local-date.js';
import type { LocalDate } from '../../platform/fact.js';
import type { TownshipFact } from './township.events.js';

export interface RememberedOrder {
  /** Empty for the whole township. */
  readonly villages: readonly string[];
  readonly from: LocalDate;
  /** Last day, after an early end the earlier one. */
  readonly until: LocalDate;
  readonly ended: boolean;
}

/** What decisions remember of a township's year. */
export interface Township {
  /** Unknown before the year's first fact. */
  readonly townCode?: string;
  /** Emergency orders whose first day lies in the year. */
  readonly orders: Readonly<Record<string, RememberedOrder>>;
  /** Ids of the trainings held. */
  readonly trainings: readonly string[];
  /** Accounts that have read each alert. */
  readonly seen: Readonly<Record<string, readonly string[]>>;
}

export const township: Aggregate<Township, TownshipFact> = {
  category: 'township',
  ids: /^\d{9}_\d{4}$/,
  initial: { orders: {}, trainings: [], seen: {} },
  fold: {
    PublicityActRecorded: ofTown,
    SupervisionRecorded: ofTown,
    TrainingHeld: (state, { data: { townCode, trainingId } }) => ({
      ...state,
      townCode,
      trainings: [...state.trainings, trainingId],
    }),
    VillageAssessed: ofTown,
    RewardOrPenaltyRecorded: ofTown,
    ResponsiblePersonDesignated: ofTown,
    EmergencyOrderDeclared: (state, { data: { townCode, orderId, villages, from, until } }) => ({
      ...state,
      townCode,
      orders: { ...state.orders, [orderId]: { villages, from, until, ended: false } },
    }),
    EmergencyOrderEnded: (state, { data: { orderId, on } }) => {
      const order = entryOf(state.orders, orderId);
      return order === undefined
        ? state
        : { ...state, orders: { ...state.orders, [orderId]: { ...order, until: on, ended: true } } };
    },
    AlertAcknowledged: (state, { data: { townCode, alertId }, metadata: { actorId } }) => ({
      ...state,
      townCode,
      seen: { ...state.seen, [alertId]: [...(entryOf(state.seen, alertId) ?? []), actorId] },
    }),
  },
  exists: (state) => state.townCode !== undefined,
  unitOf: ({ townCode }) => (townCode === undefined ? {} : { townCode }),
};

/** Id part of the stream that a township's fact of that day belongs to. */
export function townshipIdOf(townCode: string, on: LocalDate): string {
  return `${townCode}_${yearOf(on)}`;
}

/** The orders of this year's stream that name the village: on their days a telephone or video contact may count. */
export function ordersOver({ orders }: Township, villageCode: string): readonly RememberedOrder[] {
  return Object.values(orders).filter(({ villages }) => villages.length === 0 || villages.includes(villageCode));
}

function ofTown(state: Township, { data: { townCode } }: { readonly data: { readonly townCode: string } }): Township {
  return { ...state, townCode };
}
