import { isLocalDate } from '../calendar/local-date.js';
import type { JsonValue } from '../fact.js';
import type { SealedBox } from '../sealing/sealed-box.js';
import type { Proposer } from './second-person.js';

/** Fields of an earlier fact with their right values; a field not named stays as it was. */
export type CorrectedFields = { readonly [field: string]: JsonValue };

/** What is proposed about an earlier fact, and what then holds: no fact is edited, a new one points to it (I-18). */
export type ProposedCorrection = {
  readonly proposalId: string;
  /** Id of the fact. */
  readonly corrects: string;
  readonly correctsType: string;
  /** Of a stream that holds several things of a kind: which of them the fact is about. */
  readonly about?: string;
  readonly corrected: CorrectedFields;
  readonly reason: SealedBox;
};
export type ApprovedCorrection = ProposedCorrection & { readonly proposedBy: string };
export type RejectedCorrection = { readonly proposalId: string; readonly reason: SealedBox };

/** A proposal that waits for a second person's word. */
export interface PendingCorrection extends Proposer {
  readonly proposed: ProposedCorrection;
}

type Names = Readonly<Record<string, string>>;

/** What a corrected field may hold. A text arrives sealed and is not looked into; an amount is whole, money in 分. */
export type FieldKind =
  | { readonly kind: 'day' | 'flag' | 'text' | 'word' }
  | { readonly kind: 'amount'; readonly least: number }
  | { readonly kind: 'code' | 'codes'; readonly names: Names };

export const day: FieldKind = { kind: 'day' };
export const flag: FieldKind = { kind: 'flag' };
export const text: FieldKind = { kind: 'text' };
export const word: FieldKind = { kind: 'word' };
export const amount = (least = 0): FieldKind => ({ kind: 'amount', least });
export const code = (names: Names): FieldKind => ({ kind: 'code', names });
export const codes = (names: Names): FieldKind => ({ kind: 'codes', names });

export function fitsKind(value: JsonValue | undefined, field: FieldKind): boolean {
  switch (field.kind) {
    case 'day':
      return isLocalDate(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'object' && value !== null;
    case 'word':
      return typeof value === 'string';
    case 'amount':
      return typeof value === 'number' && Number.isInteger(value) && value >= field.least;
    case 'code':
      return typeof value === 'string' && Object.hasOwn(field.names, value);
    case 'codes':
      return Array.isArray(value) && value.every((one) => typeof one === 'string' && Object.hasOwn(field.names, one));
  }
}
