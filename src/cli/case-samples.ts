import type { CaseFact } from '../aggregates/case/case.events.js';
import type { ClueFact } from '../aggregates/case/clue/clue.events.js';
import type { InvestigationFact } from '../aggregates/case/investigation/investigation.events.js';
import type { OpeningFact } from '../aggregates/case/opening/opening.events.js';
import type { SealedBox } from '../platform/sealing/sealed-box.js';
import {
  applicationSamples,
  clocksSamples,
  closingSamples,
  correctionsSamples,
  benefitsSamples,
  emergencySamples,
  measuresSamples,
  noticeSamples,
  referralSamples,
  refusedStepsSamples,
} from './case-aid-samples.js';
import { careSamples } from './case-care-samples.js';
import type { SamplesOf } from './samples-of.js';

/** What samples are made of. */
export interface CaseWords {
  readonly box: SealedBox;
  readonly hash: string;
  readonly householdRef: string;
  readonly memberId: string;
  readonly coordinatorRef: string;
}

const OTHER_CASE = '00000000-0000-7000-8000-0000000000a3';
const VISIT = '00000000-0000-7000-8000-0000000000c2';
const PROBLEM = '00000000-0000-7000-8000-0000000000c3';
const SUBJECT = '00000000-0000-7000-8000-0000000000b5';
const CALLER = '00000000-0000-7000-8000-0000000000b6';

/** One payload of every fact of a case, in the order of life. */
export function caseSamples(words: CaseWords): SamplesOf<CaseFact> {
  return {
    ...clueSamples(words),
    ...openingSamples(words),
    ...investigationSamples(words),
    ...applicationSamples(words),
    ...noticeSamples(words),
    ...measuresSamples(words),
    ...benefitsSamples(words),
    ...emergencySamples(words),
    ...referralSamples(words),
    ...careSamples(words),
    ...closingSamples(words),
    ...correctionsSamples(words),
    ...clocksSamples,
    ...refusedStepsSamples,
  };
}

function clueSamples({ box, hash, coordinatorRef }: CaseWords): SamplesOf<ClueFact> {
  return {
    HotlineCallReceived: {
      townCode: '341881100',
      channel: 'H12345',
      callAt: '2026-09-10T01:00:00.000Z',
      callNo: '2026-0910-001',
      caller: { callerId: CALLER, name: box, phone: box },
    },
    FirstResponseMade: { how: 'DOOR', by: 'officer-1', helpNeeded: true },
    ClueReported: {
      townCode: '341881100',
      villageCode: '341881100201',
      source: 'HOTLINE',
      knownAt: '2026-09-10T01:00:00.000Z',
      urgencyHint: 'NORMAL',
      needs: ['LIVING', 'MEDICAL'],
      text: box,
      subject: {
        subjectId: SUBJECT,
        name: box,
        nameHash: hash,
        surnameHash: hash,
        idNo: box,
        idHash: hash,
        phone: box,
        address: box,
        registeredResidence: '341881',
      },
      reporter: coordinatorRef,
      dueAt: '2026-09-15T15:59:59.999Z',
      reportLate: false,
    },
    ClueEndorsed: { endorser: 'secretary-1', text: box },
    ClueVerified: { result: 'CONFIRMED', needsListing: true, text: box },
    ClueRejected: { reason: 'UNFOUNDED', text: box },
    ClueMarkedDuplicate: { ofCaseRef: OTHER_CASE },
  };
}

function openingSamples({ box, householdRef, coordinatorRef }: CaseWords): SamplesOf<OpeningFact> {
  const ownerChain = { group: 'g-1', village: coordinatorRef, township: 'officer-1', bureau: 'bureau-1' };
  return {
    CaseOpened: { caseNo: '202681100ABCDEF', ownerChain, placeOfEmergency: '341881100202' },
    CaseOpenedFromRoster: {
      townCode: '341881100',
      villageCode: '341881100201',
      householdRef,
      caseNo: '202681100ABCDEF',
      ownerChain,
      reason: box,
    },
    UrgencyAssessed: { urgency: 'URGENT', basis: box },
    CaseLinkedToHousehold: { householdRef },
  };
}

function investigationSamples({ box, hash, memberId, coordinatorRef }: CaseWords): SamplesOf<InvestigationFact> {
  return {
    HomeVisitMade: {
      visitId: VISIT,
      investigators: ['officer-1', 'officer-2'],
      accompaniedBy: [coordinatorRef],
      whoSeen: [],
      proxy: { relation: 'GUARDIAN', name: box, basis: box },
      evidence: [{ sha256: hash, kind: 'PHOTO' }],
      acknowledgement: 'SIGNED',
    },
    HomeVisitFailed: { visitId: VISIT, investigators: ['officer-1', 'officer-2'], reason: 'NOBODY_HOME', text: box },
    FactsEstablished: {
      section: 'INCOME',
      status: 'INQUIRING',
      content: box,
      values: { incomePerHead: 60_000, property: 200_000, expenditure: 1_200_000, labour: 'NONE', obligorAble: false },
      inquiryEvidence: [{ kind: 'LETTER', sha256: hash }],
    },
    NeedsAssessed: {
      needs: [
        { code: 'LIVING', met: false },
        { code: 'MEDICAL', met: true },
      ],
      wholeHouseholdDifficulty: true,
      applicationDifficulty: true,
      monitoringEligible: false,
      text: box,
    },
    ProblemIdentified: { problemId: PROBLEM, need: 'LIVING', text: box },
    CountermeasureProposed: { problemId: PROBLEM, kind: 'DIBAO', text: box },
    SelfCareAssessed: {
      memberId,
      indicators: {
        eating: true,
        dressing: true,
        gettingUp: false,
        toilet: true,
        indoorMoving: false,
        bathing: false,
      },
      level: 'PARTIAL',
    },
    InvestigationCompleted: { result: 'NOT_SEEN', text: box },
    IneligibilityRecorded: {
      reasonCodes: ['INCOME_ABOVE', 'OBLIGOR_ABLE'],
      text: box,
      ruleVersion: 41,
      hasRealDifficulty: true,
    },
  };
}
