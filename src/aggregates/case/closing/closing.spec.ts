import { calledIn, decidable, investigated, lifeOf, planned } from '../../../../test/support/cases.js';
import { given, reviewer } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { ApproveReopen, approveReopen } from './approve-reopen.js';
import { ArchiveCase, archiveCase } from './archive-case.js';
import { ClassifyCase, classifyCase } from './classify-case.js';
import { CloseWithoutNeed, closeWithoutNeed } from './close-without-need.js';

import { ProposeReopen, proposeReopen } from './propose-reopen.js';
import { RejectReopen, rejectReopen } from './reject-reopen.js';
import { ReopenCase, reopenCase } from './reopen-case.js';

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

const ineligible: CaseFact = {
  type: 'IneligibilityRecorded',
  data: { reasonCodes: ['AGE'], text: words, ruleVersion: 0, hasRealDifficulty: true },
};
const granted: CaseFact = {
  type: 'MeasureGranted',
  data: {
    measureId: 'm-1',
    applicationId: 'a-1',
    kind: 'DIBAO',
    beneficiaries: ['m-head'],
    money: 1,
    period: 'MONTH',
    from: '2026-10-01',
    decider: 'u-reviewer',
  },
};
const emergency: CaseFact = {
  type: 'EmergencyAidDisbursed',
  data: { measureId: 'm-2', beneficiaries: ['m-head'], money: 1, method: 'CASH', limit: 78_000 },
};
const papers: CaseFact = { type: 'PaperworkCompleted', data: { items: [] } };
const classified = (kind: string, subItems: readonly string[]) => ({
  type: 'CaseClassified' as const,
  data: { class: kind, subItems, beneficiaries: ['m-head'] },
});
const watched = classified('WATCH', []);
/** What the household is observed for. */
const observed = { householdRef: 'h-1', reasonCodes: ['AGE'], ruleVersion: 0 };
const archived: CaseFact = { type: 'CaseArchived', data: { pageHash: 'a'.repeat(64) } };

describe('classifying into the two ledgers (S28, I-15)', () => {
  const classify = (kind: string, ...subItems: readonly string[]) =>
    new ClassifyCase('k-1', classified(kind, subItems).data);
  const monitoring: CaseFact = { type: 'AidPlanProposed', data: { answers: [{ need: 'LIVING', kind: 'MONITORING' }] } };

  it('newly aided is who was given what the sub-item says', () => {
    const lives: readonly (readonly [string, readonly CaseFact[]])[] = [
      ['DIBAO', [...decidable(), granted]],
      ['TEMPORARY', [...investigated(), planned(), emergency]],
      ['LOW_INCOME', [...investigated(), monitoring]],
    ];
    for (const [item, life] of lives) {
      const { when, state } = given(caseFile, lifeOf(...life, classified('NEW_AID', [item])));
      expect(state.status).toBe('AIDED');
      when(classifyCase, classify('NEW_AID', item)).thenRefused('wrong-state');
      given(caseFile, lifeOf(...life))
        .when(classifyCase, classify('NEW_AID', item))
        .then([
          {
            ...classified('NEW_AID', [item]),
            data: {
              ...classified('NEW_AID', [item]).data,
              ...(item === 'LOW_INCOME' ? { monitored: { householdRef: 'h-1' } } : {}),
            },
          },
        ]);
      given(caseFile, lifeOf(...life))
        .when(classifyCase, classify('NEW_AID', item, 'TEKUN'))
        .thenRefused('I-15', '/subItems');
      given(caseFile, lifeOf(...life))
        .when(classifyCase, classify('NEW_AID'))
        .thenRefused('I-15', '/subItems');
    }
    given(caseFile, lifeOf(...decidable()))
      .when(classifyCase, classify('NEW_AID', 'DIBAO'))
      .thenRefused('application-open');
    given(caseFile, lifeOf(...decidable(), granted))
      .when(classifyCase, new ClassifyCase('k-1', { class: 'NEW_AID', subItems: ['DIBAO'], beneficiaries: [] }))
      .thenRefused('no-beneficiary', '/beneficiaries');
  });

  it('newly aided by monitoring says whose household is monitored, other aid only where the family was found fit for it', () => {
    const assessed = (monitoringEligible: boolean): CaseFact => ({
      type: 'NeedsAssessed',
      data: {
        needs: [],
        wholeHouseholdDifficulty: false,
        applicationDifficulty: false,
        monitoringEligible,
        text: box('n', 'k-1'),
      },
    });
    const judged = (item: string, ...life: readonly CaseFact[]) =>
      given(caseFile, lifeOf(...life))
        .when(classifyCase, classify('NEW_AID', item))
        .facts();
    const monitored = (item: string) => [
      {
        ...classified('NEW_AID', [item]),
        data: { ...classified('NEW_AID', [item]).data, monitored: { householdRef: 'h-1' } },
      },
    ];
    const helped = [...investigated(), emergency];
    expect([
      judged('LOW_INCOME', ...investigated(), monitoring),
      judged('TEMPORARY', ...helped, assessed(true), monitoring),
      judged('TEMPORARY', ...helped, assessed(false), monitoring),
      judged('TEMPORARY', ...helped, assessed(true), planned()),
    ]).toEqual([
      monitored('LOW_INCOME'),
      monitored('TEMPORARY'),
      [classified('NEW_AID', ['TEMPORARY'])],
      [classified('NEW_AID', ['TEMPORARY'])],
    ]);
  });

  it('watched is who does not qualify and is in real difficulty, and nobody else', () => {
    const life = [...investigated(), ineligible];
    given(caseFile, lifeOf(...life))
      .when(classifyCase, classify('WATCH'))
      .then([{ ...watched, data: { ...watched.data, observed } }]);
    expect(given(caseFile, lifeOf(...life, watched)).state.status).toBe('WATCHED');
    given(caseFile, lifeOf(...life))
      .when(classifyCase, classify('WATCH', 'DIBAO'))
      .thenRefused('I-15', '/subItems');
    given(caseFile, lifeOf(...life))
      .when(classifyCase, classify('NEW_AID', 'DIBAO'))
      .thenRefused('I-15', '/class');
    const easy: CaseFact = { ...ineligible, data: { ...ineligible.data, hasRealDifficulty: false } };
    for (const other of [
      [...investigated(), easy],
      [...decidable(), granted],
    ])
      given(caseFile, lifeOf(...other))
        .when(classifyCase, classify('WATCH'))
        .thenRefused('I-15', '/class');
  });
});

