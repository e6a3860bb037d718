import { entryOf } from '../../platform/change/entry-of.js';
import type { Aggregate } from '../../platform/change/aggregate.js';
import type { Proposer } from '../../platform/change/second-person.js';
import type { Instant, LocalDate } from '../../platform/fact.js';
import type { AuditOrderIssued, BreakGlassOpened, CityFact, ExportProposed } from './city.events.js';

export interface AuditOrder {
  readonly order: AuditOrderIssued['data'];
  readonly ended: boolean;
}

export interface Export extends Proposer {
  readonly proposed: ExportProposed['data'];
  readonly status: 'proposed' | 'approved' | 'rejected';
  readonly validUntil?: Instant;
}

export interface Grant extends Proposer {
  readonly opened: BreakGlassOpened['data'];
  readonly closed: boolean;
  readonly reviewed: boolean;
}

/** What decisions on the city's own affairs remember. */
export interface City {
  readonly orders: Readonly<Record<string, AuditOrder>>;
  readonly exports: Readonly<Record<string, Export>>;
  readonly grants: Readonly<Record<string, Grant>>;
  /** Last day of the filing campaign of each year. */
  readonly campaigns: Readonly<Record<string, LocalDate>>;
  readonly bases: readonly { readonly issuer: string; readonly title: string; readonly on: LocalDate }[];
}

export const city: Aggregate<City, CityFact> = {
  category: 'city',
  initial: { orders: {}, exports: {}, grants: {}, campaigns: {}, bases: [] },
  fold: {
    AuditOrderIssued: (state, { data }) => ({
      ...state,
      orders: { ...state.orders, [data.orderNo]: { order: data, ended: false } },
    }),
    AuditOrderEnded: (state, { data }) => ({ ...state, orders: changed(state.orders, data.orderNo, { ended: true }) }),
    ExportProposed: (state, { data, metadata: { actorId, actorPerson } }) => ({
      ...state,
      exports: { ...state.exports, [data.exportId]: { proposed: data, status: 'proposed', actorId, actorPerson } },
    }),
    ExportApproved: (state, { data }) => ({
      ...state,
      exports: changed(state.exports, data.exportId, { status: 'approved', validUntil: data.validUntil }),
    }),
    ExportRejected: (state, { data }) => ({
      ...state,
      exports: changed(state.exports, data.exportId, { status: 'rejected' }),
    }),
    BreakGlassOpened: (state, { data, metadata: { actorId, actorPerson } }) => ({
      ...state,
      grants: {
        ...state.grants,
        [data.grantId]: { opened: data, closed: false, reviewed: false, actorId, actorPerson },
      },
    }),
    BreakGlassClosed: (state, { data }) => ({
      ...state,
      grants: changed(state.grants, data.grantId, { closed: true }),
    }),
    BreakGlassReviewed: (state, { data }) => ({
      ...state,
      grants: changed(state.grants, data.grantId, { reviewed: true, closed: true }),
    }),
    FilingCampaignOpened: (state, { data: { year, dueOn } }) => ({
      ...state,
      campaigns: { ...state.campaigns, [year]: dueOn },
    }),
    PolicyBasisRecorded: (state, { data: { issuer, title, on } }) => ({
      ...state,
      bases: [...state.bases, { issuer, title, on }],
    }),
  },
  exists: () => true,
  unitOf: () => ({}),
};

/** The order under which that account may read at that instant. */
export function orderInForce(
  { orders }: City,
  orderNo: string,
  account: string,
  now: Instant,
): AuditOrderIssued['data'] | undefined {
  const found = entryOf(orders, orderNo);
  const inForce = found && !found.ended && now <= found.order.until && found.order.auditors.includes(account);
  return inForce ? found.order : undefined;
}

/** The emergency grant its holder may still use at that instant. */
export function grantInForce(
  { grants }: City,
  grantId: string,
  account: string,
  now: Instant,
): BreakGlassOpened['data'] | undefined {
  const found = entryOf(grants, grantId);
  return found && !found.closed && found.actorId === account && now <= found.opened.until ? found.opened : undefined;
}

function changed<Entry>(
  entries: Readonly<Record<string, Entry>>,
  id: string,
  change: Partial<Entry>,
): Readonly<Record<string, Entry>> {
  const entry = entryOf(entries, id);
  return entry === undefined ? entries : { ...entries, [id]: { ...entry, ...change } };
}
