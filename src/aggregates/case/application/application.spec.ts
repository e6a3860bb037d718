import { accepted, checked, investigated, lifeOf, opened, reported, visited } from '../../../../test/support/cases.js';
import { coordinator, given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { AcceptApplication, acceptApplication } from './accept-application.js';
import { AssistApplication, assistApplication } from './assist-application.js';
import { ExtendApplication, extendApplication } from './extend-application.js';
import { FinishEconomicCheck, finishEconomicCheck } from './finish-economic-check.js';
import { ProposeOpinion, proposeOpinion } from './propose-opinion.js';
import type { OtherCheck } from './reuse-economic-check.js';
import { ReuseEconomicCheck, reuseEconomicCheck } from './reuse-economic-check.js';
import { StartEconomicCheck, startEconomicCheck } from './start-economic-check.js';
import { WithdrawApplication, withdrawApplication } from './withdraw-application.js';

const words = box('words', 'k-1');
const start = [reported(), opened()];
const applying = lifeOf(...start, accepted());
const withdrawn: CaseFact = { type: 'ApplicationWithdrawn', data: { applicationId: 'a-1', text: words } };
const over = lifeOf(...start, accepted(), withdrawn);

describe('an application (S11, S27)', () => {
  const { data } = accepted();
  const accept = (said: Partial<typeof data> = {}, kin = false, registration?: typeof words) =>
    new AcceptApplication('k-1', { ...data, ...said }, kin, registration);

  it('is accepted as of its day, one of a kind at a time', () => {
    given(caseFile, lifeOf(...start))
      .when(acceptApplication, accept())
      .then([{ ...accepted(), occurredAt: '2026-08-31T16:00:00.000Z' }]);
    const { when } = given(caseFile, applying);
    when(acceptApplication, accept()).thenRefused('application-exists', '/applicationId');
    when(acceptApplication, accept({ applicationId: 'a-2' })).thenRefused('application-pending', '/path');
    expect(when(acceptApplication, accept({ applicationId: 'a-2', path: 'TEKUN' })).facts()).toHaveLength(1);
    expect(
      given(caseFile, over)
        .when(acceptApplication, accept({ applicationId: 'a-2' }))
        .facts(),
    ).toHaveLength(1);
    given(caseFile, lifeOf(...start))
      .when(acceptApplication, accept({ acceptedOn: '2026-09-11' }))
      .thenRefused('I-22', '/acceptedOn');
    given(caseFile, lifeOf(reported())).when(acceptApplication, accept()).thenRefused('wrong-state');
  });

  it('of a near relative of staff is registered apart (I-16)', () => {
    const { when } = given(caseFile, lifeOf(...start));
    when(acceptApplication, accept({}, true)).thenRefused('I-16', '/kinRegistration');
    const [fact] = when(acceptApplication, accept({}, true, words)).facts();
    expect(fact?.data).toEqual({ ...data, kinRegistration: words });
  });

  it('is assisted before it is accepted, by whom, by whose word and why (I-14)', () => {
    const assist = (authority?: typeof words) => new AssistApplication('k-1', 'a-1', 'ILLNESS', authority);
    const assisted: CaseFact = {
      type: 'ApplicationAssisted',
      data: { applicationId: 'a-1', helper: 'u-coordinator', authority: words, reason: 'ILLNESS' },
    };
    const { when } = given(caseFile, lifeOf(...start));
    when(assistApplication, assist(words), { actor: coordinator }).then([assisted]);
    when(assistApplication, assist()).thenRefused('I-14', '/authority');
    for (const life of [applying, lifeOf(...start, assisted)])
      given(caseFile, life).when(assistApplication, assist(words)).thenRefused('application-exists', '/applicationId');
  });

  it('is withdrawn once, with a reason', () => {
    const withdraw = (text?: typeof words) => new WithdrawApplication('k-1', 'a-1', text);
    given(caseFile, applying).when(withdrawApplication, withdraw(words)).then([withdrawn]);
    given(caseFile, applying).when(withdrawApplication, withdraw()).thenRefused('text-needed', '/text');
    given(caseFile, over).when(withdrawApplication, withdraw(words)).thenRefused('application-ended', '/applicationId');
    given(caseFile, lifeOf(...start))
      .when(withdrawApplication, withdraw(words))
      .thenRefused('no-such-application', '/applicationId');
  });

  it('is given more time, to the 45th working day at most', () => {
    const extend = (until: string) => new ExtendApplication('k-1', 'a-1', 'OBJECTION', until);
    const { when } = given(caseFile, lifeOf(...start, accepted({ acceptedOn: '2026-09-21' })));
    when(extendApplication, extend('2026-11-30')).then([
      { type: 'ApplicationExtended', data: { applicationId: 'a-1', reason: 'OBJECTION', until: '2026-11-30' } },
    ]);
    when(extendApplication, extend('2026-12-01')).thenRefused('extension-too-long', '/until');
    when(extendApplication, extend('2026-09-09')).thenRefused('extension-past', '/until');
  });
});

describe('the check of the family’s means', () => {
  const [started, finished] = checked();
  const scope = ['INCOME'];

  it('begins once, with its authorisation, and is finished after that', () => {
    const begin = (authorisation?: typeof words) => new StartEconomicCheck('k-1', 'a-1', scope, authorisation);
    const { persons, income, property, expenditure, result, validUntil } = {
      persons: 2,
      income: 60_000,
      property: 0,
      expenditure: 0,
      result: 'WITHIN',
      validUntil: '2027-03-01',
    };
    const outcome = { applicationId: 'a-1', persons, income, property, expenditure, result, validUntil };
    const finish = (until = validUntil) => new FinishEconomicCheck('k-1', { ...outcome, validUntil: until });
    const { when } = given(caseFile, applying);
    when(startEconomicCheck, begin(words)).then(started ? [started] : []);
    when(startEconomicCheck, begin()).thenRefused('text-needed', '/authorisation');
    when(finishEconomicCheck, finish()).thenRefused('check-not-started', '/applicationId');
    const running = given(caseFile, lifeOf(...start, accepted(), ...checked().slice(0, 1)));
    running.when(startEconomicCheck, begin(words)).then([]);
    running.when(finishEconomicCheck, finish()).then(finished ? [finished] : []);
    running.when(finishEconomicCheck, finish('2026-09-09')).thenRefused('check-expired', '/validUntil');
  });

  it('of another case of the same family is used while it holds', () => {
    const reuse = new ReuseEconomicCheck('k-1', 'a-1', 'k-2');
    const of = (check: OtherCheck['check'], householdRef = 'h-1') => ({ foreign: { householdRef, check } });
    const good = { result: 'WITHIN', validUntil: '2026-09-10' };
    const { when } = given(caseFile, applying);
    when(reuseEconomicCheck, reuse, of(good)).then([
      { type: 'EconomicCheckReused', data: { applicationId: 'a-1', fromCaseRef: 'k-2', ...good } },
    ]);
    when(reuseEconomicCheck, reuse, of({ ...good, validUntil: '2026-09-09' })).thenRefused(
      'check-expired',
      '/fromCaseRef',
    );
    when(reuseEconomicCheck, reuse, of(good, 'h-2')).thenRefused('no-such-check', '/fromCaseRef');
    when(reuseEconomicCheck, reuse, of(undefined)).thenRefused('no-such-check', '/fromCaseRef');
    when(reuseEconomicCheck, reuse).thenRefused('no-such-check', '/fromCaseRef');
  });
});

describe('the first opinion (I-10)', () => {
  const propose = (text: typeof words | undefined = words) => new ProposeOpinion('k-1', 'a-1', 'AGREE', text);

  it('follows the check and the visit at home', () => {
    const { when } = given(caseFile, lifeOf(...investigated(), accepted(), ...checked()));
    when(proposeOpinion, propose()).then([
      { type: 'FirstOpinionProposed', data: { applicationId: 'a-1', opinion: 'AGREE', text: words } },
    ]);
    when(proposeOpinion, new ProposeOpinion('k-1', 'a-1', 'AGREE', undefined)).thenRefused('text-needed', '/text');
    given(caseFile, lifeOf(...investigated(), accepted()))
      .when(proposeOpinion, propose())
      .thenRefused('I-10', '/applicationId');
    given(caseFile, lifeOf(...start, accepted(), ...checked()))
      .when(proposeOpinion, propose())
      .thenRefused('I-10', '/applicationId');
    const proxy = { relation: 'GUARDIAN', name: words, basis: words };
    given(caseFile, lifeOf(...start, visited({ whoSeen: [], proxy }), accepted(), ...checked()))
      .when(proposeOpinion, propose())
      .thenRefused('I-10', '/applicationId');
    given(caseFile, lifeOf(...investigated(), accepted(), ...checked({ validUntil: '2026-09-09' })))
      .when(proposeOpinion, propose())
      .thenRefused('check-expired', '/applicationId');
  });
});
