import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { CaseClock } from '../../aggregates/case/clocks/case-clocks.js';
import { clocksAfter, noClocks } from '../../aggregates/case/clocks/case-clocks.js';
import type { FactCorrected } from '../../aggregates/case/corrections/corrections.events.js';
import { onlyText } from '../../platform/projections/corrected.js';
import type { Instant, Recorded } from '../../platform/fact.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** What answered a call: a response of its own, somebody at the door, or money. */
export type Answer = { readonly how: string; readonly at: Instant; readonly factId: string };

/** One logged call with its first response (S13). */
export interface HotlineDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  readonly channel: string;
  readonly callNo: string;
  readonly callAt: Instant;
  /** What answered it first; absent where nothing did, also when nothing has to any more. */
  readonly answer?: Answer;
  /** How the response is timed; the instant it is due is told by the rules at reading. */
  readonly clocks: readonly CaseClock[];
  /** Whether a response is awaited. */
  readonly open: boolean;
}

type Call = Body<HotlineDocument>;

const told = reducer<HotlineDocument, CaseFact>({
  HotlineCallReceived: (_, { data: { townCode, channel, callNo, callAt } }) => ({
    town: townCode,
    channel,
    callNo,
    callAt,
    clocks: [],
    open: true,
  }),
  FirstResponseMade: (old, fact) => answered(old, fact.data.how, fact),
  HomeVisitMade: (old, fact) => answered(old, 'VISIT', fact),
  HomeVisitFailed: (old, fact) => answered(old, 'VISIT', fact),
  EmergencyAidDisbursed: (old, fact) => answered(old, 'AID', fact),
  FactCorrected: (old, { data }) => old && corrected(old, data),
  // What somebody rang about may be in another town than the one he rang.
  ClueReported: (old, { data: { townCode, villageCode } }) => old && { ...old, town: townCode, village: villageCode },
  CaseOpened: (old, { data: { placeOfEmergency } }) =>
    old && (placeOfEmergency === undefined ? old : { ...old, village: placeOfEmergency }),
  ClueRejected: (old) => old,
  ClueMarkedDuplicate: (old) => old,
  CaseClosedWithoutNeed: (old) => old,
  FirstResponseLate: (old) => old,
});

export const hotlineProjection: Projection<HotlineDocument> = {
  name: 'hotline',
  version: 2,
  categories: ['case'],
  types: told.types,
  keys: ({ stream }) => [entityOf(stream)],
  fold: (document, fact, key) => timed(told.fold(document, fact, key), fact as Recorded<CaseFact>),
  indexes: [{ name: 'town_call', key: { town: 1, callAt: 1, _id: 1 } }],
};

/** The first one recorded ends the waiting. */
function answered(
  old: Call | undefined,
  how: string,
  { id: factId, metadata: { occurredAt: at } }: Recorded,
): Call | undefined {
  return old?.open === true ? { ...old, answer: { how, at, factId } } : old;
}

function corrected(old: Call, { corrects, correctsType, corrected: right }: FactCorrected['data']): Call {
  if (correctsType === 'HotlineCallReceived') return { ...old, ...onlyText(right, 'channel', 'callNo') };
  const { answer } = old;
  return answer?.factId === corrects ? { ...old, answer: { ...answer, ...onlyText(right, 'how') } } : old;
}

/** Of the clocks of a case the first response alone is kept. */
function timed(told: Call | undefined, fact: Recorded<CaseFact>): Call | undefined {
  if (!told) return undefined;
  const known = clocksAfter({ ...noClocks, clocks: told.clocks }, fact);
  const clocks = known.clocks.filter(({ kind }) => kind === 'FIRST_RESPONSE');
  return {
    ...told,
    clocks,
    open: clocks.some(({ closedAt }) => closedAt === undefined),
  };
}
