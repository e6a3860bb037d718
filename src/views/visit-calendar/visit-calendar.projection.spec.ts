import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Told as ToldFact } from '../../../test/support/given-when-then.js';
import { coordinator, factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box, excusedMonth, listing, member, registeredHousehold, visitReport } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { VisitCalendarDocument } from './visit-calendar.projection.js';
import { monthOfVisit, visitCalendarProjection } from './visit-calendar.projection.js';

const headName = member('m-head').name;
const joined: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-08-10' } };
const names = { 'm-head': headName, 'm-son': member('m-son').name };
const listed: HouseholdFact = { type: 'HouseholdListedAsKey', data: listing() };
const delisted: HouseholdFact = { type: 'HouseholdDelisted', data: { on: '2026-10-05', reason: 'OTHER' } };
const open = { factId: factId(1), from: '2026-09-01', coordinatorRef: 'c-1' };
const closed = { ...open, until: '2026-10-05', reason: 'OTHER', delistFactId: factId(2) };
const visited: ToldFact<HouseholdFact> = {
  fact: { type: 'PatrolVisitRecorded', data: visitReport() },
  at: '2026-09-30T15:40:00.000Z',
  recordedAt: '2026-10-01T01:00:00.000Z',
  by: coordinator,
};
const visit = {
  visitId: 'v-1',
  kind: 'visit',
  occurredAt: '2026-09-30T15:40:00.000Z',
  recordedAt: '2026-10-01T01:00:00.000Z',
  by: 'u-coordinator',
} as const;

function life(...facts: readonly (HouseholdFact | ToldFact<HouseholdFact>)[]) {
  const told = [registeredHousehold({ groupNo: '3' }), ...facts];
  return told.map((one, index) => recordedFact('fact' in one ? one : { fact: one }, index, 'household-h-1'));
}

function calendar(changes: Partial<VisitCalendarDocument> = {}): Told<VisitCalendarDocument> {
  return {
    _id: 'h-1',
    town: '341881100',
    village: '341881100201',
    group: '3',
    stays: [{ townCode: '341881100', villageCode: '341881100201', from: '2026-09-01' }],
    towns: ['341881100'],
    villages: ['341881100201'],
    householdNo: '81100201ABCDEF',
    headId: 'm-head',
    names: { 'm-head': headName },
    listings: [],
    visits: [],
    excuses: [],
    misses: [],
    coordinators: [],
    ...changes,
  };
}

function listedAs(...listings: VisitCalendarDocument['listings']): Partial<VisitCalendarDocument> {
  return { listings, coordinators: ['c-1'], firstListedOn: listings[0]?.from };
}

function correction(index: number, correctsType: string, corrected: Record<string, string>): HouseholdFact {
  const data = { proposalId: 'p-1', corrects: factId(index), correctsType, corrected, reason: box('mistyped') };
  return { type: 'FactCorrected', data: { ...data, proposedBy: 'u-officer' } };
}

function visitCorrection(corrected: { readonly visitedAt?: string; readonly needs?: readonly string[] }) {
  const data = { proposalId: 'p-1', correctsVisitId: 'v-1', corrected, reason: box('mistyped') };
  return { type: 'PatrolVisitCorrected', data: { ...data, proposedBy: 'u-coordinator' } } as const;
}

