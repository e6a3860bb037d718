import type { ClueReported, HotlineCallReceived } from '../../src/aggregates/case/clue/clue.events.js';
import type { CaseFact } from '../../src/aggregates/case/case.events.js';
import type { HomeVisitMade, NeedsAssessed } from '../../src/aggregates/case/investigation/investigation.events.js';
import { sectionNames } from '../../src/aggregates/case/codes.js';
import type {
  ApplicationAccepted,
  EconomicCheckFinished,
} from '../../src/aggregates/case/application/application.events.js';
import type { PublicNoticePosted } from '../../src/aggregates/case/notice/notice.events.js';
import type { CaseOpened } from '../../src/aggregates/case/opening/opening.events.js';
import { box } from './people.js';

export const TOWN = '341881100';
export const VILLAGE = '341881100201';

export type ToldCase = readonly { readonly fact: CaseFact; readonly at?: string }[];

/** Facts of a case's life, each at its own instant where one is given. */
export function lifeOf(...facts: readonly CaseFact[]): ToldCase {
  return facts.map((fact) => ({ fact }));
}

export function calledIn(given: Partial<HotlineCallReceived['data']> = {}): HotlineCallReceived {
  return {
    type: 'HotlineCallReceived',
    data: {
      townCode: TOWN,
      channel: 'H12345',
      callAt: '2026-09-01T00:00:00.000Z',
      callNo: 'n-1',
      caller: { callerId: 'p-1' },
      ...given,
    },
  };
}

/** A clue about a family of 港口镇's first village, known and reported on the first of September. */
export function reported(given: Partial<ClueReported['data']> = {}): ClueReported {
  return {
    type: 'ClueReported',
    data: {
      townCode: TOWN,
      villageCode: VILLAGE,
      source: 'COORDINATOR',
      knownAt: '2026-09-01T00:00:00.000Z',
      urgencyHint: 'NORMAL',
      needs: ['LIVING'],
      text: box('clue', 'k-1'),
      householdRef: 'h-1',
      dueAt: '2026-09-04T15:59:59.999Z',
      reportLate: false,
      ...given,
    },
  };
}

const words = box('words', 'k-1');
const investigators = ['o-1', 'o-2'];

/** Two investigators saw the head of the family. */
export function visited(given: Partial<HomeVisitMade['data']> = {}): HomeVisitMade {
  return {
    type: 'HomeVisitMade',
    data: {
      visitId: 'v-1',
      investigators,
      accompaniedBy: [],
      whoSeen: ['m-head'],
      evidence: [],
      acknowledgement: 'SIGNED',
      ...given,
    },
  };
}

export function notMet(visitId: string): CaseFact {
  return { type: 'HomeVisitFailed', data: { visitId, investigators, reason: 'NOBODY_HOME', text: words } };
}

/** Every section answered, the needs assessed as given. */
export function allKnown(
  needs: NeedsAssessed['data']['needs'] = [{ code: 'LIVING', met: false }],
): readonly CaseFact[] {
  const established = Object.keys(sectionNames).map((section): CaseFact => {
    const data = { section, status: 'ESTABLISHED', content: words, values: {}, inquiryEvidence: [] };
    return { type: 'FactsEstablished', data };
  });
  const flags = { wholeHouseholdDifficulty: false, applicationDifficulty: false, monitoringEligible: false };
  return [...established, { type: 'NeedsAssessed', data: { needs, ...flags, text: words } }];
}

/** From the clue to the end of the investigation, passed. */
export function investigated(needs?: NeedsAssessed['data']['needs']): readonly CaseFact[] {
  const completed: CaseFact = { type: 'InvestigationCompleted', data: { result: 'PASSED' } };
  return [reported(), verified(), opened(), visited(), ...allKnown(needs), completed];
}

/** An application for 低保 by the head of the family, accepted on the first of September. */
export function accepted(given: Partial<ApplicationAccepted['data']> = {}): ApplicationAccepted {
  const applicant = { memberId: 'm-head', minor: false };
  const data = { applicationId: 'a-1', path: 'DIBAO', applicant, acceptedOn: '2026-09-01', ...given };
  return { type: 'ApplicationAccepted', data };
}

export function checked(given: Partial<EconomicCheckFinished['data']> = {}): readonly CaseFact[] {
  const applicationId = given.applicationId ?? 'a-1';
  const found = { persons: 2, income: 60_000, property: 0, expenditure: 0, result: 'WITHIN', validUntil: '2027-03-01' };
  return [
    { type: 'EconomicCheckStarted', data: { applicationId, authorisation: words, scope: ['INCOME'] } },
    { type: 'EconomicCheckFinished', data: { applicationId, ...found, ...given } },
  ];
}

/** What the officer of `given-when-then` thinks of it. */
export function opined(opinion = 'AGREE', applicationId = 'a-1'): CaseFact {
  return { type: 'FirstOpinionProposed', data: { applicationId, opinion, text: words } };
}

export function posted(given: Partial<PublicNoticePosted['data']> = {}): CaseFact {
  const days = { from: '2026-09-02', until: '2026-09-09' };
  const data = { applicationId: 'a-1', place: 'VILLAGE_BOARD', ...days, fields: [], ...given };
  return { type: 'PublicNoticePosted', data };
}

export function planned(): CaseFact {
  return { type: 'AidPlanProposed', data: { answers: [{ need: 'LIVING', kind: 'MEASURE', what: 'DIBAO' }] } };
}

/** Everything that a grant of 低保 asks for. */
export function decidable(): readonly CaseFact[] {
  return [...investigated(), accepted(), ...checked(), opined(), posted(), planned()];
}

export function opened(given: Partial<CaseOpened['data']> = {}): CaseOpened {
  const ownerChain = { group: 'g-1', village: 'c-1', township: 'o-1', bureau: 'b-1' };
  return { type: 'CaseOpened', data: { caseNo: '202681100ABCDEF', ownerChain, ...given } };
}

export function verified(result = 'CONFIRMED'): CaseFact {
  return { type: 'ClueVerified', data: { result, needsListing: false } };
}
