import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { CaseClock } from '../../aggregates/case/clocks/case-clocks.js';
import { clocksAfter, noClocks } from '../../aggregates/case/clocks/case-clocks.js';
import { onlyText } from '../../platform/projections/corrected.js';
import { localDateOf } from '../../platform/calendar/local-date.js';
import type { LocalDate, Recorded } from '../../platform/fact.js';
import { placed } from '../../platform/projections/placed.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';

/** One referral, and what has come of it. */
export interface SentReferral {
  readonly referralId: string;
  readonly department: string;
  readonly need: string;
  readonly beneficiaries: number;
  readonly acknowledgedOn?: LocalDate;
  /** What the department said. */
  readonly outcome?: string;
  /** The day of the answer, or of a charity's first gift. */
  readonly answeredOn?: LocalDate;
  /** A charity gave something (S25). */
  readonly delivered: boolean;
}

/** Everything that was referred in one case (S24, S25), in the order of sending. */
export interface ReferralsDocument extends ViewDocument {
  readonly town: string;
  readonly village?: string;
  readonly caseNo?: string;
  readonly departments: readonly string[];
  readonly referrals: readonly SentReferral[];
  /** Whether anything was. */
  readonly referred: boolean;
  /** How each referral is timed, and what ended the waiting; the day it is due is told by the rules at reading. */
  readonly clocks: readonly CaseClock[];
  /** Whether any answer is awaited. */
  readonly open: boolean;
}

type Referrals = Body<ReferralsDocument>;

const told = reducer<ReferralsDocument, CaseFact>({
  CaseOpened: (old, { data: { caseNo } }) => ({ ...(old ?? empty), caseNo }),
  CaseOpenedFromRoster: (_, { data: { caseNo } }) => ({ ...empty, caseNo }),
  ReferralSent: (old, { data: { referralId, department, need, beneficiaries } }) => ({
    ...(old ?? empty),
    referred: true,
    departments: [...new Set([...(old?.departments ?? []), department])],
    referrals: [
      ...(old?.referrals ?? []),
      { referralId, department, need, beneficiaries: beneficiaries.length, delivered: false },
    ],
  }),
  ReferralAcknowledged: (old, { data: { referralId }, metadata }) =>
    changed(old, referralId, () => ({ acknowledgedOn: localDateOf(metadata.occurredAt) })),
  ReferralOutcomeReported: (old, { data: { referralId, outcome }, metadata }) =>
    changed(old, referralId, () => ({ outcome, answeredOn: localDateOf(metadata.occurredAt) })),
  CharityAidDelivered: (old, { data: { referralId }, metadata }) =>
    changed(old, referralId, ({ answeredOn }) => ({
      delivered: true,
      answeredOn: answeredOn ?? localDateOf(metadata.occurredAt),
    })),
  FactCorrected: (old, { data: { about = '', correctsType, corrected } }) => {
    if (correctsType === 'ReferralSent') return changed(old, about, () => onlyText(corrected, 'need'));
    return correctsType === 'ReferralOutcomeReported' ? changed(old, about, () => onlyText(corrected, 'outcome')) : old;
  },
  ReferralOverdue: (old) => old,
  CaseArchived: (old) => old,
});

export const referralsProjection: Projection<ReferralsDocument> = {
  name: 'referrals',
  version: 2,
  categories: ['case'],
  types: told.types,
  keys: ({ stream }) => [entityOf(stream)],
  fold: (document, fact, key) => timed(told.fold(document, fact, key), fact as Recorded<CaseFact>),
  indexes: [
    { name: 'referred_town', key: { referred: 1, town: 1, _id: 1 } },
    { name: 'departments', key: { departments: 1, _id: 1 } },
  ],
};

const empty: Referrals = { town: '', departments: [], referrals: [], referred: false, clocks: [], open: false };

function changed(
  old: Referrals | undefined,
  referralId: string,
  change: (referral: SentReferral) => Partial<SentReferral>,
): Referrals | undefined {
  return (
    old && {
      ...old,
      referrals: old.referrals.map((one) => (one.referralId === referralId ? { ...one, ...change(one) } : one)),
    }
  );
}

/** None but facts about referrals come here: no other clock is begun. */
function timed(told: Referrals | undefined, fact: Recorded<CaseFact>): Referrals | undefined {
  const known = placed(told, fact);
  if (!known) return undefined;
  const { clocks } = clocksAfter({ ...noClocks, clocks: known.clocks }, fact);
  return { ...known, clocks, open: clocks.some(({ closedAt }) => closedAt === undefined) };
}