describe('filing (S17)', () => {
  const archive = new ArchiveCase('k-1', 'a'.repeat(64));

  it('keeps the hash of the page, and waits for the papers of a 小额快救 (I-13, scenario 5)', () => {
    given(caseFile, lifeOf(...investigated(), ineligible, watched))
      .when(archiveCase, archive)
      .then([archived]);
    const aided = [...investigated(), planned(), emergency, classified('NEW_AID', ['TEMPORARY'])];
    given(caseFile, lifeOf(...aided))
      .when(archiveCase, archive)
      .thenRefused('I-13');
    given(caseFile, lifeOf(...aided, papers))
      .when(archiveCase, archive)
      .then([archived]);
    given(caseFile, lifeOf(...aided, papers, archived))
      .when(archiveCase, archive)
      .thenRefused('wrong-state');
  });
});

describe('taking a case up again', () => {
  const reopen = (reason: typeof words | undefined = words) => new ReopenCase('k-1', 'NEW_CLUE', 'c-9', reason);
  const reopened: CaseFact = { type: 'CaseReopened', data: { cause: 'NEW_CLUE', ref: 'c-9', reason: words } };
  const filed = [...decidable(), granted, classified('NEW_AID', ['DIBAO']), archived];
  const refused = [...investigated(), ineligible, watched];
  const proposal = { proposalId: 'p-1', cause: 'PETITION' };
  const proposed: CaseFact = { type: 'ReopenProposed', data: { ...proposal, reason: words } };

  it('takes one person where nobody was refused, and begins the inquiry anew', () => {
    given(caseFile, lifeOf(...filed))
      .when(reopenCase, reopen())
      .then([reopened]);
    given(caseFile, lifeOf(...filed))
      .when(reopenCase, new ReopenCase('k-1', 'NEW_CLUE', undefined, undefined))
      .thenRefused('text-needed', '/reason');
    expect(given(caseFile, lifeOf(...filed, reopened)).state).toMatchObject({
      status: 'REOPENED',
      investigation: { personSeen: false, sections: [] },
      granted: { 'm-1': { kind: 'DIBAO' } },
    });
  });

  it('takes two where somebody was (I-25)', () => {
    const { when } = given(caseFile, lifeOf(...refused));
    when(reopenCase, reopen()).thenRefused('second-person-needed');
    when(proposeReopen, new ProposeReopen('k-1', proposal, words)).then([proposed]);
    when(proposeReopen, new ProposeReopen('k-1', proposal, undefined)).thenRefused('text-needed', '/reason');
    when(approveReopen, new ApproveReopen('k-1', 'p-1'), { actor: reviewer }).thenRefused('no-such-proposal');
    const waiting = given(caseFile, lifeOf(...refused, proposed));
    waiting.when(proposeReopen, new ProposeReopen('k-1', proposal, words)).thenRefused('proposal-pending');
    waiting.when(approveReopen, new ApproveReopen('k-1', 'p-1')).thenRefused('I-25');
    waiting.when(rejectReopen, new RejectReopen('k-1', 'p-1', words)).thenRefused('I-25');
    waiting
      .when(approveReopen, new ApproveReopen('k-1', 'p-1'), { actor: reviewer })
      .then([{ type: 'CaseReopened', data: { ...proposal, reason: words, proposedBy: 'u-officer' } }]);
    waiting
      .when(rejectReopen, new RejectReopen('k-1', 'p-1', undefined), { actor: reviewer })
      .thenRefused('text-needed', '/reason');
    const rejected: CaseFact = { type: 'ReopenRejected', data: { proposalId: 'p-1', reason: words } };
    waiting.when(rejectReopen, new RejectReopen('k-1', 'p-1', words), { actor: reviewer }).then([rejected]);
    given(caseFile, lifeOf(...refused, proposed, rejected))
      .when(approveReopen, new ApproveReopen('k-1', 'p-1'), { actor: reviewer })
      .thenRefused('no-such-proposal');
  });

  it('takes two where one application was refused too', () => {
    const measureRefused: CaseFact = {
      type: 'MeasureRefused',
      data: { applicationId: 'a-1', reasonCodes: ['AGE'], text: words, ruleVersion: 0, decider: 'u-reviewer' },
    };
    const life = [...decidable(), measureRefused, emergency, papers, classified('NEW_AID', ['TEMPORARY']), archived];
    given(caseFile, lifeOf(...life))
      .when(reopenCase, reopen())
      .thenRefused('second-person-needed');
  });
});
