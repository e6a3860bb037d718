import { accepted, checked, investigated, lifeOf, opined, posted } from '../../../../test/support/cases.js';
import { bureau, given, system } from '../../../../test/support/given-when-then.js';
import { box } from '../../../../test/support/people.js';
import { caseFile } from '../case.js';
import type { CaseFact } from '../case.events.js';
import { EndNotice, endNotice } from './end-notice.js';
import { ForwardFile, forwardFile } from './forward-file.js';
import { PostNotice, postNotice } from './post-notice.js';
import { RaiseObjection, raiseObjection } from './raise-objection.js';
import { ReceiveFile, receiveFile } from './receive-file.js';
import { SettleObjection, settleObjection } from './settle-objection.js';

const words = box('words', 'k-1');
const checkedCase = [...investigated(), accepted(), ...checked()];
const opinioned = [...checkedCase, opined()];
const hanging = [...opinioned, posted({ from: '2026-09-08', until: '2026-09-15' })];
const fields = (...names: readonly string[]) => names.map((field) => ({ field, value: words }));
const post = (from = '2026-09-08', names = ['APPLICANT_NAME', 'MEMBER_COUNT', 'AMOUNT']) =>
  new PostNotice('k-1', 'a-1', 'VILLAGE_BOARD', from, fields(...names));

describe('a public notice (L2 art. 19, privacy.md)', () => {
  it('hangs for seven days, a last day of rest yielding to the next working day', () => {
    const data = { applicationId: 'a-1', place: 'VILLAGE_BOARD', fields: post().fields };
    given(caseFile, lifeOf(...opinioned))
      .when(postNotice, post())
      .then([
        {
          type: 'PublicNoticePosted',
          data: { ...data, from: '2026-09-08', until: '2026-09-15' },
          occurredAt: '2026-09-07T16:00:00.000Z',
        },
      ]);
    const [fact] = given(caseFile, lifeOf(...opinioned))
      .when(postNotice, post('2026-09-28'), { now: '2026-09-28T02:00:00.000Z' })
      .facts();
    expect(fact?.data).toMatchObject({ until: '2026-10-08' });
  });

  it('follows an opinion for the aid, and not before its day', () => {
    for (const life of [checkedCase, [...checkedCase, opined('DISAGREE')]])
      given(caseFile, lifeOf(...life))
        .when(postNotice, post())
        .thenRefused('I-10', '/applicationId');
    given(caseFile, lifeOf(...opinioned))
      .when(postNotice, post('2026-09-11'))
      .thenRefused('I-22', '/from');
  });

  it('holds nothing outside its list, and no minor’s name', () => {
    const { when } = given(caseFile, lifeOf(...opinioned));
    when(postNotice, post('2026-09-08', ['APPLICANT_NAME', 'ID_NUMBER'])).thenRefused('notice-field', '/fields/1');
    const edge = given(caseFile, lifeOf(...investigated(), accepted({ path: 'EDGE' }), ...checked(), opined()));
    edge.when(postNotice, post()).thenRefused('notice-field', '/fields/2');
    expect(edge.when(postNotice, post('2026-09-08', ['APPLICANT_NAME', 'MEMBER_COUNT'])).facts()).toHaveLength(1);
    const applicant = { memberId: 'm-child', minor: true };
    const child = given(caseFile, lifeOf(...investigated(), accepted({ applicant }), ...checked(), opined()));
    child.when(postNotice, post('2026-09-08', ['AMOUNT', 'APPLICANT_NAME'])).thenRefused('notice-minor', '/fields/1');
    expect(child.when(postNotice, post('2026-09-08', ['AMOUNT', 'GUARDIAN_NAME'])).facts()).toHaveLength(1);
    when(postNotice, post(), { foreign: [1, 2] }).thenRefused('notice-minor', '/fields/1/value');
    expect(when(postNotice, post(), { foreign: [] }).facts()).toHaveLength(1);
  });

  it('ends once, after its last day', () => {
    const end = (life: readonly CaseFact[], now: string) =>
      given(caseFile, lifeOf(...life)).when(endNotice, new EndNotice('k-1', 'a-1'), { now, actor: system });
    const ended: CaseFact = { type: 'PublicNoticeEnded', data: { applicationId: 'a-1' } };
    end(hanging, '2026-09-15T15:59:59.999Z').then([]);
    end(hanging, '2026-09-15T16:00:00.000Z').then([{ ...ended, occurredAt: '2026-09-15T15:59:59.999Z' }]);
    end([...hanging, ended], '2026-09-16T16:00:00.000Z').then([]);
    end(opinioned, '2026-09-16T16:00:00.000Z').then([]);
    given(caseFile).when(endNotice, new EndNotice('k-1', 'a-1')).then([]);
  });
});

