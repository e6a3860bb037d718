import { entryOf } from '../../../platform/change/entry-of.js';
import type { KnownCase } from '../case.js';
import type { Chapter } from '../fold-chapter.js';
import { whenKnown } from '../fold-chapter.js';
import type { GrantedMeasure } from '../measures/measures.js';
import type { BenefitsFact } from './benefits.events.js';

export const benefitsFold: Chapter<BenefitsFact['type']> = {
  BenefitPaid: whenKnown<'BenefitPaid'>((state, { data: { measureId, period } }) =>
    measure(state, measureId, ({ paid }) => ({ paid: [...paid, period] })),
  ),
  ReviewCompleted: whenKnown<'ReviewCompleted'>(() => ({})),
  HearingHeld: whenKnown<'HearingHeld'>((state, { data: { measureId, on } }) =>
    measure(state, measureId, () => ({ heardOn: on })),
  ),
  EndingAnnounced: whenKnown<'EndingAnnounced'>((state, { data, metadata: { actorId, actorPerson } }) =>
    measure(state, data.measureId, () => ({
      announced: { change: data.change, from: data.from, actorId, actorPerson },
    })),
  ),
  // The next change takes another hearing.
  MeasureReduced: whenKnown<'MeasureReduced'>((state, { data: { measureId, money, from } }) =>
    measure(state, measureId, ({ reductions }) => ({
      reductions: [...reductions, { money, from }],
      heardOn: undefined,
      announced: undefined,
    })),
  ),
  MeasureEnded: whenKnown<'MeasureEnded'>((state, { data: { measureId, from } }) =>
    measure(state, measureId, () => ({ endedFrom: from })),
  ),
  WholeHouseholdAssessed: whenKnown<'WholeHouseholdAssessed'>((_, { data }) => ({ wholeHousehold: data.result })),
};

function measure(
  { granted }: KnownCase,
  measureId: string,
  more: (before: GrantedMeasure) => Partial<GrantedMeasure>,
): Partial<KnownCase> {
  const before = entryOf(granted, measureId);
  return before === undefined ? {} : { granted: { ...granted, [measureId]: { ...before, ...more(before) } } };
}
