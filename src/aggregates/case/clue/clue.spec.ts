import { TOWN, VILLAGE, calledIn, lifeOf, reported, verified } from '../../../../test/support/cases.js';
import { given } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { EndorseClue, endorseClue } from './endorse-clue.js';
import { LogCall, logCall } from './log-call.js';
import type { OtherCase } from './mark-duplicate.js';
import { MarkDuplicate, markDuplicate } from './mark-duplicate.js';
import { RejectClue, rejectClue } from './reject-clue.js';
import { ReportClue, reportClue } from './report-clue.js';
import { RespondFirst, respondFirst } from './respond-first.js';
import { VerifyClue, verifyClue } from './verify-clue.js';

const text = box('he has no roof', 'k-1');
const rejected: CaseFact = { type: 'ClueRejected', data: { reason: 'UNFOUNDED', text } };
const clue = (said: Partial<ReportClue['clue']> = {}) => ({
  source: 'COORDINATOR',
  knownAt: '2026-09-08T01:00:00.000Z',
  urgencyHint: 'NORMAL',
  needs: ['HOUSING'],
  householdRef: 'h-1',
  ...said,
});
const report = (said: Partial<ReportClue['clue']> = {}) => new ReportClue('k-1', VILLAGE, clue(said), text);

describe('a call on the hotline (S13)', () => {
  it('is logged at the moment somebody rang, once', () => {
    const { data } = calledIn();
    given(caseFile)
      .when(logCall, new LogCall('k-1', data))
      .then([{ ...calledIn(), occurredAt: '2026-09-01T00:00:00.000Z' }]);
    given(caseFile, lifeOf(calledIn())).when(logCall, new LogCall('k-1', data)).thenRefused('case-exists', '/caseId');
    given(caseFile)
      .when(logCall, new LogCall('k-1', { ...data, callAt: '2026-09-10T05:00:00.000Z' }))
      .thenRefused('I-22', '/callAt');
  });

  it('is answered once, not before it came in', () => {
    const answer = (at: string) => new RespondFirst('k-1', at, { how: 'DOOR', helpNeeded: true });
    const made: CaseFact = { type: 'FirstResponseMade', data: { how: 'DOOR', helpNeeded: true, by: 'u-officer' } };
    const { when } = given(caseFile, lifeOf(calledIn()));
    when(respondFirst, answer('2026-09-01T01:00:00.000Z')).then([{ ...made, occurredAt: '2026-09-01T01:00:00.000Z' }]);
    when(respondFirst, answer('2026-08-31T23:59:59.000Z')).thenRefused('out-of-order', '/respondedAt');
    when(respondFirst, answer('2026-09-10T05:00:00.000Z')).thenRefused('I-22', '/respondedAt');
    given(caseFile, lifeOf(calledIn(), made))
      .when(respondFirst, answer('2026-09-01T02:00:00.000Z'))
      .thenRefused('already-responded');
    given(caseFile).when(respondFirst, answer('2026-09-01T02:00:00.000Z')).thenNotFound();
  });

  it('becomes a clue of the same case, which keeps when it came in', () => {
    expect(given(caseFile, lifeOf(calledIn())).when(reportClue, report()).facts()).toHaveLength(1);
    expect(given(caseFile, lifeOf(calledIn(), reported())).state).toMatchObject({
      status: 'REPORTED',
      townCode: TOWN,
      villageCode: VILLAGE,
      clue: {
        callAt: '2026-09-01T00:00:00.000Z',
        knownAt: '2026-09-01T00:00:00.000Z',
        urgent: false,
        householdRef: 'h-1',
      },
    });
  });
});

