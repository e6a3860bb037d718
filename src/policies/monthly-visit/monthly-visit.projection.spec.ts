import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Told as ToldFact } from '../../../test/support/given-when-then.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box, excusedMonth, listing, visitReport } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { MonthlyVisitMemory } from './monthly-visit.projection.js';
import { monthlyVisitMemory, responsibleAt } from './monthly-visit.projection.js';

const listed: HouseholdFact = { type: 'HouseholdListedAsKey', data: listing() };
const delisted: HouseholdFact = { type: 'HouseholdDelisted', data: { on: '2026-10-05', reason: 'OTHER' } };
const open = { factId: factId(0), from: '2026-09-01', coordinatorRef: 'c-1' };
const closed = { ...open, until: '2026-10-05', delistFactId: factId(1) };
const times = { occurredAt: '2026-09-30T15:40:00.000Z', recordedAt: '2026-10-01T01:00:00.000Z' };
const visited = (visitId: string): ToldFact<HouseholdFact> => ({
  fact: { type: 'PatrolVisitRecorded', data: visitReport({ visitId }) },
  at: times.occurredAt,
  recordedAt: times.recordedAt,
});

function life(...facts: readonly (HouseholdFact | ToldFact<HouseholdFact>)[]) {
  return facts.map((one, index) => recordedFact('fact' in one ? one : { fact: one }, index, 'household-h-1'));
}

function memory(changes: Partial<MonthlyVisitMemory> = {}): Told<MonthlyVisitMemory> {
  return { _id: 'h-1', listings: [], visits: [], excusedMonths: [], missedMonths: [], ...changes };
}

function correction(index: number, correctsType: string, corrected: Record<string, string>): HouseholdFact {
  const data = { proposalId: 'p-1', corrects: factId(index), correctsType, corrected, reason: box('mistyped') };
  return { type: 'FactCorrected', data: { ...data, proposedBy: 'u-officer' } };
}

function visitCorrection(corrected: {
  readonly visitedAt?: string;
  readonly needs?: readonly string[];
}): HouseholdFact {
  const data = { proposalId: 'p-1', correctsVisitId: 'v-1', corrected, reason: box('mistyped') };
  return { type: 'PatrolVisitCorrected', data: { ...data, proposedBy: 'u-coordinator' } };
}

test('a listing is remembered with its coordinator', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(listed))
    .then([memory({ listings: [open] })]);
});

test('a listing without a coordinator is remembered without one', () => {
  const { coordinatorRef: _, ...unassigned } = listing();
  projectionSpec(monthlyVisitMemory)
    .given(life({ type: 'HouseholdListedAsKey', data: unassigned }))
    .then([memory({ listings: [{ factId: factId(0), from: '2026-09-01' }] })]);
});

test('a new coordinator answers for the listing in force alone', () => {
  const again: HouseholdFact = { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-11-01' }) };
  const handedOver: HouseholdFact = {
    type: 'KeyListingAdjusted',
    data: { changed: { coordinatorRef: 'c-2' }, reason: box('leave') },
  };
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, delisted, again, { fact: handedOver, at: '2026-11-20T16:30:00.000Z' }))
    .then([
      memory({
        listings: [
          closed,
          {
            factId: factId(2),
            from: '2026-11-01',
            coordinatorRef: 'c-2',
            handedOver: [{ on: '2026-11-21', by: 'c-1' }],
          },
        ],
      }),
    ]);
});

test('an adjustment of anything but the coordinator changes nothing here', () => {
  const adjusted: HouseholdFact = {
    type: 'KeyListingAdjusted',
    data: { changed: { kinFlag: true }, reason: box('kin') },
  };
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, adjusted))
    .then([memory({ listings: [open] })]);
});

test('a delisting closes the last interval', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, delisted))
    .then([memory({ listings: [closed] })]);
});

test('the day of a listing is put right', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, delisted, correction(0, 'HouseholdListedAsKey', { listedOn: '2026-08-28' })))
    .then([memory({ listings: [{ ...closed, from: '2026-08-28' }] })]);
});

test('the day of a delisting is put right', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, delisted, correction(1, 'HouseholdDelisted', { on: '2026-10-08' })))
    .then([memory({ listings: [{ ...closed, until: '2026-10-08' }] })]);
});

test('a correction of another fact moves no listing', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, delisted, correction(9, 'MemberAdded', { on: '2026-10-08' })))
    .then([memory({ listings: [closed] })]);
});

