import type { ToldCase } from '../../../../test/support/cases.js';
import {
  allKnown,
  investigated,
  lifeOf,
  notMet,
  opened,
  reported,
  verified,
  visited,
} from '../../../../test/support/cases.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { AssessNeeds, assessNeeds } from './assess-needs.js';
import { AssessSelfCare, assessSelfCare } from './assess-self-care.js';
import { CompleteInvestigation, completeInvestigation } from './complete-investigation.js';
import { EstablishFacts, establishFacts } from './establish-facts.js';
import { IdentifyProblem, identifyProblem } from './identify-problem.js';
import { ProposeCountermeasure, proposeCountermeasure } from './propose-countermeasure.js';
import { RecordHomeVisit, recordHomeVisit } from './record-home-visit.js';
import { RecordIneligibility, recordIneligibility } from './record-ineligibility.js';
import { RecordVisitFailure, recordVisitFailure } from './record-visit-failure.js';

const words = box('words', 'k-1');
const start = [reported(), verified(), opened()];
const AT = '2026-09-05T01:00:00.000Z';
const proxy = { relation: 'GUARDIAN', name: box('aunt', 'k-1'), basis: words };
const byProxy = visited({ visitId: 'v-proxy', whoSeen: [], proxy });

describe('a visit of the investigators (S09, I-16)', () => {
  const { data } = visited();
  const go = (visit = data, at = AT) => new RecordHomeVisit('k-1', at, visit);

  it('begins the investigation, with two persons at the door and one seen or lawfully spoken for', () => {
    const { when } = given(caseFile, lifeOf(...start));
    when(recordHomeVisit, go()).then([{ ...visited(), occurredAt: AT }]);
    when(recordHomeVisit, go(byProxy.data)).then([{ ...byProxy, occurredAt: AT }]);
    expect(given(caseFile, lifeOf(...start, visited())).state.status).toBe('INVESTIGATING');
  });

  it('is none when nobody was seen (I-07), when one went alone (I-16), ahead of its time (I-22) or twice', () => {
    const { when } = given(caseFile, lifeOf(...start));
    when(recordHomeVisit, go({ ...data, whoSeen: [] })).thenRefused('I-07', '/whoSeen');
    when(recordHomeVisit, go({ ...data, investigators: ['o-1'] })).thenRefused('I-16', '/investigators');
    when(recordHomeVisit, go({ ...data, investigators: ['o-1', 'o-1'] })).thenRefused('I-16', '/investigators');
    when(recordHomeVisit, go(data, '2026-09-10T05:00:00.000Z')).thenRefused('I-22', '/visitedAt');
    given(caseFile, lifeOf(...start, visited()))
      .when(recordHomeVisit, go())
      .thenRefused('visit-exists', '/visitId');
    given(caseFile, lifeOf(reported())).when(recordHomeVisit, go()).thenRefused('wrong-state');
  });

  it('in vain begins it too, and is told in words', () => {
    const failure = { visitId: 'v-9', investigators: ['o-1', 'o-2'], reason: 'NOBODY_HOME' };
    const { when } = given(caseFile, lifeOf(...start));
    when(recordVisitFailure, new RecordVisitFailure('k-1', AT, failure, words)).then([
      { type: 'HomeVisitFailed', data: { ...failure, text: words }, occurredAt: AT },
    ]);
    when(recordVisitFailure, new RecordVisitFailure('k-1', AT, failure, undefined)).thenRefused('text-needed', '/text');
    const alone = { ...failure, investigators: ['o-1'] };
    when(recordVisitFailure, new RecordVisitFailure('k-1', AT, alone, words)).thenRefused('I-16', '/investigators');
    expect(given(caseFile, lifeOf(...start, notMet('v-9'))).state.status).toBe('INVESTIGATING');
  });
});

describe('what is found out', () => {
  const { when } = given(caseFile, lifeOf(...start, visited()));
  const section = { section: 'INCOME', status: 'ESTABLISHED', values: { incomePerHead: 60_000 }, inquiryEvidence: [] };

  it('is established section by section; what is still asked after says how (I-08)', () => {
    when(establishFacts, new EstablishFacts('k-1', section, words)).then([
      { type: 'FactsEstablished', data: { ...section, content: words } },
    ]);
    const asking = { ...section, status: 'INQUIRING' };
    when(establishFacts, new EstablishFacts('k-1', asking, words)).thenRefused('I-08', '/inquiryEvidence');
    const asked = { ...asking, inquiryEvidence: [{ kind: 'NEIGHBOURS' }] };
    expect(when(establishFacts, new EstablishFacts('k-1', asked, words)).facts()).toHaveLength(1);
    when(establishFacts, new EstablishFacts('k-1', section, undefined)).thenRefused('text-needed', '/content');
  });

  it('is what the family needs, each need once (S11)', () => {
    const flags = { wholeHouseholdDifficulty: false, applicationDifficulty: true, monitoringEligible: true };
    const assessed = { needs: [{ code: 'LIVING', met: false }], ...flags };
    when(assessNeeds, new AssessNeeds('k-1', assessed, words)).then([
      { type: 'NeedsAssessed', data: { ...assessed, text: words } },
    ]);
    const twice = { ...assessed, needs: [...assessed.needs, { code: 'LIVING', met: true }] };
    when(assessNeeds, new AssessNeeds('k-1', twice, words)).thenRefused('need-twice', '/needs');
    when(assessNeeds, new AssessNeeds('k-1', assessed, undefined)).thenRefused('text-needed', '/text');
  });

  it('is a problem once, and something against a problem that is there (I-09)', () => {
    const problem: CaseFact = { type: 'ProblemIdentified', data: { problemId: 'p-1', need: 'LIVING', text: words } };
    const identify = (text?: typeof words) => new IdentifyProblem('k-1', { problemId: 'p-1', need: 'LIVING' }, text);
    const against = (text?: typeof words) =>
      new ProposeCountermeasure('k-1', { problemId: 'p-1', kind: 'DIBAO' }, text);
    when(identifyProblem, identify(words)).then([problem]);
    when(identifyProblem, identify()).thenRefused('text-needed', '/text');
    when(proposeCountermeasure, against(words)).thenRefused('no-such-problem', '/problemId');
    const known = given(caseFile, lifeOf(...start, visited(), problem));
    known.when(identifyProblem, identify(words)).thenRefused('problem-exists', '/problemId');
    known.when(proposeCountermeasure, against()).thenRefused('text-needed', '/text');
    known
      .when(proposeCountermeasure, against(words))
      .then([{ type: 'CountermeasureProposed', data: { problemId: 'p-1', kind: 'DIBAO', text: words } }]);
  });

  it('is how far a member can look after himself; the level is computed', () => {
    const indicators = {
      eating: true,
      dressing: true,
      gettingUp: true,
      toilet: true,
      indoorMoving: true,
      bathing: false,
    };
    when(assessSelfCare, new AssessSelfCare('k-1', 'm-head', indicators)).then([
      { type: 'SelfCareAssessed', data: { memberId: 'm-head', indicators, level: 'PARTIAL' } },
    ]);
  });
});