describe('the household', () => {
  test('a registered household has an empty calendar and no day of listing', () => {
    projectionSpec(visitCalendarProjection).given(life()).then([calendar()]);
  });

  test('facts of a household that was never registered open no calendar', () => {
    const log = [listed, visited.fact].map((fact, index) => recordedFact({ fact }, index, 'household-h-1'));
    projectionSpec(visitCalendarProjection).given(log).then([]);
  });

  test('a new member is known by name', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(joined))
      .then([calendar({ names })]);
  });

  test('a member who joins as head becomes the head', () => {
    const asHead: HouseholdFact = {
      type: 'MemberAdded',
      data: { member: member('m-son'), on: '2026-08-10', asHead: true },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(asHead))
      .then([calendar({ names, headId: 'm-son' })]);
  });

  test('a member who comes back is known once, by the name he comes back with', () => {
    const renamed = box('new name', 'm-son');
    const gone: HouseholdFact = {
      type: 'MemberRemoved',
      data: { memberId: 'm-son', reason: 'MOVED', on: '2026-09-05' },
    };
    const back: HouseholdFact = {
      type: 'MemberAdded',
      data: { member: member('m-son', { name: renamed }), on: '2026-09-20' },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(joined, gone, back))
      .then([calendar({ names: { ...names, 'm-son': renamed } })]);
  });

  test('a changed name replaces the old one; another change leaves the names alone', () => {
    const renamed = box('new name');
    projectionSpec(visitCalendarProjection)
      .given(
        life(
          { type: 'MemberChanged', data: { memberId: 'm-head', changed: { name: renamed, nameHash: 'name:new' } } },
          { type: 'MemberChanged', data: { memberId: 'm-head', changed: { relation: 'SPOUSE' } } },
        ),
      )
      .then([calendar({ names: { 'm-head': renamed } })]);
  });

  test('when the head leaves, the member named becomes the head and the name of the old one stays', () => {
    const died: HouseholdFact = {
      type: 'MemberRemoved',
      data: { memberId: 'm-head', reason: 'DIED', on: '2026-09-05', newHeadMemberId: 'm-son' },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(joined, died))
      .then([calendar({ names, headId: 'm-son' })]);
  });

  test('another member is made the head', () => {
    const headChange: HouseholdFact = {
      type: 'HeadChanged',
      data: { memberId: 'm-son', on: '2026-09-01', reason: box('age') },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(joined, headChange))
      .then([calendar({ names, headId: 'm-son' })]);
  });

  test('a move changes the group, and only when it names one', () => {
    const moved: HouseholdFact = {
      type: 'AddressChanged',
      data: { address: box('new'), groupNo: '5', on: '2026-09-01' },
    };
    const again: HouseholdFact = { type: 'AddressChanged', data: { address: box('newer'), on: '2026-09-02' } };
    projectionSpec(visitCalendarProjection)
      .given(life(moved, again))
      .then([calendar({ group: '5' })]);
  });
});

describe('the listings', () => {
  test('a listing opens an interval and names its coordinator', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(listed))
      .then([calendar(listedAs(open))]);
  });

  test('a listing without a coordinator names nobody', () => {
    const { coordinatorRef: _, ...unassigned } = listing();
    projectionSpec(visitCalendarProjection)
      .given(life({ type: 'HouseholdListedAsKey', data: unassigned }))
      .then([calendar({ listings: [{ factId: factId(1), from: '2026-09-01' }], firstListedOn: '2026-09-01' })]);
  });

  test('a new coordinator takes over the listing in force', () => {
    const handedOver: HouseholdFact = {
      type: 'KeyListingAdjusted',
      data: { changed: { coordinatorRef: 'c-2' }, reason: box('leave') },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(listed, handedOver))
      .then([calendar({ ...listedAs({ ...open, coordinatorRef: 'c-2' }), coordinators: ['c-2'] })]);
  });

  test('an adjustment of anything but the coordinator changes nothing here', () => {
    const adjusted: HouseholdFact = {
      type: 'KeyListingAdjusted',
      data: { changed: { kinFlag: true }, reason: box('kin') },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(listed, adjusted))
      .then([calendar(listedAs(open))]);
  });

  test('a delisting closes the interval', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(listed, delisted))
      .then([calendar(listedAs(closed))]);
  });

  test('a household listed again has both intervals and each coordinator once', () => {
    const again: HouseholdFact = { type: 'HouseholdListedAsKey', data: listing({ listedOn: '2026-11-01' }) };
    const later = { ...open, factId: factId(3), from: '2026-11-01', until: '2026-12-01', reason: 'MOVED' };
    projectionSpec(visitCalendarProjection)
      .given(life(listed, delisted, again, { type: 'HouseholdDelisted', data: { on: '2026-12-01', reason: 'MOVED' } }))
      .then([calendar(listedAs(closed, { ...later, delistFactId: factId(4) }))]);
  });

  test('a corrected day of listing moves the interval and the first day on the roster', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(listed, delisted, correction(1, 'HouseholdListedAsKey', { listedOn: '2026-08-28' })))
      .then([calendar(listedAs({ ...closed, from: '2026-08-28' }))]);
  });

  test('the day and the reason of a delisting are put right', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(listed, delisted, correction(2, 'HouseholdDelisted', { on: '2026-10-08', reason: 'MOVED' })))
      .then([calendar(listedAs({ ...closed, until: '2026-10-08', reason: 'MOVED' }))]);
  });

  test('a corrected day of a member changes no listing', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(listed, joined, correction(2, 'MemberAdded', { on: '2026-08-12' })))
      .then([calendar({ ...listedAs(open), names })]);
  });
});

