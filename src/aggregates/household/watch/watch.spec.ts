import type { Told } from '../../../../test/support/given-when-then.js';
import { given, system } from '../../../../test/support/given-when-then.js';
import { box, member, registeredHousehold } from '../../../../test/support/people.js';
import { household } from '../household.js';
import type { HouseholdFact } from '../household.events.js';
import { MissWatchReview, missWatchReview } from './miss-watch-review.js';
import { PutOnWatch, putOnWatch } from './put-on-watch.js';
import { ReleaseFromWatch, releaseFromWatch } from './release-from-watch.js';
import { ReviewWatch, reviewWatch } from './review-watch.js';

const registered = { fact: registeredHousehold() };
const son: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-05' } };
const draft = { watchId: 'w-1', on: '2026-09-02', reasonCodes: ['INCOME_ABOVE'], beneficiaries: ['m-head'] };
const put = (changes: Partial<PutOnWatch['watch']> = {}) => new PutOnWatch('h-1', { ...draft, ...changes });
const watched = {
  fact: { type: 'HouseholdPutOnWatch', data: { ...draft, ruleVersion: 0, nextReviewOn: '2026-12-02' } },
} as const;
const review = (on: string) => new ReviewWatch('h-1', on, 'UNCHANGED', box('still ill'));
const reviewed = (on: string, nextReviewOn: string, recordedAt: string) =>
  ({
    fact: { type: 'WatchReviewed', data: { watchId: 'w-1', on, finding: 'UNCHANGED', text: box('x'), nextReviewOn } },
    recordedAt,
  }) as const;
const released = (on: string, recordedAt = '2026-09-20T00:00:00.000Z') =>
  ({ fact: { type: 'WatchReleased', data: { watchId: 'w-1', on, reason: 'RECOVERED' } }, recordedAt }) as const;

describe('putting a household on the watch list (S28)', () => {
  it('says why, for whom and by which rules, and when it is looked at again', () => {
    given(household, [registered])
      .when(putOnWatch, put({ caseRef: 'case-1', text: box('a debt') }))
      .then([
        {
          type: 'HouseholdPutOnWatch',
          data: { ...draft, caseRef: 'case-1', text: box('a debt'), ruleVersion: 0, nextReviewOn: '2026-12-02' },
          occurredAt: '2026-09-01T16:00:00.000Z',
        },
      ]);
  });

  it('F30 · months: three months after 2026-11-30 are 2027-02-28', () => {
    const now = '2026-12-01T04:00:00.000Z';
    const [fact] = given(household, [registered])
      .when(putOnWatch, put({ on: '2026-11-30' }), { now })
      .facts();
    expect(fact?.type === 'HouseholdPutOnWatch' && fact.data.nextReviewOn).toBe('2027-02-28');
  });

  it('is refused before it happened, without a reason, and for nobody or somebody who is not there', () => {
    const { when } = given(household, [registered, { fact: son }]);
    when(putOnWatch, put({ on: '2026-09-11' })).thenRefused('I-22', '/on');
    when(putOnWatch, put({ reasonCodes: [] })).thenRefused('watch-needs-reason', '/reasonCodes');
    when(putOnWatch, put({ beneficiaries: [] })).thenRefused('nobody-named', '/beneficiaries');
    const both = ['m-head', 'm-son'];
    when(putOnWatch, put({ beneficiaries: both })).thenRefused('not-a-member-then', '/beneficiaries/1');
    expect(when(putOnWatch, put({ beneficiaries: both, on: '2026-09-05' })).facts()).toHaveLength(1);
    given(household).when(putOnWatch, put()).thenNotFound();
  });

  it('stands once, and again from the day the last one ended', () => {
    given(household, [registered, watched]).when(putOnWatch, put()).thenRefused('already-on-watch');
    const { when } = given(household, [registered, watched, released('2026-09-06')]);
    when(putOnWatch, put({ watchId: 'w-2', on: '2026-09-05' })).thenRefused('out-of-order', '/on');
    expect(when(putOnWatch, put({ watchId: 'w-2', on: '2026-09-06' })).facts()).toHaveLength(1);
  });
});

