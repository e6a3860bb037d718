import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { ClueReported, HotlineCallReceived } from '../../aggregates/case/clue/clue.events.js';
import { isSealedBox } from '../../platform/sealing/sealed-box.js';
import { onlyCodes, onlyText } from '../../platform/projections/corrected.js';
import type { FactCorrected } from '../../aggregates/case/corrections/corrections.events.js';
import type { Instant } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

type Call = Omit<HotlineCallReceived['data'], 'townCode'>;
type Clue = Omit<ClueReported['data'], 'townCode' | 'villageCode'> & { readonly reportedAt: Instant };

/** A call or clue that waits to be verified and opened; gone once it is opened, rejected or put to another case. */
export interface InboxDocument extends ViewDocument {
  readonly town: string;
  /** Unknown while there is only a call. */
  readonly village?: string;
  readonly urgency: string;
  /** When it came in first. */
  readonly receivedAt: Instant;
  readonly call?: Call;
  readonly clue?: Clue;
  /** When somebody answered first, and when that was written down: the limit is kept by the latter, as every other is. */
  readonly response?: { readonly at: Instant; readonly recordedAt: Instant };
  readonly endorsedBy?: string;
  readonly verified?: { readonly result: string; readonly needsListing: boolean; readonly at: Instant };
}

type Inbox = Body<InboxDocument>;

export const clueInboxProjection: Projection<InboxDocument> = {
  name: 'clue-inbox',
  version: 3,
  categories: ['case'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [
    { name: 'town_received', key: { town: 1, receivedAt: 1, _id: 1 } },
    { name: 'village_received', key: { village: 1, receivedAt: 1, _id: 1 } },
  ],
  ...reducer<InboxDocument, CaseFact>({
    HotlineCallReceived: (_, { data: { townCode, ...call }, metadata }) => ({
      town: townCode,
      urgency: 'NORMAL',
      receivedAt: metadata.recordedAt,
      call,
    }),
    FirstResponseMade: (known, { metadata }) =>
      known && { ...known, response: { at: metadata.occurredAt, recordedAt: metadata.recordedAt } },
    ClueReported: (known, { data: { townCode, villageCode, ...clue }, metadata: { recordedAt } }): Inbox => ({
      receivedAt: recordedAt,
      ...known,
      town: townCode,
      village: villageCode,
      urgency: clue.urgencyHint,
      clue: { ...clue, reportedAt: recordedAt },
    }),
    FactCorrected: (known, { data }) => known && corrected(known, data),
    ClueEndorsed: (known, { data }) => known && { ...known, endorsedBy: data.endorser },
    ClueVerified: (known, { data: { result, needsListing }, metadata }) =>
      known && { ...known, verified: { result, needsListing, at: metadata.occurredAt } },
    ClueRejected: () => undefined,
    ClueMarkedDuplicate: () => undefined,
    CaseOpened: () => undefined,
    CaseClosedWithoutNeed: () => undefined,
  }),
};

function corrected(known: Inbox, { correctsType, corrected: right }: FactCorrected['data']): Inbox {
  const { call, clue } = known;
  if (correctsType === 'HotlineCallReceived' && call)
    return { ...known, call: { ...call, ...onlyText(right, 'channel', 'callNo') } };
  if (correctsType !== 'ClueReported' || !clue) return known;
  const { text } = right;
  const told = { ...onlyText(right, 'source'), ...onlyCodes(right, 'needs'), ...(isSealedBox(text) ? { text } : {}) };
  return { ...known, clue: { ...clue, ...told } };
}
