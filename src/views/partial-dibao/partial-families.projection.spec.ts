import { factId, recordedFact } from '../../../test/support/given-when-then.js';
import { box, listing, member, registeredHousehold } from '../../../test/support/people.js';
import type { Told } from '../../../test/support/projection-spec.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { PartialFamilyDocument } from './partial-families.projection.js';
import { partialFamiliesProjection } from './partial-families.projection.js';

const life = (...facts: readonly HouseholdFact[]) =>
  projectionSpec(partialFamiliesProjection).given(
    [registeredHousehold(), ...facts].map((fact, index) => recordedFact({ fact }, index, 'household-h-1')),
  );
const line = (changes: Partial<PartialFamilyDocument> = {}): Told<PartialFamilyDocument> => ({
  _id: 'h-1',
  town: '341881100',
  village: '341881100201',
  householdNo: '81100201ABCDEF',
  headId: 'm-head',
  names: { 'm-head': box('name of m-head', 'm-head') },
  entries: [],
  listedPartial: false,
  ...changes,
});
const listed = (partialDibao: boolean, listedOn = '2026-09-03'): HouseholdFact => ({
  type: 'HouseholdListedAsKey',
  data: listing({ listedOn, partialDibao, inDifficulty: true }),
});
const entry = { factId: factId(1), from: '2026-09-03', partialDibao: true, inDifficulty: true };
const adjusted: HouseholdFact = {
  type: 'KeyListingAdjusted',
  data: { changed: { partialDibao: true, inDifficulty: false }, reason: box('r') },
};
const delisted: HouseholdFact = { type: 'HouseholdDelisted', data: { on: '2026-09-20', reason: 'RECOVERED' } };
const correction = { proposalId: 'p', reason: box('r'), proposedBy: 'u' };
const corrected: HouseholdFact = {
  type: 'FactCorrected',
  data: {
    ...{ ...correction, corrects: factId(1), correctsType: 'HouseholdListedAsKey' },
    corrected: { partialDibao: false },
  },
};

test('a family stands on the list while the roster says so of its last stay', () => {
  life().then([line()]);
  life(listed(true)).then([line({ entries: [entry], listedPartial: true })]);
  life(listed(false), adjusted).then([line({ entries: [{ ...entry, inDifficulty: false }], listedPartial: true })]);
  life(listed(true), corrected).then([line({ entries: [{ ...entry, partialDibao: false }] })]);
  const over = { ...entry, until: '2026-09-20' };
  life(listed(true), delisted).then([line({ entries: [over] })]);
  const again = { ...entry, factId: factId(3), from: '2026-10-03', partialDibao: false };
  life(listed(true), delisted, listed(false, '2026-10-03')).then([line({ entries: [over, again] })]);
});

test('it is where it moved to, with the names of everybody who ever belonged to it', () => {
  const move = { fromTown: '341881100', fromVillage: '341881100201', on: '2026-09-03', reason: box('r') };
  life(
    { type: 'MemberAdded', data: { member: member('m-2'), on: '2026-09-02' } },
    { type: 'HeadChanged', data: { memberId: 'm-2', on: '2026-09-03', reason: box('r') } },
    { type: 'HouseholdMoved', data: { ...move, toTown: '341881002', toVillage: '341881002001' } },
  ).then([
    line({
      town: '341881002',
      village: '341881002001',
      headId: 'm-2',
      names: { 'm-head': box('name of m-head', 'm-head'), 'm-2': box('name of m-2', 'm-2') },
    }),
  ]);
});

test('a household that has become part of another one is found there, with its stays', () => {
  const brought = {
    factId: 'f-2',
    listing: listing({ listedOn: '2026-09-01', partialDibao: true, inDifficulty: false }),
  };
  const carried = { headId: 'm-2', address: box('a'), members: [], visits: [], excuses: [], misses: [] };
  life({
    type: 'HouseholdAbsorbed',
    data: { proposalId: 'p', from: 'h-2', on: '2026-09-20', carried: { ...carried, listings: [brought] } },
  }).then([
    line({
      entries: [{ factId: 'f-2', from: '2026-09-01', partialDibao: true, inDifficulty: false }],
      listedPartial: true,
    }),
  ]);
  life({ type: 'HouseholdMergedInto', data: { proposalId: 'p', into: 'h-2', on: '2026-09-20' } }).then([]);
});
