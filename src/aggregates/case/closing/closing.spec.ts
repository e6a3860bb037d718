import { calledIn, investigated, lifeOf } from '../../../../test/support/cases.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { CloseWithoutNeed, closeWithoutNeed } from './close-without-need.js';

const words = box('words', 'k-1');
const closed: CaseFact = { type: 'CaseClosedWithoutNeed', data: { reason: 'NO_NEED', text: words } };
const close = (reason = 'NO_NEED') => new CloseWithoutNeed('k-1', reason, words);
const met = investigated([{ code: 'LIVING', met: true }]);

describe('closing without need', () => {
  it('ends a call that needed no help, once it was answered', () => {
    const answered = (helpNeeded: boolean): CaseFact => ({
      type: 'FirstResponseMade',
      data: { how: 'PHONE', by: 'u', helpNeeded },
    });
    given(caseFile, lifeOf(calledIn())).when(closeWithoutNeed, close()).thenRefused('help-needed');
    given(caseFile, lifeOf(calledIn(), answered(true)))
      .when(closeWithoutNeed, close())
      .thenRefused('help-needed');
    given(caseFile, lifeOf(calledIn(), answered(false)))
      .when(closeWithoutNeed, close())
      .then([closed]);
  });

  it('ends an investigation that found every need met, or whose person died (I-11)', () => {
    given(caseFile, lifeOf(...met))
      .when(closeWithoutNeed, close())
      .then([closed]);
    given(caseFile, lifeOf(...investigated()))
      .when(closeWithoutNeed, close())
      .thenRefused('I-11');
    expect(
      given(caseFile, lifeOf(...investigated()))
        .when(closeWithoutNeed, close('DEATH'))
        .facts(),
    ).toHaveLength(1);
    given(caseFile, lifeOf(...met))
      .when(closeWithoutNeed, new CloseWithoutNeed('k-1', 'NO_NEED', undefined))
      .thenRefused('text-needed', '/text');
    given(caseFile, lifeOf(...met, closed))
      .when(closeWithoutNeed, close())
      .thenRefused('wrong-state');
  });

  it('is not for a family in real difficulty that does not qualify: it can only be watched (scenario 7)', () => {
    const ineligible = (hasRealDifficulty: boolean): CaseFact => ({
      type: 'IneligibilityRecorded',
      data: { reasonCodes: ['AGE'], text: words, ruleVersion: 0, hasRealDifficulty },
    });
    given(caseFile, lifeOf(...investigated(), ineligible(true)))
      .when(closeWithoutNeed, close())
      .thenRefused('S19');
    given(caseFile, lifeOf(...investigated(), ineligible(false)))
      .when(closeWithoutNeed, close())
      .then([closed]);
  });
});
