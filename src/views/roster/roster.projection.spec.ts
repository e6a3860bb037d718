import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Told as ToldFact } from '../../../test/support/given-when-then.js';
import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box, listing, member, registeredHousehold } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { RosterDocument } from './roster.projection.js';
import { rosterProjection } from './roster.projection.js';

const registered: ToldFact<HouseholdFact> = {
  fact: registeredHousehold({ groupNo: '3' }),
  at: '2026-08-01T02:00:00.000Z',
};
const headSince = { from: '2026-08-01', openedBy: factId(0) };
const head = { particulars: member('m-head', { relation: 'HEAD' }), periods: [headSince] };
const joined: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-08-10' } };
const son = { particulars: member('m-son'), periods: [{ from: '2026-08-10', openedBy: factId(1) }] };
const listed: HouseholdFact = { type: 'HouseholdListedAsKey', data: listing() };
const delisted: HouseholdFact = {
  type: 'HouseholdDelisted',
  data: { on: '2026-10-05', reason: 'OTHER', text: box('why') },
};
const openEntry = { factId: factId(1), listing: listing() };
const closedEntry = {
  ...openEntry,
  until: '2026-10-05',
  reason: 'OTHER',
  text: box('why'),
  delistFactId: factId(2),
};

function life(...facts: readonly HouseholdFact[]) {
  const told = [registered, ...facts.map((fact) => ({ fact }))];
  return told.map((one, index) => recordedFact(one, index, 'household-h-1'));
}

function roster(changes: Partial<RosterDocument> = {}): Told<RosterDocument> {
  return {
    _id: 'h-1',
    town: '341881100',
    village: '341881100201',
    group: '3',
    householdNo: '81100201ABCDEF',
    source: 'SWEEP',
    headId: 'm-head',
    members: [head],
    address: box('address'),
    entries: [],
    state: 'UNLISTED',
    categories: [],
    ...changes,
  };
}

/** The entry as it stands on the roster, with what the filters read. */
function listedAs(entry: RosterDocument['entries'][number]): Partial<RosterDocument> {
  return {
    entries: [entry],
    state: entry.until === undefined ? 'LISTED' : 'DELISTED',
    categories: entry.listing.categoryCodes,
  };
}

function correction(index: number, correctsType: string, corrected: Record<string, string>): HouseholdFact {
  const names = { proposalId: 'p-1', corrects: factId(index), correctsType, proposedBy: 'u-officer' };
  return { type: 'FactCorrected', data: { ...names, corrected, reason: box('mistyped') } };
}

describe('the household', () => {
  test('a registered household stands unlisted, its head a member since that day', () => {
    projectionSpec(rosterProjection).given(life()).then([roster()]);
  });

  test('a household registered without a group has an empty one', () => {
    const log = [recordedFact({ ...registered, fact: registeredHousehold() }, 0, 'household-h-1')];
    projectionSpec(rosterProjection)
      .given(log)
      .then([roster({ group: '' })]);
  });

  test('facts of a household that was never registered leave no line', () => {
    const log = [joined, listed, delisted].map((fact, index) => recordedFact({ fact }, index, 'household-h-1'));
    projectionSpec(rosterProjection).given(log).then([]);
  });

  test('a moved household has its new address and group', () => {
    const moved: HouseholdFact = {
      type: 'AddressChanged',
      data: { address: box('new'), groupNo: '5', on: '2026-09-01' },
    };
    projectionSpec(rosterProjection)
      .given(life(moved))
      .then([roster({ address: box('new'), group: '5' })]);
  });

  test('a move that names no group leaves the household in its old one', () => {
    const moved: HouseholdFact = { type: 'AddressChanged', data: { address: box('new'), on: '2026-09-01' } };
    projectionSpec(rosterProjection)
      .given(life(moved))
      .then([roster({ address: box('new') })]);
  });

  test('the group and the source of a registration are put right', () => {
    projectionSpec(rosterProjection)
      .given(life(correction(0, 'HouseholdRegistered', { groupNo: '4', source: 'REPORT' })))
      .then([roster({ group: '4', source: 'REPORT' })]);
  });

  test('the group of a move is put right and nothing else of the household', () => {
    const moved: HouseholdFact = {
      type: 'AddressChanged',
      data: { address: box('new'), groupNo: '5', on: '2026-09-01' },
    };
    projectionSpec(rosterProjection)
      .given(life(moved, correction(1, 'AddressChanged', { groupNo: '6' })))
      .then([roster({ address: box('new'), group: '6' })]);
  });
});

