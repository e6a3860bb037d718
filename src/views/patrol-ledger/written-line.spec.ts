import type { HouseholdFact, PatrolVisitCorrected } from '../../aggregates/household/household.events.js';
import type { Recorded } from '../../platform/fact.js';
import type { Told } from '../../../test/support/given-when-then.js';
import { coordinator, factId, recordedFact } from '../../../test/support/given-when-then.js';
import { MemoryEventStore } from '../../../test/support/memory-event-store.js';
import { box, registeredHousehold, visitReport, wholeLiving } from '../../../test/support/people.js';
import type { LedgerLine } from './patrol-ledger.projection.js';
import { writtenLine, writtenLines } from './written-line.js';

const STREAM = 'household-h-1';
const times = { occurredAt: '2026-09-30T15:40:00.000Z', recordedAt: '2026-10-01T01:00:00.000Z' };
const byCoordinator = { at: times.occurredAt, recordedAt: times.recordedAt, by: coordinator };
const report = visitReport({ evidence: [{ sha256: 'aa', kind: 'PHOTO' }] });
const visited: Told<HouseholdFact> = { fact: { type: 'PatrolVisitRecorded', data: report }, ...byCoordinator };
const attempt = { mode: 'HOME', visitors: ['c-1'], reason: 'NOT_HOME', text: box('locked') } as const;
const attempted: Told<HouseholdFact> = {
  fact: { type: 'PatrolVisitAttempted', data: { visitId: 'v-2', ...attempt } },
  ...byCoordinator,
};

const line: LedgerLine = {
  _id: 'h-1/v-1',
  position: 2,
  kind: 'visit',
  household: 'h-1',
  page: 'h-1',
  town: '341881100',
  village: '341881100201',
  occurredAt: times.occurredAt,
  revision: 1,
  corrections: [],
  evidenceHashes: ['aa'],
};
const attemptLine: LedgerLine = { ...line, _id: 'h-1/v-2', kind: 'attempt', revision: 2, evidenceHashes: [] };
const people = {
  recordedAt: times.recordedAt,
  late: false,
  author: 'u-coordinator',
  authorRole: 'COORDINATOR',
  corrected: [],
};

function correction(corrected: PatrolVisitCorrected['data']['corrected']): Told<HouseholdFact> {
  const data = { proposalId: 'p-1', correctsVisitId: 'v-1', corrected, reason: box('mistyped') };
  return {
    fact: { type: 'PatrolVisitCorrected', data: { ...data, proposedBy: 'u-coordinator' } },
    at: '2026-10-03T01:00:00.000Z',
  };
}

function corrected(...fields: readonly string[]) {
  const by = { proposedBy: 'u-coordinator', approvedBy: 'u-officer', at: '2026-10-03T01:00:00.000Z' };
  return { ...by, fields, reason: box('mistyped') };
}

async function logOf(
  told: readonly Told<HouseholdFact>[],
  change: (fact: Recorded) => Recorded = (fact) => fact,
): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  const life: readonly Told<HouseholdFact>[] = [{ fact: registeredHousehold({ groupNo: '3' }) }, ...told];
  for (const [revision, one] of life.entries()) {
    const { id, type, data, metadata } = change(recordedFact(one, revision, STREAM));
    const event = { id, type, data: data, metadata };
    await store.append(STREAM, revision === 0 ? 'none' : revision - 1, [event]);
  }
  return store;
}

test('a visit shows its report, who wrote it and when', async () => {
  const store = await logOf([visited]);
  expect(await writtenLine(line, store)).toEqual({ ...line, ...people, visitId: 'v-1', report });
});

test('what was entered late is marked so', async () => {
  const late = (fact: Recorded) => ({ ...fact, metadata: { ...fact.metadata, lateEntry: 'true' as const } });
  const store = await logOf([visited], late);
  expect(await writtenLine(line, store)).toEqual({ ...line, ...people, visitId: 'v-1', report, late: true });
});

test('an attempt shows whom nobody met, and the fact a correction of it names', async () => {
  const store = await logOf([visited, attempted]);
  expect(await writtenLines([attemptLine, line], store)).toEqual([
    { ...attemptLine, ...people, visitId: 'v-2', attempt: { factId: factId(2), ...attempt } },
    { ...line, ...people, visitId: 'v-1', report },
  ]);
});

test('a corrected visit shows the right values, and every correction in its order', async () => {
  const living = wholeLiving({ housing: { state: 'URGENT', text: box('roof') } });
  const visitedAt = '2026-09-29T02:00:00.000Z';
  const store = await logOf([
    visited,
    attempted,
    correction({ visitedAt, living, needs: ['MEDICAL'] }),
    correction({ needs: ['JOB'] }),
  ]);
  const twice = { ...line, occurredAt: visitedAt, corrections: [3, 4] };
  expect(await writtenLine(twice, store)).toEqual({
    ...twice,
    ...people,
    visitId: 'v-1',
    report: { ...report, living, needs: ['JOB'] },
    corrected: [corrected('visitedAt', 'living', 'needs'), corrected('needs')],
  });
});

test('a correction the line does not know yet, as of an earlier day, does not show', async () => {
  const store = await logOf([visited, correction({ needs: ['MEDICAL'] }), correction({ needs: ['JOB'] })]);
  const once = { ...line, corrections: [2] };
  const { report: shown, corrected: known } = await writtenLine(once, store);
  expect([shown, known]).toEqual([{ ...report, needs: ['MEDICAL'] }, [corrected('needs')]]);
});

test('a line whose fact is missing or is no visit is said to be wrong', async () => {
  const store = await logOf([visited]);
  await expect(writtenLine({ ...line, revision: 7 }, store)).rejects.toThrow(
    'fact household-h-1@7 is in the ledger and not in the log',
  );
  await expect(writtenLine({ ...line, revision: 0 }, store)).rejects.toThrow(
    'h-1/v-1 is in the ledger and HouseholdRegistered in the log',
  );
});