describe('the months', () => {
  test('a visit keeps both its times and who recorded it', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(visited))
      .then([calendar({ visits: [visit] })]);
  });

  test('a visit shortly before midnight of Shanghai belongs to the month that ends', () => {
    expect([visit, { ...visit, occurredAt: '2026-09-30T16:00:00.000Z' }].map(monthOfVisit)).toEqual([
      '2026-09',
      '2026-10',
    ]);
  });

  test('an attempt stands beside the visits as an attempt', () => {
    const data = { visitId: 'v-2', mode: 'HOME', visitors: ['c-1'], reason: 'NOT_HOME', text: box('locked') } as const;
    const attempted: ToldFact<HouseholdFact> = {
      ...visited,
      fact: { type: 'PatrolVisitAttempted', data },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(visited, attempted))
      .then([calendar({ visits: [visit, { ...visit, visitId: 'v-2', kind: 'attempt' }] })]);
  });

  test('a corrected time moves that visit alone, and the day of recording stays', () => {
    const other: ToldFact<HouseholdFact> = {
      ...visited,
      fact: { type: 'PatrolVisitRecorded', data: visitReport({ visitId: 'v-2' }) },
    };
    projectionSpec(visitCalendarProjection)
      .given(life(visited, other, visitCorrection({ visitedAt: '2026-09-29T02:00:00.000Z' })))
      .then([
        calendar({
          visits: [
            { ...visit, occurredAt: '2026-09-29T02:00:00.000Z' },
            { ...visit, visitId: 'v-2' },
          ],
        }),
      ]);
  });

  test('a correction that leaves the time alone leaves the calendar alone', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(visited, visitCorrection({ needs: ['MEDICAL'] })))
      .then([calendar({ visits: [visit] })]);
  });

  test('an excused month stands with its reason', () => {
    projectionSpec(visitCalendarProjection)
      .given(life(excusedMonth('2026-09', 'HOSPITAL'), excusedMonth('2026-10', 'AWAY')))
      .then([
        calendar({
          excuses: [
            { factId: factId(1), month: '2026-09', reason: 'HOSPITAL' },
            { factId: factId(2), month: '2026-10', reason: 'AWAY' },
          ],
        }),
      ]);
  });

  test('a missed month stands with those responsible and the attempts made', () => {
    const data = { deadlineId: 'd-1', month: '2026-09', dueAt: '2026-10-12T15:59:59.999Z' };
    const missed: ToldFact<HouseholdFact> = {
      fact: { type: 'MonthlyVisitMissed', data: { ...data, responsible: ['c-1'], attempts: 2 } },
      at: '2026-10-12T16:00:00.000Z',
    };
    const miss = { month: '2026-09', recordedAt: '2026-10-12T16:00:00.000Z', responsible: ['c-1'], attempts: 2 };
    projectionSpec(visitCalendarProjection)
      .given(life(missed))
      .then([calendar({ misses: [miss] })]);
  });
});

test('a household that moves is of the new village now, and remembers where it lived', () => {
  const moved = {
    fromTown: '341881100',
    fromVillage: '341881100201',
    toTown: '341881002',
    toVillage: '341881002201',
    on: '2026-09-12',
    reason: box('to the son'),
  };
  const stays = [
    { townCode: '341881100', villageCode: '341881100201', from: '2026-09-01' },
    { townCode: '341881002', villageCode: '341881002201', from: '2026-09-12' },
  ];
  projectionSpec(visitCalendarProjection)
    .given(life({ type: 'HouseholdMoved', data: moved }))
    .then([
      calendar({
        town: '341881002',
        village: '341881002201',
        group: '',
        stays,
        towns: ['341881100', '341881002'],
        villages: ['341881100201', '341881002201'],
      }),
    ]);
});