describe('the members', () => {
  test('a new member stands behind the head', () => {
    projectionSpec(rosterProjection)
      .given(life(joined))
      .then([roster({ members: [head, son] })]);
  });

  test('a member who joins as head becomes the head', () => {
    const asHead: HouseholdFact = {
      type: 'MemberAdded',
      data: { member: member('m-son'), on: '2026-08-10', asHead: true },
    };
    projectionSpec(rosterProjection)
      .given(life(asHead))
      .then([roster({ members: [head, son], headId: 'm-son' })]);
  });

  test('changed particulars replace the old ones of that member alone', () => {
    const changed: HouseholdFact = { type: 'MemberChanged', data: { memberId: 'm-son', changed: { relation: 'SON' } } };
    projectionSpec(rosterProjection)
      .given(life(joined, changed))
      .then([roster({ members: [head, { ...son, particulars: member('m-son', { relation: 'SON' }) }] })]);
  });

  test('a member who left keeps his line with the day and the reason', () => {
    projectionSpec(rosterProjection)
      .given(life(joined, left('2026-09-05')))
      .then([roster({ members: [head, { ...son, periods: [closed('2026-09-05', 2)] }] })]);
  });

  test('when the head leaves, the member named becomes the head', () => {
    const died: HouseholdFact = {
      type: 'MemberRemoved',
      data: { memberId: 'm-head', reason: 'DIED', on: '2026-09-05', newHeadMemberId: 'm-son' },
    };
    const late = { ...headSince, until: '2026-09-05', reason: 'DIED', closedBy: factId(2) };
    projectionSpec(rosterProjection)
      .given(life(joined, died))
      .then([roster({ headId: 'm-son', members: [{ ...head, periods: [late] }, son] })]);
  });

  test('a member who comes back has one line with two periods', () => {
    const back: HouseholdFact = {
      type: 'MemberAdded',
      data: { member: member('m-son', { relation: 'SON' }), on: '2026-09-20' },
    };
    const periods = [closed('2026-09-05', 2), { from: '2026-09-20', openedBy: factId(3) }];
    projectionSpec(rosterProjection)
      .given(life(joined, left('2026-09-05'), back))
      .then([roster({ members: [head, { particulars: member('m-son', { relation: 'SON' }), periods }] })]);
  });

  test('another member is made the head', () => {
    projectionSpec(rosterProjection)
      .given(life(joined, headChange))
      .then([roster({ members: [head, son], headId: 'm-son' })]);
  });

  test('the day a member joined is put right', () => {
    const periods = [{ from: '2026-08-12', openedBy: factId(1) }];
    projectionSpec(rosterProjection)
      .given(life(joined, correction(1, 'MemberAdded', { on: '2026-08-12' })))
      .then([roster({ members: [head, { ...son, periods }] })]);
  });

  test('the day and the reason of leaving are put right, also after the member came back', () => {
    const back: HouseholdFact = { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-20' } };
    const right = correction(2, 'MemberRemoved', { on: '2026-09-07', reason: 'MARRIED_OUT' });
    const periods = [
      { ...closed('2026-09-07', 2), reason: 'MARRIED_OUT' },
      { from: '2026-09-20', openedBy: factId(3) },
    ];
    projectionSpec(rosterProjection)
      .given(life(joined, left('2026-09-05'), back, right))
      .then([roster({ members: [head, { ...son, periods }] })]);
  });

  test('a corrected day of a change of head changes no line', () => {
    projectionSpec(rosterProjection)
      .given(life(joined, headChange, correction(2, 'HeadChanged', { on: '2026-09-02' })))
      .then([roster({ members: [head, son], headId: 'm-son' })]);
  });
});

describe('the entries', () => {
  test('a household is put on the roster', () => {
    projectionSpec(rosterProjection)
      .given(life(listed))
      .then([roster(listedAs(openEntry))]);
  });

  test('an adjustment changes the entry in force and what the filter reads', () => {
    const adjusted: HouseholdFact = {
      type: 'KeyListingAdjusted',
      data: { changed: { categoryCodes: ['RIGID'] }, reason: box('income') },
    };
    projectionSpec(rosterProjection)
      .given(life(listed, adjusted))
      .then([roster(listedAs({ ...openEntry, listing: listing({ categoryCodes: ['RIGID'] }) }))]);
  });

  test('a household is taken off the roster, its entry kept', () => {
    projectionSpec(rosterProjection)
      .given(life(listed, delisted))
      .then([roster(listedAs(closedEntry))]);
  });

  test('a household listed again has both entries, and only the later one is adjusted and delisted', () => {
    const again = listing({ listedOn: '2026-11-01', categoryCodes: ['RIGID'] });
    const log = life(
      listed,
      delisted,
      { type: 'HouseholdListedAsKey', data: again },
      { type: 'KeyListingAdjusted', data: { changed: { kinFlag: true }, reason: box('kin') } },
      { type: 'HouseholdDelisted', data: { on: '2026-12-01', reason: 'MOVED' } },
    );
    const later = { until: '2026-12-01', reason: 'MOVED', delistFactId: factId(5) };
    const entries = [closedEntry, { factId: factId(3), listing: { ...again, kinFlag: true }, ...later }];
    projectionSpec(rosterProjection)
      .given(log)
      .then([roster({ entries, state: 'DELISTED', categories: ['RIGID'] })]);
  });

  test('the day and the source of a listing are put right', () => {
    const right = listing({ listedOn: '2026-09-03', source: 'REPORT' });
    projectionSpec(rosterProjection)
      .given(life(listed, correction(1, 'HouseholdListedAsKey', { listedOn: '2026-09-03', source: 'REPORT' })))
      .then([roster(listedAs({ ...openEntry, listing: right }))]);
  });

  test('the day, the reason and the text of a delisting are put right', () => {
    const corrected = { on: '2026-10-08', reason: 'MOVED', text: box('moved away') };
    const names = {
      proposalId: 'p-1',
      corrects: factId(2),
      correctsType: 'HouseholdDelisted',
      proposedBy: 'u-officer',
    };
    const right: HouseholdFact = { type: 'FactCorrected', data: { ...names, corrected, reason: box('mistyped') } };
    const entry = { ...closedEntry, until: '2026-10-08', reason: 'MOVED', text: box('moved away') };
    projectionSpec(rosterProjection)
      .given(life(listed, delisted, right))
      .then([roster(listedAs(entry))]);
  });

  test('a correction of the first listing leaves the second as it is', () => {
    const again = listing({ listedOn: '2026-11-01' });
    const right = correction(1, 'HouseholdListedAsKey', { listedOn: '2026-09-02' });
    const entries = [
      { ...closedEntry, listing: listing({ listedOn: '2026-09-02' }) },
      { factId: factId(3), listing: again },
    ];
    projectionSpec(rosterProjection)
      .given(life(listed, delisted, { type: 'HouseholdListedAsKey', data: again }, right))
      .then([roster({ entries, state: 'LISTED', categories: ['DIBAO_EDGE'] })]);
  });
});

const headChange: HouseholdFact = {
  type: 'HeadChanged',
  data: { memberId: 'm-son', on: '2026-09-01', reason: box('age') },
};

function left(on: string): HouseholdFact {
  return { type: 'MemberRemoved', data: { memberId: 'm-son', reason: 'MOVED', on } };
}

function closed(until: string, by: number) {
  return { from: '2026-08-10', openedBy: factId(1), until, reason: 'MOVED', closedBy: factId(by) };
}

describe('a household that moves', () => {
  const moved = {
    fromTown: '341881100',
    fromVillage: '341881100201',
    toTown: '341881002',
    toVillage: '341881002201',
    on: '2026-09-12',
    reason: box('to the son'),
  };
  const there = { town: '341881002', village: '341881002201' };

  test('stands on the roster of the new village, its group not known, at its old address until it is told', () => {
    projectionSpec(rosterProjection)
      .given(life({ type: 'HouseholdMoved', data: moved }))
      .then([roster({ ...there, group: '' })]);
  });

  test('brings its new address and group, and is found there under other hashes', () => {
    const names = { 'm-head': { nameHash: 'name there', surnameHash: 'surname there' } };
    projectionSpec(rosterProjection)
      .given(life({ type: 'HouseholdMoved', data: { ...moved, address: box('there'), groupNo: '02', names } }))
      .then([
        roster({
          ...there,
          group: '02',
          address: box('there'),
          members: [{ ...head, particulars: { ...head.particulars, ...names['m-head'] } }],
        }),
      ]);
  });

  test('a group told with the move is corrected like any other', () => {
    projectionSpec(rosterProjection)
      .given(
        life(
          { type: 'HouseholdMoved', data: { ...moved, groupNo: '02' } },
          correction(1, 'HouseholdMoved', { groupNo: '03' }),
        ),
      )
      .then([roster({ ...there, group: '03' })]);
  });
});

describe('a household that splits or merges', () => {
  const parted = {
    proposalId: 'p-1',
    memberIds: ['m-son'],
    newHeadMemberId: 'm-son',
    newHouseholdId: 'h-2',
    address: box('next door'),
    reason: box('married'),
    proposedBy: 'u-officer',
    on: '2026-09-10',
    townCode: '341881100',
    villageCode: '341881100201',
    members: [member('m-son')],
  };

  test('counts who was split off until that day', () => {
    const left = { ...son.periods[0], from: '2026-08-10', openedBy: factId(1) };
    projectionSpec(rosterProjection)
      .given(life(joined, { type: 'HouseholdSplit', data: parted }))
      .then([
        roster({
          members: [
            head,
            { ...son, periods: [{ ...left, until: '2026-09-10', reason: 'SPLIT', closedBy: factId(2) }] },
          ],
        }),
      ]);
  });

  test('the survivor has the other’s people and entries, its own open entry last', () => {
    const mother = { particulars: member('m-mother'), periods: [{ from: '2026-08-02', openedBy: 'f-1' }] };
    const brought = {
      factId: 'f-2',
      listing: listing({ listedOn: '2026-08-05' }),
      until: '2026-09-10',
      reason: 'OTHER',
    };
    const carried = { headId: 'm-mother', address: box('there'), members: [mother], listings: [brought] };
    const absorbed = {
      proposalId: 'p-1',
      from: 'h-2',
      on: '2026-09-10',
      newHeadMemberId: 'm-mother',
      address: box('there'),
      carried: { ...carried, visits: [], excuses: [], misses: [] },
    };
    projectionSpec(rosterProjection)
      .given(life(listed, { type: 'HouseholdAbsorbed', data: absorbed }))
      .then([
        roster({
          ...listedAs(openEntry),
          entries: [brought, openEntry],
          headId: 'm-mother',
          address: box('there'),
          members: [head, mother],
        }),
      ]);
  });
});
