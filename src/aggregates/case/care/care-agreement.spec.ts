import { investigated, lifeOf, planned } from '../../../../test/support/cases.js';
import { coordinator, given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { EndCareAgreement, endCareAgreement } from './end-care-agreement.js';
import { PlaceInCentralCare, placeInCentralCare } from './place-in-central-care.js';
import { RecordCareFollowUp, recordCareFollowUp } from './record-care-follow-up.js';
import { SignCareAgreement, signCareAgreement } from './sign-care-agreement.js';

const words = box('words', 'k-1');
const memberId = 'm-head';
const evidence = [{ sha256: 'a'.repeat(64), kind: 'SIGNATURE' }];
const indicators = { eating: true, dressing: true, gettingUp: true, toilet: true, indoorMoving: true, bathing: false };
const grant = { measureId: 'm-1', applicationId: 'a-1', beneficiaries: [memberId], money: 1, period: 'MONTH' };
const asked: readonly CaseFact[] = [
  ...investigated(),
  planned(),
  { type: 'SelfCareAssessed', data: { memberId, indicators, level: 'PARTIAL' } },
  { type: 'MeasureGranted', data: { ...grant, kind: 'TEKUN', from: '2026-09-01', decider: 'u-reviewer' } },
  { type: 'CentralCareOffered', data: { memberId, level: 'PARTIAL', institution: words, on: '2026-09-01' } },
];
const consent = { memberId, by: 'SELF', evidence, on: '2026-09-02' };
const accepted: CaseFact = { type: 'CentralCareAccepted', data: consent };
const declined: CaseFact = { type: 'CentralCareDeclined', data: { ...consent, agreementDueOn: '2026-09-09' } };
const placed: CaseFact = { type: 'CentralCarePlaced', data: { memberId, institution: words, on: '2026-09-02' } };
const left: CaseFact = { type: 'CentralCareLeft', data: { memberId, reason: 'OWN_WISH', on: '2026-09-02' } };

const terms = {
  agreementId: 'g-1',
  memberId,
  carer: { carerId: 'p-1', kind: 'NEIGHBOUR', name: box('carer', 'p-1') },
  services: ['MEALS'],
  frequency: 'DAILY',
  evidence,
  on: '2026-09-03',
  until: '2026-09-08',
};
const sign = (changes: Partial<typeof terms> = {}) => new SignCareAgreement('k-1', { ...terms, ...changes }, words);
const signed: CaseFact = { type: 'CareAgreementSigned', data: { ...terms, level: 'PARTIAL', witness: words } };
const end = (reason = 'BREACH', on = '2026-09-05') => new EndCareAgreement('k-1', { memberId, reason, on });
const ended: CaseFact = {
  type: 'CareAgreementEnded',
  data: { agreementId: 'g-1', memberId, reason: 'BREACH', on: '2026-09-05' },
};
const seen = { memberId, finding: 'KEPT', on: '2026-09-04' };
const follow = (on = '2026-09-04') => new RecordCareFollowUp('k-1', { ...seen, on }, words);

describe('a care agreement (S22, I-12)', () => {
  it('is signed for who declined central care or has left it, with carer, services, term, witness and signatures', () => {
    for (const life of [
      [...asked, declined],
      [...asked, accepted, placed, left],
    ])
      given(caseFile, lifeOf(...life))
        .when(signCareAgreement, sign())
        .then([{ ...signed, occurredAt: '2026-09-02T16:00:00.000Z' }]);
    const { when } = given(caseFile, lifeOf(...asked, declined));
    when(signCareAgreement, sign({ on: '2026-09-01' })).thenRefused('out-of-order', '/on');
    when(signCareAgreement, sign({ on: '2026-09-11' })).thenRefused('I-22', '/on');
    when(signCareAgreement, sign({ until: '2026-09-03' })).thenRefused('no-term', '/until');
    when(signCareAgreement, sign({ services: [] })).thenRefused('no-services', '/services');
    when(signCareAgreement, sign({ evidence: [] })).thenRefused('I-12', '/evidence');
    when(signCareAgreement, new SignCareAgreement('k-1', terms, undefined)).thenRefused('text-needed', '/witness');
  });

  it('is not signed while central care is asked after, wanted or given', () => {
    for (const life of [asked, [...asked, accepted], [...asked, accepted, placed]])
      given(caseFile, lifeOf(...life))
        .when(signCareAgreement, sign())
        .thenRefused('I-12', '/memberId');
    given(caseFile, lifeOf(...asked.slice(0, -1)))
      .when(signCareAgreement, sign())
      .thenRefused('not-offered', '/memberId');
  });

  it('is one at a time: the next follows its end or its term', () => {
    given(caseFile, lifeOf(...asked, declined, signed))
      .when(signCareAgreement, sign({ agreementId: 'g-2', on: '2026-09-08', until: '2027-09-08' }))
      .thenRefused('agreement-stands', '/memberId');
    const term = given(caseFile, lifeOf(...asked, declined, signed));
    expect(term.when(signCareAgreement, sign({ on: '2026-09-09', until: '2027-09-08' })).facts()).toHaveLength(1);
    const { when } = given(caseFile, lifeOf(...asked, declined, signed, ended));
    when(signCareAgreement, sign({ on: '2026-09-04' })).thenRefused('out-of-order', '/on');
    expect(when(signCareAgreement, sign({ on: '2026-09-05' })).facts()).toHaveLength(1);
  });

  it('is ended while it runs, once, by a reason', () => {
    const { when } = given(caseFile, lifeOf(...asked, declined, signed));
    when(endCareAgreement, end()).then([{ ...ended, occurredAt: '2026-09-04T16:00:00.000Z' }]);
    when(endCareAgreement, end('OTHER')).thenRefused('text-needed', '/text');
    when(endCareAgreement, end('BREACH', '2026-09-02')).thenRefused('out-of-order', '/on');
    when(endCareAgreement, end('BREACH', '2026-09-09')).thenRefused('no-agreement', '/on');
    for (const life of [
      [...asked, declined],
      [...asked, declined, signed, ended],
    ])
      given(caseFile, lifeOf(...life))
        .when(endCareAgreement, end())
        .thenRefused('no-agreement', '/on');
  });

  it('ends before he is placed after all', () => {
    const again: CaseFact = {
      type: 'CentralCareOffered',
      data: { memberId, level: 'PARTIAL', institution: words, on: '2026-09-04' },
    };
    const wanted: CaseFact = { type: 'CentralCareAccepted', data: { ...consent, on: '2026-09-04' } };
    const place = new PlaceInCentralCare('k-1', { memberId, on: '2026-09-05' }, words);
    given(caseFile, lifeOf(...asked, declined, signed, again, wanted))
      .when(placeInCentralCare, place)
      .thenRefused('agreement-stands', '/memberId');
    expect(
      given(caseFile, lifeOf(...asked, declined, signed, again, wanted, ended))
        .when(placeInCentralCare, place)
        .facts(),
    ).toHaveLength(1);
  });
});

describe('following an agreement up (S22)', () => {
  const followed = {
    type: 'CareFollowUpRecorded',
    data: { agreementId: 'g-1', ...seen, text: words },
    occurredAt: '2026-09-03T16:00:00.000Z',
    subjectPeriod: '2026-09',
  } as const;

  it('counts for the month of its day, a coordinator’s word like an officer’s', () => {
    const { when } = given(caseFile, lifeOf(...asked, declined, signed));
    when(recordCareFollowUp, follow(), { actor: coordinator }).then([followed]);
    when(recordCareFollowUp, new RecordCareFollowUp('k-1', seen, undefined)).thenRefused('text-needed', '/text');
    when(recordCareFollowUp, follow('2026-09-11')).thenRefused('I-22', '/on');
  });

  it('is of a day on which the agreement ran, also when it is written down later', () => {
    const { when } = given(caseFile, lifeOf(...asked, declined, signed, ended));
    when(recordCareFollowUp, follow()).then([followed]);
    for (const on of ['2026-09-02', '2026-09-06'])
      when(recordCareFollowUp, follow(on)).thenRefused('no-agreement', '/on');
    given(caseFile, lifeOf(...asked, declined, signed))
      .when(recordCareFollowUp, follow('2026-09-09'))
      .thenRefused('no-agreement', '/on');
    given(caseFile, lifeOf(...asked, declined))
      .when(recordCareFollowUp, follow())
      .thenRefused('no-agreement', '/on');
  });
});
