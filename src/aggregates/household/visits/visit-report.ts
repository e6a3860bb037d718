import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { livingSectionNames } from '../codes.js';

export type VisitMode = 'HOME' | 'PHONE' | 'VIDEO';
export type LivingSection = keyof typeof livingSectionNames;
export type LivingState = 'NORMAL' | 'DIFFICULT' | 'URGENT';

/** 基本生活状况: a state for every section, a sealed text where something is to be said (附件2, S16). */
export type Living = {
  readonly [Section in LivingSection]?: { readonly state: LivingState; readonly text?: SealedBox };
};

/** 需求处置情况. */
export type Disposal = {
  readonly kind: string;
  readonly clueRef?: string;
  readonly caseRef?: string;
  readonly text?: SealedBox;
};

/** One line of the patrol ledger (附件2). The time of the visit is the fact's `occurredAt`. */
export type VisitReport = {
  readonly visitId: string;
  readonly mode: VisitMode;
  readonly visitors: readonly string[];
  readonly whoSeen: readonly string[];
  readonly living: Living;
  readonly changes: readonly { readonly kind: string; readonly text: SealedBox }[];
  readonly needs: readonly string[];
  readonly disposal: Disposal;
  readonly evidence: readonly { readonly sha256: string; readonly kind: string }[];
  readonly acknowledgement: string;
  readonly textHash?: string;
  readonly placeHash?: string;
  readonly deviceHash?: string;
};

/** A report as the door hands it over: the text of a change may have been left blank. */
export type DraftReport = Omit<VisitReport, 'changes'> & {
  readonly changes: readonly { readonly kind: string; readonly text?: SealedBox }[];
};

export const livingSections: readonly LivingSection[] = [
  'food',
  'clothing',
  'housing',
  'utilities',
  'medical',
  'schooling',
  'care',
  'income',
  'spending',
  'hazards',
];