describe('a clue (S06-3, S08)', () => {
  const fact = { townCode: TOWN, villageCode: VILLAGE, text };

  it('is in time until 24:00 of the third working day after it was known, or for 24 hours when it is urgent', () => {
    const { when } = given(caseFile);
    when(reportClue, report()).then([
      { type: 'ClueReported', data: { ...fact, ...clue(), dueAt: '2026-09-11T15:59:59.999Z', reportLate: false } },
    ]);
    const late = { knownAt: '2026-09-04T01:00:00.000Z' };
    when(reportClue, report(late), { now: '2026-09-09T15:59:59.999Z' }).then([
      { type: 'ClueReported', data: { ...fact, ...clue(late), dueAt: '2026-09-09T15:59:59.999Z', reportLate: false } },
    ]);
    when(reportClue, report(late), { now: '2026-09-09T16:00:00.000Z' }).then([
      { type: 'ClueReported', data: { ...fact, ...clue(late), dueAt: '2026-09-09T15:59:59.999Z', reportLate: true } },
    ]);
    const urgent = { urgencyHint: 'URGENT', knownAt: '2026-09-09T03:59:59.999Z' };
    when(reportClue, report(urgent)).then([
      { type: 'ClueReported', data: { ...fact, ...clue(urgent), dueAt: '2026-09-10T03:59:59.999Z', reportLate: true } },
    ]);
  });

  it('is not marked late by a calendar that is not published', () => {
    const [found] = given(caseFile)
      .when(reportClue, report({ knownAt: '2029-01-02T01:00:00.000Z' }), { now: '2029-03-01T01:00:00.000Z' })
      .facts();
    expect(found?.data).toMatchObject({ reportLate: false });
  });

  it('names a family or a person, not both and not neither, and tells something', () => {
    const subject = { subjectId: 's-1', name: box('name', 's-1'), nameHash: 'n', surnameHash: 's' };
    const { when } = given(caseFile);
    when(reportClue, report({ subject })).thenRefused('household-or-subject', '/householdRef');
    when(reportClue, report({ householdRef: undefined })).thenRefused('household-or-subject', '/householdRef');
    expect(when(reportClue, report({ householdRef: undefined, subject })).facts()).toHaveLength(1);
    when(reportClue, new ReportClue('k-1', VILLAGE, clue(), undefined)).thenRefused('text-needed', '/text');
    when(reportClue, report({ knownAt: '2026-09-10T05:00:00.000Z' })).thenRefused('I-22', '/knownAt');
  });

  it('is reported once', () => {
    given(caseFile, lifeOf(reported())).when(reportClue, report()).thenRefused('wrong-state');
  });

  it('is endorsed once by the secretary', () => {
    const endorsed: CaseFact = { type: 'ClueEndorsed', data: { endorser: 'u-officer' } };
    const endorse = new EndorseClue('k-1', undefined);
    given(caseFile, lifeOf(reported())).when(endorseClue, endorse).then([endorsed]);
    given(caseFile, lifeOf(reported(), endorsed)).when(endorseClue, endorse).then([]);
    given(caseFile, lifeOf(calledIn())).when(endorseClue, endorse).thenRefused('wrong-state');
  });

  it('is verified at the door, after it was known and as often as need be (S09)', () => {
    const result = { result: 'PARTLY', needsListing: true };
    const verify = (at: string) => new VerifyClue('k-1', at, result);
    for (const life of [lifeOf(reported()), lifeOf(reported(), verified())])
      given(caseFile, life)
        .when(verifyClue, verify('2026-09-02T00:00:00.000Z'))
        .then([{ type: 'ClueVerified', data: result, occurredAt: '2026-09-02T00:00:00.000Z' }]);
    const { when } = given(caseFile, lifeOf(reported()));
    when(verifyClue, verify('2026-08-31T00:00:00.000Z')).thenRefused('out-of-order', '/verifiedAt');
    when(verifyClue, verify('2026-09-10T05:00:00.000Z')).thenRefused('I-22', '/verifiedAt');
  });

  it('is rejected with a code and in words, and then takes nothing more', () => {
    given(caseFile, lifeOf(reported()))
      .when(rejectClue, new RejectClue('k-1', 'UNFOUNDED', text))
      .then([rejected]);
    given(caseFile, lifeOf(reported()))
      .when(rejectClue, new RejectClue('k-1', 'UNFOUNDED', undefined))
      .thenRefused('text-needed', '/text');
    given(caseFile, lifeOf(reported(), rejected))
      .when(rejectClue, new RejectClue('k-1', 'UNFOUNDED', text))
      .thenRefused('wrong-state');
  });
});

describe('a duplicate clue (F04)', () => {
  const mark = new MarkDuplicate('k-1', 'k-2');
  const of = (status: OtherCase['status']) => ({ foreign: { status } });

  it('goes into a case that is there and is no duplicate itself, once', () => {
    const marked: CaseFact = { type: 'ClueMarkedDuplicate', data: { ofCaseRef: 'k-2' } };
    const { when } = given(caseFile, lifeOf(reported()));
    when(markDuplicate, mark, of('REPORTED')).then([marked]);
    when(markDuplicate, mark, of('OPEN')).then([marked]);
    when(markDuplicate, mark, of('DUPLICATE')).thenRefused('duplicate-of-duplicate', '/ofCaseRef');
    when(markDuplicate, mark, of('CALL_LOGGED')).thenRefused('no-such-case', '/ofCaseRef');
    when(markDuplicate, mark, of(undefined)).thenRefused('no-such-case', '/ofCaseRef');
    when(markDuplicate, new MarkDuplicate('k-1', 'k-1'), of('REPORTED')).thenRefused(
      'duplicate-of-itself',
      '/ofCaseRef',
    );
    given(caseFile, lifeOf(reported(), marked)).when(markDuplicate, mark, of('REPORTED')).thenRefused('wrong-state');
  });
});
