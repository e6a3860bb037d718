import type { Told } from '../../../../test/support/given-when-then.js';
import { given, officer } from '../../../../test/support/given-when-then.js';
import { box, listing, member, registeredHousehold } from '../../../../test/support/people.js';
import type { HouseholdFact } from '../household.events.js';
import { household } from '../household.js';
import { AcceptMovedHousehold, acceptMovedHousehold, askedUnit } from './accept-moved-household.js';
import { MoveHousehold, moveHousehold } from './move-household.js';
import { visitedUnits } from './visited-units.js';

const VILLAGE = '341881100201';
const NEXT_VILLAGE = '341881100202';
const NANSHAN_VILLAGE = '341881002201';

const family: readonly Told<HouseholdFact>[] = [{ fact: registeredHousehold() }];
const moving = (toVillage: string, on = '2026-09-08', requestId = 'r-1') =>
  new MoveHousehold('h-1', requestId, toVillage, on, box('to the son'), box('there'), '02');
const inside = { fromTown: '341881100', toTown: '341881100', toVillage: NEXT_VILLAGE };
const into = { address: box('there'), groupNo: '02', reason: box('to the son'), on: '2026-09-08' };
const movedInside = { type: 'HouseholdMoved', data: { ...inside, ...into, fromVillage: VILLAGE } } as const;
const asked = { requestId: 'r-1', fromTown: '341881100', toTown: '341881002', toVillage: NANSHAN_VILLAGE, ...into };
const requested: Told<HouseholdFact> = { fact: { type: 'HouseholdMoveRequested', data: asked } };
const names = { 'm-head': { nameHash: 'name there', surnameHash: 'surname there' } };
const taken = { ...asked, fromVillage: VILLAGE, names, requestedBy: officer.id };

describe('moving inside the township', () => {
  it('states where from, where to, since when and the new address', () => {
    given(household, family)
      .when(moveHousehold, moving(NEXT_VILLAGE))
      .then([{ ...movedInside, occurredAt: '2026-09-07T16:00:00.000Z' }]);
  });

  it('ends a request into another township', () => {
    given(household, [...family, requested])
      .when(moveHousehold, moving(NEXT_VILLAGE))
      .then([
        {
          ...movedInside,
          data: { ...movedInside.data, requestId: 'r-1' },
          occurredAt: '2026-09-07T16:00:00.000Z',
        },
      ]);
  });

  it('is refused to where the family is, to a village that is none, and without a reason', () => {
    const { when } = given(household, family);
    when(moveHousehold, moving(VILLAGE)).thenRefused('already-there', '/toVillage');
    when(moveHousehold, moving('341881400498')).thenRefused('no-such-village', '/toVillage');
    when(moveHousehold, new MoveHousehold('h-1', 'r-1', NEXT_VILLAGE, '2026-09-08', undefined)).thenRefused(
      'text-needed',
      '/reason',
    );
  });

  it('is refused before it happened (I-22), before the registration and before the last move', () => {
    const { when } = given(household, family);
    when(moveHousehold, moving(NEXT_VILLAGE, '2026-09-11')).thenRefused('I-22', '/on');
    when(moveHousehold, moving(NEXT_VILLAGE, '2026-08-31')).thenRefused('before-registration', '/on');
    given(household, [...family, { fact: movedInside }])
      .when(moveHousehold, moving(VILLAGE, '2026-09-07'))
      .thenRefused('out-of-order', '/on');
  });

  it('is refused while something waits for a second person', () => {
    const excuse = { proposalId: 'p-1', month: '2026-09', reason: 'OTHER', text: box('away'), evidence: [] };
    given(household, [
      ...family,
      { fact: { type: 'HouseholdListedAsKey', data: listing() } },
      { fact: { type: 'ExcuseProposed', data: excuse } },
    ])
      .when(moveHousehold, moving(NEXT_VILLAGE))
      .thenRefused('proposals-open');
  });

  it('the household is of the new village from then on', () => {
    const { state } = given(household, [...family, { fact: movedInside }]);
    expect([household.unitOf(state), visitedUnits(state)]).toEqual([
      { townCode: '341881100', villageCode: NEXT_VILLAGE },
      [
        { townCode: '341881100', villageCode: VILLAGE },
        { townCode: '341881100', villageCode: NEXT_VILLAGE },
      ],
    ]);
  });

  it('the village left behind writes down visits up to the day of the move and none after it', () => {
    const { state } = given(household, [...family, { fact: movedInside }]);
    const villages = (at: string) => visitedUnits(state, at).map(({ villageCode }) => villageCode);
    expect([villages('2026-09-08T15:59:59.999Z'), villages('2026-09-08T16:00:00.000Z')]).toEqual([
      [VILLAGE, NEXT_VILLAGE],
      [NEXT_VILLAGE],
    ]);
  });
});

describe('moving into another township', () => {
  it('is asked of it, and the household stays where it is', () => {
    given(household, family)
      .when(moveHousehold, moving(NANSHAN_VILLAGE))
      .then([{ type: 'HouseholdMoveRequested', data: asked }]);
    const { state } = given(household, [...family, requested]);
    expect([household.unitOf(state), askedUnit(state)]).toEqual([
      { townCode: '341881100', villageCode: VILLAGE },
      [{ townCode: '341881002', villageCode: NANSHAN_VILLAGE }],
    ]);
  });

  it('a later request takes the place of an earlier one', () => {
    given(household, [...family, requested])
      .when(moveHousehold, moving(NANSHAN_VILLAGE, '2026-09-09', 'r-2'))
      .then([
        { type: 'HouseholdMoveRequested', data: { ...asked, on: '2026-09-09', requestId: 'r-2', replaces: 'r-1' } },
      ]);
  });

  it('is done when it is accepted there, with the names hashed for that township', () => {
    given(household, [...family, requested])
      .when(acceptMovedHousehold, new AcceptMovedHousehold('h-1', 'r-1'), { foreign: names })
      .then([{ type: 'HouseholdMoved', data: taken, occurredAt: '2026-09-07T16:00:00.000Z' }]);
    const { state } = given(household, [...family, requested, { fact: { type: 'HouseholdMoved', data: taken } }]);
    expect([household.unitOf(state), askedUnit(state)]).toEqual([
      { townCode: '341881002', villageCode: NANSHAN_VILLAGE },
      [],
    ]);
    expect(state).toEqual(
      expect.objectContaining({
        members: [expect.objectContaining(names['m-head'])],
      }),
    );
  });

  it('nobody is asked of a family that asked for nothing, or in another request’s name', () => {
    expect(askedUnit(given(household, family).state)).toEqual([]);
    given(household, [...family, requested])
      .when(acceptMovedHousehold, new AcceptMovedHousehold('h-1', 'r-9'), { foreign: names })
      .thenNotFound();
  });

  it('is refused when somebody joined after the names were hashed', () => {
    given(household, [
      ...family,
      requested,
      { fact: { type: 'MemberAdded', data: { member: member('m-son'), on: '2026-09-02' } } },
    ])
      .when(acceptMovedHousehold, new AcceptMovedHousehold('h-1', 'r-1'), { foreign: names })
      .thenRefused('changed-since');
  });
});
