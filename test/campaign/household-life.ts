import { attemptForm, listingForm, visitForm } from '../support/clerk.js';
import type { Step } from './life.js';
import { COORDINATOR, OFFICER, REVIEWER, registration } from './life.js';

/** Every command a household knows, in an order in which each of them is allowed. */
export const householdLife: readonly Step[] = [
  registration,
  {
    operation: 'addMember',
    account: OFFICER,
    ...at('/members'),
    body: (_, { today }, ids) => ({ name: '李四', idNo: ids.next(), relation: 'CHILD', on: today }),
    brings: { memberId: 'member' },
  },
  {
    operation: 'changeMember',
    account: COORDINATOR,
    ...at('/members/{head}/changes'),
    body: (_, __, ids) => ({ phone: `138${ids.next().slice(9, 17)}` }),
  },
  {
    operation: 'changeAddress',
    account: OFFICER,
    ...at('/address-changes'),
    body: (_, { today }) => ({ address: '二组 2 号', on: today }),
  },
  {
    operation: 'reportChange',
    account: COORDINATOR,
    ...at('/change-reports'),
    body: () => ({ kind: 'HEALTH', text: '住院一周' }),
  },
  {
    operation: 'listHousehold',
    account: OFFICER,
    ...at('/listings'),
    body: (_, { first }) => listingForm({ listedOn: first }),
    brings: { fact: 'listing' },
  },
  {
    operation: 'adjustListing',
    account: OFFICER,
    ...at('/listing-adjustments'),
    body: () => ({ coordinatorRef: 'c-2', reason: '换人' }),
  },
  {
    operation: 'recordPatrolVisit',
    account: COORDINATOR,
    ...at('/patrol-visits'),
    body: ({ head = '' }, { now }) => visitForm(head, { visitedAt: now }),
    brings: { visitId: 'visit' },
  },
  {
    operation: 'recordFailedVisit',
    account: OFFICER,
    ...at('/failed-visits'),
    body: (_, { now }) => attemptForm({ attemptedAt: now }),
  },
  ...proposed('VisitCorrection', '/visit-corrections', ({ visit = '' }) => ({
    correctsVisitId: visit,
    corrected: { needs: ['MEDICAL'] },
    reason: '漏填需求',
  })),
  ...proposed('Excuse', '/excuses', (_, { month }) => ({ month, reason: 'IN_HOSPITAL', text: '住院' })),
  ...proposed('Correction', '/corrections', ({ listing = '' }) => ({
    corrects: listing,
    corrected: { kinFlag: true },
    reason: '漏填',
  })),
  {
    operation: 'changeHead',
    account: OFFICER,
    ...at('/head-changes'),
    body: ({ member = '' }, { today }) => ({ memberId: member, on: today, reason: '年事已高' }),
  },
  {
    operation: 'removeMember',
    account: COORDINATOR,
    ...at('/members/{head}/removals'),
    body: (_, { today }) => ({ reason: 'MOVED_AWAY', on: today }),
  },
  {
    operation: 'delist',
    account: OFFICER,
    ...at('/delistings'),
    body: (_, { today }) => ({ on: today, reason: 'RECOVERED' }),
  },
];

/** Sent back the first time, approved the second. */
function proposed(what: string, path: string, body: Step['body']): readonly Step[] {
  const propose: Step = {
    operation: `propose${what}`,
    account: OFFICER,
    ...at(path),
    body,
    brings: { proposalId: 'proposal' },
  };
  return [
    propose,
    {
      operation: `reject${what}`,
      account: REVIEWER,
      ...at(`${path}/{proposal}/rejections`),
      body: () => ({ reason: '核对不符' }),
    },
    propose,
    { operation: `approve${what}`, account: REVIEWER, ...at(`${path}/{proposal}/approvals`), body: () => ({}) },
  ];
}

/** Below the household of the life, and about it. */
function at(below: string): Pick<Step, 'path' | 'target'> {
  return { path: `/households/{household}${below}`, target: 'household-{household}' };
}