test('a visit is remembered with both its times', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(visited('v-1'), visited('v-2')))
    .then([
      memory({
        visits: [
          { visitId: 'v-1', ...times },
          { visitId: 'v-2', ...times },
        ],
      }),
    ]);
});

test('an attempt is no visit', () => {
  const data = { visitId: 'v-2', mode: 'HOME', visitors: ['c-1'], reason: 'NOT_HOME', text: box('locked') } as const;
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, { type: 'PatrolVisitAttempted', data }))
    .then([memory({ listings: [open] })]);
});

test('a corrected time moves that visit alone, and the day of recording stays', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(visited('v-1'), visited('v-2'), visitCorrection({ visitedAt: '2026-09-29T02:00:00.000Z' })))
    .then([
      memory({
        visits: [
          { visitId: 'v-1', ...times, occurredAt: '2026-09-29T02:00:00.000Z' },
          { visitId: 'v-2', ...times },
        ],
      }),
    ]);
});

test('a correction that leaves the time alone leaves the visit alone', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(visited('v-1'), visitCorrection({ needs: ['MEDICAL'] })))
    .then([memory({ visits: [{ visitId: 'v-1', ...times }] })]);
});

test('excused months are remembered in their order', () => {
  projectionSpec(monthlyVisitMemory)
    .given(life(excusedMonth('2026-10', 'AWAY'), excusedMonth('2026-09', 'HOSPITAL')))
    .then([memory({ excusedMonths: ['2026-10', '2026-09'] })]);
});

test('a missed month is remembered, so that it is written once', () => {
  const data = { deadlineId: 'd-1', month: '2026-09', dueAt: '2026-10-12T15:59:59.999Z', attempts: 0 };
  projectionSpec(monthlyVisitMemory)
    .given(life({ type: 'MonthlyVisitMissed', data: { ...data, responsible: ['c-1'] } }))
    .then([memory({ missedMonths: ['2026-09'] })]);
});

test('the coordinator of the listing in force at the end of the month answers for it', () => {
  const listings = [closed, { factId: factId(2), from: '2026-11-01', coordinatorRef: 'c-2' }];
  const ends = ['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30'];
  expect(ends.map((end) => responsibleAt(listings, end))).toEqual([[], ['c-1'], ['c-1'], ['c-2']]);
  expect(responsibleAt([{ factId: factId(0), from: '2026-09-01' }], '2026-09-30')).toEqual([]);
});

test('whoever answered then answers for it still, though it was handed over since, and from the day it was', () => {
  const handedOver = [{ on: '2026-09-20' }, { on: '2026-09-30', by: 'c-1' }, { on: '2026-10-05', by: 'c-2' }];
  const listings = [{ ...open, from: '2026-08-01', coordinatorRef: 'c-3', handedOver }];
  const ends = ['2026-08-31', '2026-09-29', '2026-09-30', '2026-10-31'];
  expect(ends.map((end) => responsibleAt(listings, end))).toEqual([[], ['c-1'], ['c-2'], ['c-3']]);
});

test('a household that ends in another is forgotten, and the survivor remembers its entries, visits and months', () => {
  const carried = {
    headId: 'm-head',
    address: box('a'),
    members: [],
    listings: [
      { factId: 'f-1', listing: listing({ listedOn: '2026-08-01' }), until: '2026-09-10', delistFactId: 'f-2' },
    ],
    visits: (['visit', 'attempt'] as const).map((kind) => ({
      ...times,
      kind,
      visitId: kind,
      origin: 'h-2',
      author: 'c-1',
      authorRole: 'COORDINATOR',
      whoSeen: [],
      mode: 'HOME' as const,
    })),
    excuses: [{ factId: 'f-3', month: '2026-07', reason: 'OTHER', at: times.recordedAt }],
    misses: [{ month: '2026-06', at: times.recordedAt, attempts: 0, responsible: [] }],
  };
  const absorbed = { proposalId: 'p-1', from: 'h-2', on: '2026-09-10', carried };
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, { type: 'HouseholdAbsorbed', data: absorbed }))
    .then([
      memory({
        listings: [
          { factId: 'f-1', from: '2026-08-01', until: '2026-09-10', coordinatorRef: 'c-1', delistFactId: 'f-2' },
          open,
        ],
        visits: [{ visitId: 'visit', ...times }],
        excusedMonths: ['2026-07'],
        missedMonths: ['2026-06'],
      }),
    ]);
  projectionSpec(monthlyVisitMemory)
    .given(life(listed, { type: 'HouseholdMergedInto', data: { proposalId: 'p-1', into: 'h-1', on: '2026-09-10' } }))
    .then([]);
});