describe('reviewing and ending a watch', () => {
  it('a review counts the next three months from its own day', () => {
    given(household, [registered, watched])
      .when(reviewWatch, review('2026-09-09'))
      .then([
        {
          type: 'WatchReviewed',
          data: {
            watchId: 'w-1',
            on: '2026-09-09',
            finding: 'UNCHANGED',
            text: box('still ill'),
            nextReviewOn: '2026-12-09',
          },
          occurredAt: '2026-09-08T16:00:00.000Z',
        },
      ]);
  });

  it('an end names day and reason, and for another reason the text', () => {
    const { when } = given(household, [registered, watched]);
    when(releaseFromWatch, new ReleaseFromWatch('h-1', '2026-09-09', 'COVERED', box('dibao'))).then([
      {
        type: 'WatchReleased',
        data: { watchId: 'w-1', on: '2026-09-09', reason: 'COVERED', text: box('dibao') },
        occurredAt: '2026-09-08T16:00:00.000Z',
      },
    ]);
    when(releaseFromWatch, new ReleaseFromWatch('h-1', '2026-09-09', 'OTHER')).thenRefused('text-needed', '/text');
  });

  it('both are refused off the list, before its last day and before they happened; a review tells what it found', () => {
    const release = (on: string) => new ReleaseFromWatch('h-1', on, 'RECOVERED');
    for (const told of [[registered], [registered, watched, released('2026-09-06')]]) {
      const off = given(household, told);
      off.when(reviewWatch, review('2026-09-09')).thenRefused('not-on-watch');
      off.when(releaseFromWatch, release('2026-09-09')).thenRefused('not-on-watch');
    }
    const { when } = given(household, [
      registered,
      watched,
      reviewed('2026-09-08', '2026-12-08', '2026-09-08T01:00:00.000Z'),
    ]);
    when(reviewWatch, review('2026-09-07')).thenRefused('out-of-order', '/on');
    when(releaseFromWatch, release('2026-09-07')).thenRefused('out-of-order', '/on');
    when(reviewWatch, review('2026-09-11')).thenRefused('I-22', '/on');
    when(releaseFromWatch, release('2026-09-11')).thenRefused('I-22', '/on');
    when(reviewWatch, new ReviewWatch('h-1', '2026-09-09', 'EASED', undefined)).thenRefused('text-needed', '/text');
  });
});

describe('a review whose day has passed', () => {
  const dueAt = '2026-12-02T15:59:59.999Z';
  const justAfter = '2026-12-02T16:00:00.000Z';
  const command = new MissWatchReview('h-1', 'd-1', 'w-1', '2026-12-02', dueAt);
  const data = { deadlineId: 'd-1', watchId: 'w-1', reviewOn: '2026-12-02', dueAt };
  const missed = { type: 'WatchReviewMissed', data } as const;
  const judged = (more: readonly Told<HouseholdFact>[], now = justAfter) =>
    given(household, [registered, watched, ...more])
      .when(missWatchReview, command, { now, actor: system })
      .facts();
  const breach = [{ ...missed, occurredAt: dueAt }];

  it('is missed the instant after, once, also where it was made or became needless only later', () => {
    expect([
      judged([], dueAt),
      judged([]),
      judged([{ fact: missed }]),
      judged([reviewed('2026-12-02', '2027-03-02', dueAt)]),
      judged([reviewed('2026-12-02', '2027-03-02', justAfter)]),
      judged([released('2026-12-02', dueAt)]),
      judged([released('2026-12-02', justAfter)]),
      judged([{ fact: missed }, reviewed('2026-12-05', '2027-03-05', '2026-12-05T00:00:00.000Z')]),
    ]).toEqual([[], breach, [], [], breach, [], breach, []]);
  });

  it('concerns no other day, no other watch, and no household that is not there', () => {
    const { when } = given(household, [registered, watched]);
    const circumstances = { now: '2027-12-31T00:00:00.000Z', actor: system };
    when(missWatchReview, new MissWatchReview('h-1', 'd-1', 'w-1', '2026-12-03', dueAt), circumstances).then([]);
    when(missWatchReview, new MissWatchReview('h-1', 'd-1', 'w-2', '2026-12-02', dueAt), circumstances).then([]);
    given(household).when(missWatchReview, command, circumstances).then([]);
  });
});
