import { investigated, lifeOf, opened, planned, reported } from '../../../../test/support/cases.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import type { SelfCareLevel } from '../investigation/self-care.js';
import { AcceptCentralCare, acceptCentralCare } from './accept-central-care.js';
import { DeclineCentralCare, declineCentralCare } from './decline-central-care.js';
import { LeaveCentralCare, leaveCentralCare } from './leave-central-care.js';
import { OfferCentralCare, offerCentralCare } from './offer-central-care.js';
import { PlaceInCentralCare, placeInCentralCare } from './place-in-central-care.js';

const words = box('words', 'k-1');
const memberId = 'm-head';
const evidence = [{ sha256: 'a'.repeat(64), kind: 'SIGNATURE' }];
const indicators = {
  eating: true,
  dressing: true,
  gettingUp: true,
  toilet: true,
  indoorMoving: true,
  bathing: false,
};
const assessed = (level: SelfCareLevel = 'PARTIAL'): CaseFact => ({
  type: 'SelfCareAssessed',
  data: { memberId, indicators, level },
});
const granted = (kind = 'TEKUN'): CaseFact => ({
  type: 'MeasureGranted',
  data: {
    measureId: 'm-1',
    applicationId: 'a-1',
    kind,
    beneficiaries: [memberId],
    money: 1,
    period: 'MONTH',
    from: '2026-09-01',
    decider: 'u-reviewer',
  },
});
const tekun = [...investigated(), planned(), assessed(), granted()];
const consent = { memberId, by: 'SELF', evidence, on: '2026-09-04' };
const offered: CaseFact = {
  type: 'CentralCareOffered',
  data: { memberId, householdRef: 'h-1', level: 'PARTIAL', institution: words, on: '2026-09-03' },
};
const accepted: CaseFact = { type: 'CentralCareAccepted', data: consent };
const declined: CaseFact = { type: 'CentralCareDeclined', data: { ...consent, agreementDueOn: '2026-09-11' } };
const placed: CaseFact = { type: 'CentralCarePlaced', data: { memberId, institution: words, on: '2026-09-05' } };
const left: CaseFact = { type: 'CentralCareLeft', data: { memberId, reason: 'OWN_WISH', on: '2026-09-06' } };

