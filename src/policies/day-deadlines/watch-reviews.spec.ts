import { recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { missedReviews } from './day-deadlines.policy.js';
import { watchMemory } from './watch-memory.projection.js';

const [dueAt, justAfter] = ['2026-12-02T15:59:59.999Z', '2026-12-02T16:00:00.000Z'];
const told = { watchId: 'w-1', reasonCodes: ['INCOME_ABOVE'], ruleVersion: 7, beneficiaries: ['m-head'] };
const put: HouseholdFact = {
  type: 'HouseholdPutOnWatch',
  data: { ...told, on: '2026-09-02', nextReviewOn: '2026-12-02' },
};
const review: HouseholdFact = {
  type: 'WatchReviewed',
  data: { watchId: 'w-1', on: '2026-12-02', finding: 'EASED', text: box('y'), nextReviewOn: '2027-03-02' },
};
const missed: HouseholdFact = {
  type: 'WatchReviewMissed',
  data: { deadlineId: 'd', watchId: 'w-1', reviewOn: '2026-12-02', dueAt },
};
const release: HouseholdFact = {
  type: 'WatchReleased',
  data: { watchId: 'w-1', on: '2026-12-02', reason: 'RECOVERED' },
};
const merged: HouseholdFact = {
  type: 'HouseholdMergedInto',
  data: { proposalId: 'p', into: 'h-2', on: '2026-09-20' },
};

function owed(now: string, ...steps: readonly (readonly [HouseholdFact, recordedAt: string])[]) {
  const { documents } = projectionSpec(watchMemory).given(
    steps.map(([fact, recordedAt], index) => recordedFact({ fact, recordedAt }, index, 'household-h-1')),
  );
  return documents.flatMap((memory) => missedReviews(memory, now)).map(({ reviewOn }) => reviewOn);
}

describe('the review of a watch (S28)', () => {
  const begun = [put, '2026-09-02T01:00:00.000Z'] as const;

  it('is owed the instant after its day, unless it was recorded by then or the watch had ended', () => {
    expect([
      owed(dueAt, begun),
      owed(justAfter, begun),
      owed(justAfter, begun, [review, dueAt]),
      owed(justAfter, begun, [review, justAfter]),
      owed(justAfter, begun, [release, dueAt]),
      owed(justAfter, begun, [release, justAfter]),
    ]).toEqual([[], ['2026-12-02'], [], ['2026-12-02'], [], ['2026-12-02']]);
  });

  it('is written once, and the next one is owed on its own day', () => {
    expect([
      owed('2030-01-01T00:00:00.000Z', begun, [missed, justAfter]),
      owed('2027-03-02T16:00:00.000Z', begun, [missed, justAfter], [review, '2026-12-05T01:00:00.000Z']),
      owed('2027-03-02T15:59:59.999Z', begun, [missed, justAfter], [review, '2026-12-05T01:00:00.000Z']),
    ]).toEqual([[], ['2027-03-02'], []]);
  });

  it('is not owed by a household that has ended in another', () => {
    expect(owed(justAfter, begun, [merged, '2026-09-20T01:00:00.000Z'])).toEqual([]);
  });

  it('F01 · is owed by the household that a watch came to with a merger', () => {
    const watch = { ...told, from: '2026-09-02', reviews: [], duties: [{ dueOn: '2026-12-02', missed: false }] };
    const nothing = { headId: 'm', address: box('a'), members: [], listings: [], visits: [], excuses: [], misses: [] };
    const data = { proposalId: 'p', from: 'h-0', on: '2026-09-20', carried: { ...nothing, watches: [watch] } };
    const absorbed: HouseholdFact = { type: 'HouseholdAbsorbed', data };
    expect([owed(dueAt, [absorbed, dueAt]), owed(justAfter, [absorbed, dueAt])]).toEqual([[], ['2026-12-02']]);
  });

  it('has one identity for each watch and day', () => {
    const memory = projectionSpec(watchMemory).given([
      recordedFact({ fact: put }, 0, 'household-h-1'),
      recordedFact({ fact: review, recordedAt: '2026-12-09T00:00:00.000Z' }, 1, 'household-h-1'),
    ]).documents;
    const ids = memory
      .flatMap((known) => missedReviews(known, '2030-01-01T00:00:00.000Z'))
      .map(({ deadlineId }) => deadlineId);
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  });
});
