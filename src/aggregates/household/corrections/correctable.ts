import type { JsonValue } from '../../../platform/fact.js';
import { isLocalDate } from '../../../platform/calendar/local-date.js';
import type { CodeNames } from '../codes.js';
import {
  aidNames,
  attemptNames,
  careModeNames,
  categoryNames,
  changeNames,
  delistNames,
  excuseNames,
  hardshipNames,
  memberRemovalNames,
  selfCareNames,
  sourceNames,
} from '../codes.js';

/** What a corrected field may hold. A text arrives sealed and is not looked into. */
export type FieldKind =
  { readonly kind: 'day' | 'flag' | 'text' | 'word' } | { readonly kind: 'code' | 'codes'; readonly names: CodeNames };

const day: FieldKind = { kind: 'day' };
const flag: FieldKind = { kind: 'flag' };
const text: FieldKind = { kind: 'text' };
const word: FieldKind = { kind: 'word' };
const code = (names: CodeNames): FieldKind => ({ kind: 'code', names });
const codes = (names: CodeNames): FieldKind => ({ kind: 'codes', names });

/**
 * Which fields of which fact a correction may put right: dates, codes, remarks. Never an id, for what hangs on it
 * would hang in the air; nor particulars of a person or an address, which have commands of their own. Visits have
 * their own correction; a missed visit is proof of a negative and is answered by an excuse.
 */
export const correctable: Readonly<Record<string, Readonly<Record<string, FieldKind>>>> = {
  HouseholdRegistered: { groupNo: word, registeredResidence: word, source: code(sourceNames) },
  MemberAdded: { on: day },
  MemberRemoved: { on: day, reason: code(memberRemovalNames) },
  HeadChanged: { on: day },
  AddressChanged: { on: day, groupNo: word },
  HouseholdMoved: { groupNo: word },
  HouseholdListedAsKey: {
    listedOn: day,
    categoryCodes: codes(categoryNames),
    hardshipCodes: codes(hardshipNames),
    currentAids: codes(aidNames),
    partialDibao: flag,
    inDifficulty: flag,
    selfCare: code(selfCareNames),
    careMode: code(careModeNames),
    kinFlag: flag,
    source: code(sourceNames),
    remark: text,
  },
  HouseholdDelisted: { on: day, reason: code(delistNames), text },
  PatrolVisitAttempted: { reason: code(attemptNames), text },
  HouseholdChangeReported: { kind: code(changeNames), text },
  MonthlyVisitExcused: { reason: code(excuseNames) },
};

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
    case 'code':
      return typeof value === 'string' && Object.hasOwn(field.names, value);
    case 'codes':
      return Array.isArray(value) && value.every((one) => typeof one === 'string' && Object.hasOwn(field.names, one));
  }
}