describe('an objection', () => {
  const raised: CaseFact = {
    type: 'ObjectionRaised',
    data: { applicationId: 'a-1', objectionId: 'o-1', by: words, text: words },
  };
  const raise = (by?: typeof words, text?: typeof words) => new RaiseObjection('k-1', 'a-1', 'o-1', by, text);

  it('comes while the notice hangs, from somebody and about something', () => {
    const { when } = given(caseFile, lifeOf(...hanging));
    when(raiseObjection, raise(words, words)).then([raised]);
    when(raiseObjection, raise(undefined, words)).thenRefused('text-needed', '/by');
    when(raiseObjection, raise(words)).thenRefused('text-needed', '/text');
    when(raiseObjection, raise(words, words), { now: '2026-09-15T16:00:00.000Z' }).thenRefused(
      'no-notice',
      '/applicationId',
    );
    given(caseFile, lifeOf(...opinioned))
      .when(raiseObjection, raise(words, words))
      .thenRefused('no-notice', '/applicationId');
    given(caseFile, lifeOf(...hanging, raised))
      .when(raiseObjection, raise(words, words))
      .thenRefused('objection-exists', '/objectionId');
  });

  it('is settled once; one that holds takes opinion and notice away', () => {
    const said = (outcome: string) => ({ applicationId: 'a-1', objectionId: 'o-1', outcome });
    const settled = (outcome: string): CaseFact => ({
      type: 'ObjectionSettled',
      data: { ...said(outcome), text: words },
    });
    const settle = new SettleObjection('k-1', said('REJECTED'), words);
    given(caseFile, lifeOf(...hanging, raised))
      .when(settleObjection, settle)
      .then([settled('REJECTED')]);
    given(caseFile, lifeOf(...hanging, raised))
      .when(settleObjection, new SettleObjection('k-1', said('REJECTED'), undefined))
      .thenRefused('text-needed', '/text');
    given(caseFile, lifeOf(...hanging, raised, settled('REJECTED')))
      .when(settleObjection, settle)
      .thenRefused('no-such-objection', '/objectionId');
    given(caseFile, lifeOf(...hanging, raised, settled('UPHELD')))
      .when(postNotice, post())
      .thenRefused('I-10', '/applicationId');
  });
});

describe('the file', () => {
  it('goes up with an opinion and is received by the bureau after that', () => {
    const forward = (on: string) => new ForwardFile('k-1', { applicationId: 'a-1', to: 'CITY', on });
    const receive = (on: string) => new ReceiveFile('k-1', { applicationId: 'a-1', on });
    const sent: CaseFact = { type: 'FileForwarded', data: { applicationId: 'a-1', to: 'CITY', on: '2026-09-09' } };
    const { when } = given(caseFile, lifeOf(...opinioned));
    when(forwardFile, forward('2026-09-09')).then([{ ...sent, occurredAt: '2026-09-08T16:00:00.000Z' }]);
    when(forwardFile, forward('2026-09-11')).thenRefused('I-22', '/on');
    when(receiveFile, receive('2026-09-09')).thenRefused('not-forwarded', '/applicationId');
    given(caseFile, lifeOf(...checkedCase))
      .when(forwardFile, forward('2026-09-09'))
      .thenRefused('I-10', '/applicationId');
    const there = given(caseFile, lifeOf(...opinioned, sent));
    there.when(receiveFile, receive('2026-09-11'), { actor: bureau }).thenRefused('I-22', '/on');
    there.when(receiveFile, receive('2026-09-10'), { actor: bureau }).then([
      {
        type: 'FileReceived',
        data: { applicationId: 'a-1', on: '2026-09-10' },
        occurredAt: '2026-09-09T16:00:00.000Z',
      },
    ]);
  });
});
