import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { closingNames, nameOf } from '../codes.js';

/** How a case ends (S28). */

export type CaseClosedWithoutNeed = Fact<
  'CaseClosedWithoutNeed',
  { readonly reason: string; readonly text: SealedBox }
>;

export type ClosingFact = CaseClosedWithoutNeed;

export const closingSentences: Sentences<ClosingFact> = {
  CaseClosedWithoutNeed: ({ reason }) => `结案（无实际困难），原因：${nameOf(reason, closingNames)}`,
};
