import type { CaseFact } from './case.events.js';

/** Where a case can stand, in the order of life. */
export const statusNames = {
  CALL_LOGGED: '来电已登记',
  REPORTED: '线索已报',
  REJECTED: '不予立案',
  DUPLICATE: '并案',
  OPEN: '已立案',
  EMERGENCY: '急难先行救助',
  INVESTIGATING: '入户调查中',
  INVESTIGATED: '调查评估完成',
  INELIGIBLE: '不符合条件',
  AIDING: '救助办理中',
  AIDED: '新增救助',
  WATCHED: '救助观察',
  NO_NEED: '无实际困难',
  ARCHIVED: '已建档',
  REOPENED: '重新核查',
} as const;

export type CaseStatus = keyof typeof statusNames;

export const caseStatuses = Object.keys(statusNames) as readonly CaseStatus[];

/** What a fact makes of the status before it; a fact that is not named here leaves it as it is. */
const entered: { readonly [Type in CaseFact['type']]?: CaseStatus } = {
  HotlineCallReceived: 'CALL_LOGGED',
  ClueReported: 'REPORTED',
  ClueRejected: 'REJECTED',
  ClueMarkedDuplicate: 'DUPLICATE',
  CaseOpened: 'OPEN',
  CaseOpenedFromRoster: 'OPEN',
  InvestigationCompleted: 'INVESTIGATED',
  IneligibilityRecorded: 'INELIGIBLE',
  AidPlanProposed: 'AIDING',
  CaseClosedWithoutNeed: 'NO_NEED',
  CaseArchived: 'ARCHIVED',
  CaseReopened: 'REOPENED',
};

/** Where a visit begins the investigation; anywhere else it only counts for it. */
const visitBegins: readonly CaseStatus[] = ['OPEN', 'EMERGENCY', 'REOPENED'];

/**
 * The status after a fact: one function for the fold that decides and for the views that answer, so that nobody tells
 * another story. Undefined as long as nothing has happened.
 */
export function statusAfter(before: CaseStatus | undefined, fact: CaseFact): CaseStatus | undefined {
  const atTheDoor = fact.type === 'HomeVisitMade' || fact.type === 'HomeVisitFailed';
  if (atTheDoor) return before !== undefined && visitBegins.includes(before) ? 'INVESTIGATING' : before;
  if (fact.type === 'EmergencyAidDisbursed') return before === 'OPEN' ? 'EMERGENCY' : before;
  if (fact.type === 'CaseClassified') return fact.data.class === 'WATCH' ? 'WATCHED' : 'AIDED';
  return entered[fact.type] ?? before;
}