describe('central care (S22, I-12)', () => {
  const offer = (on = '2026-09-03') => new OfferCentralCare('k-1', { memberId, on }, words);
  const accept = (changes: Partial<typeof consent> = {}) => new AcceptCentralCare('k-1', { ...consent, ...changes });
  const decline = (changes: Partial<typeof consent> = {}) => new DeclineCentralCare('k-1', { ...consent, ...changes });
  const place = (on = '2026-09-05') => new PlaceInCentralCare('k-1', { memberId, on }, words);
  const leave = (reason = 'OWN_WISH', on = '2026-09-06') => new LeaveCentralCare('k-1', { memberId, reason, on });

  it('is offered to a 特困 person who cannot look after himself', () => {
    const { when } = given(caseFile, lifeOf(...tekun));
    when(offerCentralCare, offer()).then([{ ...offered, occurredAt: '2026-09-02T16:00:00.000Z' }]);
    when(offerCentralCare, new OfferCentralCare('k-1', { memberId, on: '2026-09-03' }, undefined)).thenRefused(
      'text-needed',
      '/institution',
    );
    when(offerCentralCare, offer('2026-09-11')).thenRefused('I-22', '/on');
    const over: CaseFact = {
      type: 'MeasureEnded',
      data: { measureId: 'm-1', reason: 'OTHER', text: words, from: '2026-09-03', decider: 'u-reviewer' },
    };
    const refusals: readonly (readonly [readonly CaseFact[], string])[] = [
      [[...tekun, over], 'not-tekun'],
      [[...investigated(), planned(), assessed()], 'not-tekun'],
      [[...investigated(), planned(), assessed(), granted('DIBAO')], 'not-tekun'],
      [[...investigated(), planned(), granted()], 'self-care-unknown'],
      [[...investigated(), planned(), granted(), assessed(), assessed('FULL')], 'self-care-full'],
    ];
    for (const [life, rule] of refusals)
      given(caseFile, lifeOf(...life))
        .when(offerCentralCare, offer())
        .thenRefused(rule, '/memberId');
    expect(
      given(caseFile, lifeOf(...tekun, over))
        .when(offerCentralCare, offer('2026-09-02'))
        .facts(),
    ).toHaveLength(1);
    given(caseFile, lifeOf(reported(), opened())).when(offerCentralCare, offer()).thenRefused('wrong-state');
    given(caseFile).when(offerCentralCare, offer()).thenNotFound();
  });

  it('waits for one answer, and may be offered again to who declined or has left', () => {
    for (const open of [[offered], [offered, accepted]])
      given(caseFile, lifeOf(...tekun, ...open))
        .when(offerCentralCare, offer('2026-09-07'))
        .thenRefused('offer-open', '/memberId');
    given(caseFile, lifeOf(...tekun, offered, accepted, placed))
      .when(offerCentralCare, offer('2026-09-07'))
      .thenRefused('in-central-care', '/memberId');
    for (const over of [
      [offered, declined],
      [offered, accepted, placed, left],
    ]) {
      const { when } = given(caseFile, lifeOf(...tekun, ...over));
      expect(when(offerCentralCare, offer('2026-09-07')).facts()).toHaveLength(1);
      when(offerCentralCare, offer('2026-09-03')).thenRefused('out-of-order', '/on');
    }
  });

  it('is accepted or declined by him or his guardian in writing, not before he was asked', () => {
    const { when } = given(caseFile, lifeOf(...tekun, offered));
    const occurredAt = '2026-09-03T16:00:00.000Z';
    when(acceptCentralCare, accept()).then([{ ...accepted, occurredAt }]);
    when(declineCentralCare, decline()).then([{ ...declined, occurredAt }]);
    when(acceptCentralCare, accept({ evidence: [] })).thenRefused('I-12', '/evidence');
    when(declineCentralCare, decline({ evidence: [] })).thenRefused('I-12', '/evidence');
    when(acceptCentralCare, accept({ on: '2026-09-02' })).thenRefused('out-of-order', '/on');
    when(declineCentralCare, decline({ on: '2026-09-11' })).thenRefused('I-22', '/on');
    const unasked = given(caseFile, lifeOf(...tekun));
    unasked.when(acceptCentralCare, accept()).thenRefused('not-offered', '/memberId');
    unasked.when(declineCentralCare, decline()).thenRefused('not-offered', '/memberId');
  });

  it('a word may be taken back until he is placed, and never turned round without a new offer', () => {
    expect(
      given(caseFile, lifeOf(...tekun, offered, accepted))
        .when(declineCentralCare, decline())
        .facts(),
    ).toHaveLength(1);
    const { when } = given(caseFile, lifeOf(...tekun, offered, declined));
    when(acceptCentralCare, accept()).thenRefused('not-offered', '/memberId');
    when(declineCentralCare, decline()).thenRefused('not-offered', '/memberId');
    given(caseFile, lifeOf(...tekun, offered, accepted, placed))
      .when(declineCentralCare, decline())
      .thenRefused('not-offered', '/memberId');
  });

  it('is never given without his acceptance (I-12)', () => {
    for (const unwilling of [[offered], [offered, declined], [offered, accepted, declined]])
      given(caseFile, lifeOf(...tekun, ...unwilling))
        .when(placeInCentralCare, place())
        .thenRefused('I-12', '/memberId');
    given(caseFile, lifeOf(...tekun))
      .when(placeInCentralCare, place())
      .thenRefused('not-offered', '/memberId');
    const { when } = given(caseFile, lifeOf(...tekun, offered, accepted));
    when(placeInCentralCare, place()).then([{ ...placed, occurredAt: '2026-09-04T16:00:00.000Z' }]);
    when(placeInCentralCare, place('2026-09-03')).thenRefused('out-of-order', '/on');
    when(placeInCentralCare, new PlaceInCentralCare('k-1', { memberId, on: '2026-09-05' }, undefined)).thenRefused(
      'text-needed',
      '/institution',
    );
    given(caseFile, lifeOf(...tekun, offered, accepted, placed))
      .when(placeInCentralCare, place())
      .thenRefused('in-central-care', '/memberId');
  });

  it('is left once, for a reason', () => {
    const { when } = given(caseFile, lifeOf(...tekun, offered, accepted, placed));
    when(leaveCentralCare, leave()).then([{ ...left, occurredAt: '2026-09-05T16:00:00.000Z' }]);
    when(leaveCentralCare, leave('OWN_WISH', '2026-09-04')).thenRefused('out-of-order', '/on');
    when(leaveCentralCare, leave('OTHER')).thenRefused('text-needed', '/text');
    given(caseFile, lifeOf(...tekun, offered, accepted))
      .when(leaveCentralCare, leave())
      .thenRefused('not-in-central-care', '/memberId');
    given(caseFile, lifeOf(...tekun, offered, accepted, placed, left))
      .when(leaveCentralCare, leave())
      .thenRefused('not-in-central-care', '/memberId');
  });

  it('goes on after the case is filed', () => {
    const classified: CaseFact = {
      type: 'CaseClassified',
      data: { class: 'NEW_AID', subItems: ['TEKUN'], beneficiaries: [memberId] },
    };
    const archived: CaseFact = { type: 'CaseArchived', data: { pageHash: 'a'.repeat(64) } };
    const { when, state } = given(caseFile, lifeOf(...tekun, offered, classified, archived, accepted));
    expect(state.status).toBe('ARCHIVED');
    expect(when(placeInCentralCare, place()).facts()).toHaveLength(1);
  });
});