describe('completing the investigation: 三个不放过 (S18)', () => {
  const pass = new CompleteInvestigation('k-1', 'PASSED', undefined);
  const notSeen = new CompleteInvestigation('k-1', 'NOT_SEEN', words);
  const complete = (life: ToldCase, command = pass) => given(caseFile, life).when(completeInvestigation, command);
  /** Nobody met on each of these days of September. */
  const inVain = (...days: readonly string[]) =>
    days.map((day, n) => ({ fact: notMet(`v-${day}-${n}`), at: `2026-09-${day}T01:00:00.000Z` }));

  it('passes who was seen, with everything known', () => {
    complete(lifeOf(...start, visited(), ...allKnown())).then([
      { type: 'InvestigationCompleted', data: { result: 'PASSED' } },
    ]);
    complete(lifeOf(...start, visited(), ...allKnown()), notSeen).thenRefused('I-07', '/result');
    expect(given(caseFile, lifeOf(...investigated())).state.status).toBe('INVESTIGATED');
  });

  it('I-07: who was not seen never passes (scenario 2); 未见人 needs a lawful proxy and three attempts on different days', () => {
    const known = lifeOf(...start, ...allKnown());
    const attempts = inVain('05', '06', '07');
    complete([...lifeOf(...start, byProxy, ...allKnown()), ...attempts]).thenRefused('I-07', '/result');
    complete([...known, ...attempts], notSeen).thenRefused('I-07');
    const spoken = lifeOf(...start, byProxy, ...allKnown());
    complete([...spoken, ...inVain('05', '05', '06')], notSeen).thenRefused('I-07');
    complete([...spoken, ...attempts], notSeen).then([
      { type: 'InvestigationCompleted', data: { result: 'NOT_SEEN', text: words } },
    ]);
    complete([...spoken, ...attempts], new CompleteInvestigation('k-1', 'NOT_SEEN', undefined)).thenRefused(
      'text-needed',
      '/text',
    );
  });

  it('I-08: every section is answered and the needs are assessed', () => {
    const [, ...butOne] = allKnown();
    complete(lifeOf(...start, visited(), ...butOne)).thenRefused('I-08');
    complete(lifeOf(...start, visited(), ...allKnown().slice(0, -1))).thenRefused('needs-not-assessed');
  });

  it('I-09: something is proposed against each problem', () => {
    const problem = (problemId: string): CaseFact => ({
      type: 'ProblemIdentified',
      data: { problemId, need: 'LIVING', text: words },
    });
    const against: CaseFact = {
      type: 'CountermeasureProposed',
      data: { problemId: 'p-1', kind: 'DIBAO', text: words },
    };
    const life = [...start, visited(), ...allKnown(), problem('p-1'), against];
    expect(complete(lifeOf(...life)).facts()).toHaveLength(1);
    complete(lifeOf(...life, problem('p-2'))).thenRefused('I-09');
  });

  it('I-26: the case is linked to its family by then', () => {
    const subject = { subjectId: 's-1', name: words, nameHash: 'n', surnameHash: 's' };
    const unlinked = [reported({ householdRef: undefined, subject }), verified(), opened(), visited(), ...allKnown()];
    complete(lifeOf(...unlinked)).thenRefused('I-26');
    const linked: CaseFact = { type: 'CaseLinkedToHousehold', data: { householdRef: 'h-2' } };
    expect(complete(lifeOf(...unlinked, linked)).facts()).toHaveLength(1);
  });
});

describe('a family that does not qualify (S19, I-23; scenario 7)', () => {
  const record = (codes: readonly string[], text?: typeof words) => new RecordIneligibility('k-1', codes, text, true);

  it('is told why in codes and in words, under the rules of the day', () => {
    const { when } = given(caseFile, lifeOf(...investigated()));
    when(recordIneligibility, record(['INCOME_ABOVE'], words)).then([
      {
        type: 'IneligibilityRecorded',
        data: { reasonCodes: ['INCOME_ABOVE'], text: words, ruleVersion: 0, hasRealDifficulty: true },
      },
    ]);
    when(recordIneligibility, record([], words)).thenRefused('I-23', '/reasonCodes');
    when(recordIneligibility, record(['INCOME_ABOVE'])).thenRefused('I-23', '/text');
    given(caseFile, lifeOf(...start, visited()))
      .when(recordIneligibility, record(['INCOME_ABOVE'], words))
      .thenRefused('wrong-state');
  });
});
