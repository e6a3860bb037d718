import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Told } from '../../../test/support/given-when-then.js';
import { coordinator, recordedFact } from '../../../test/support/given-when-then.js';
import { box, registeredHousehold, visitReport } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import { patrolLedgerProjection } from './patrol-ledger.projection.js';

const times = { occurredAt: '2026-09-30T15:40:00.000Z', recordedAt: '2026-10-01T01:00:00.000Z' };
const byCoordinator = { at: times.occurredAt, recordedAt: times.recordedAt, by: coordinator };
const attempt = { mode: 'HOME', visitors: ['c-1'], reason: 'NOT_HOME', text: box('locked') } as const;

function life(stream: string, ...facts: readonly Told<HouseholdFact>[]) {
  return [{ fact: registeredHousehold() }, ...facts].map((one, index) => recordedFact(one, index, stream));
}

test('a survivor’s page shows every visit and attempt of the household that ended, in whose stream they stay', () => {
  const other = life(
    'household-h-2',
    { fact: { type: 'PatrolVisitRecorded', data: visitReport() }, ...byCoordinator },
    { fact: { type: 'PatrolVisitAttempted', data: { visitId: 'v-2', ...attempt } }, ...byCoordinator },
  );
  const visit = { ...times, author: coordinator.id, authorRole: 'COORDINATOR', origin: 'h-2', mode: 'HOME' } as const;
  const carried = {
    headId: 'm-head',
    address: box('there'),
    members: [],
    listings: [],
    visits: [
      { ...visit, visitId: 'v-1', kind: 'visit' as const, whoSeen: ['m-head'] },
      { ...visit, visitId: 'v-2', kind: 'attempt' as const, whoSeen: [] },
    ],
    excuses: [{ factId: 'f-1', month: '2026-07', reason: 'OTHER', at: times.recordedAt }],
    misses: [{ month: '2026-06', at: times.recordedAt, attempts: 1, responsible: ['c-1'] }],
  };
  const absorbed = { proposalId: 'p-1', from: 'h-2', on: '2026-10-10', address: box('there'), carried };
  const survivor = life('household-h-1', { fact: { type: 'HouseholdAbsorbed', data: absorbed } });
  const log = [...other, ...survivor].map((fact, index) => ({ ...fact, position: index + 1 }));
  const { documents } = projectionSpec(patrolLedgerProjection).given(log);
  const lines = documents.filter(({ kind }) => kind !== 'head');
  const page = documents.find(({ _id }) => _id === 'h-1');
  expect(lines.map(({ _id, household, page: on }) => [_id, household, on])).toEqual([
    ['h-2/v-1', 'h-2', 'h-1'],
    ['h-2/v-2', 'h-2', 'h-1'],
  ]);
  expect(page).toEqual(
    expect.objectContaining({
      address: box('there'),
      excuses: carried.excuses,
      misses: carried.misses,
      visits: [{ visitId: 'v-1', ...times }],
      attemptCount: 1,
      revision: 1,
    }),
  );
});

test('where both were approved at once to end in each other the page of the one that goes on says nothing of its end', () => {
  const nothing = { headId: 'm', address: box('a'), members: [], listings: [], visits: [], excuses: [], misses: [] };
  const merge = { proposalId: 'p-1', into: 'h-2', intoTown: '341881100', memberIds: ['m-head'] };
  const holds = { headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR' } as const;
  const approved = { ...merge, ...holds, reason: box('twice'), proposedBy: 'u', on: '2026-09-10', carried: nothing };
  const absorbed = { proposalId: 'p-2', from: 'h-2', on: '2026-09-10', carried: nothing, withdraws: 'p-1', keeps: [] };
  const frozen: Told<HouseholdFact> = { fact: { type: 'MergeApproved', data: approved } };
  const goesOn: Told<HouseholdFact> = { fact: { type: 'HouseholdAbsorbed', data: absorbed } };
  const saidOf = (...facts: readonly Told<HouseholdFact>[]) =>
    projectionSpec(patrolLedgerProjection)
      .given(life('household-h-1', ...facts))
      .documents.map((document) => ('mergedInto' in document ? document.mergedInto : 'nothing'));
  expect([saidOf(frozen), saidOf(frozen, goesOn)]).toEqual([['h-2'], ['nothing']]);
});
