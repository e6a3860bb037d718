import type { FieldKind } from '../../../platform/change/correction.js';
import { code, codes, day, flag, text, word } from '../../../platform/change/correction.js';
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
