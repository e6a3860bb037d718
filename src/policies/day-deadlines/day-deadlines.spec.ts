import { TOWN, VILLAGE, appointed } from '../../../test/support/coordinators.js';
import { given, recordedFact } from '../../../test/support/given-when-then.js';
import { box } from '../../../test/support/people.js';
import { projectionSpec } from '../../../test/support/projection-spec.js';
import { coordinator } from '../../aggregates/coordinator/coordinator.js';
import type { CoordinatorFact } from '../../aggregates/coordinator/coordinator.events.js';
import { expireInsurance } from '../../aggregates/coordinator/guarantees/expire-insurance.js';
import { endsOfCover } from '../../aggregates/coordinator/guarantees/insurance.js';
import { filing } from '../../aggregates/filing/filing.js';
import type { FilingFact } from '../../aggregates/filing/filing.events.js';
import { MarkFilingOverdue, markFilingOverdue } from '../../aggregates/filing/submission/mark-filing-overdue.js';
import { endOfDay } from '../../platform/calendar/local-date.js';
import { lostCover, overdueFilings } from './day-deadlines.policy.js';
import type { FilingMemory } from './filing-memory.projection.js';
import { filingMemory } from './filing-memory.projection.js';
import { insuranceMemory } from './insurance-memory.projection.js';

const insured = (validFrom: string, validUntil: string) => ({ validFrom, validUntil });
const bound = (validFrom: string, validUntil: string): CoordinatorFact => ({
  type: 'InsuranceBound',
  data: insured(validFrom, validUntil),
});
const relief: CoordinatorFact = {
  type: 'CoordinatorRelieved',
  data: { from: '2026-09-05', reason: 'RETIRED', villages: [VILLAGE] },
};
const END = '2026-09-08';
const [dueAt, justAfter] = ['2026-09-08T15:59:59.999Z', '2026-09-08T16:00:00.000Z'];

describe('insurance of a coordinator (S33)', () => {
  it('ends where nothing covers the next day, once for policies that end together', () => {
    const cover = (...days: readonly [string, string][]) => endsOfCover(days.map(([from, until]) => insured(from, until)));
    expect([
      cover(['2026-01-01', END], ['2026-06-01', END]),
      cover(['2026-01-01', END], ['2026-09-09', '2027-09-08']),
      cover(['2026-01-01', END], ['2026-09-10', '2027-09-08']),
      cover(['2026-01-01', END], ['2026-03-01', '2026-12-31']),
    ]).toEqual([[END], ['2027-09-08'], [END, '2027-09-08'], ['2026-12-31']]);
  });

  it('is remembered until the relief; what was written is not owed again', () => {
    const expired: CoordinatorFact = { type: 'InsuranceExpired', data: { deadlineId: 'd-1', validUntil: END, dueAt } };
    const life = (...facts: readonly CoordinatorFact[]) =>
      projectionSpec(insuranceMemory).given(
        facts.map((fact, index) => recordedFact({ fact }, index, 'coordinator-c-1')),
      );
    const told = life(appointed(), bound('2026-01-01', END), expired);
    told.then([{ _id: 'c-1', insurances: [insured('2026-01-01', END)], expired: [END] }]);
    expect(told.documents.flatMap((memory) => lostCover(memory, '2030-01-01T00:00:00.000Z'))).toEqual([]);
    life(appointed(), bound('2026-01-01', END), relief).then([]);
  });

  it('is lost the instant after its last day ends, and written once', () => {
    const memory = { _id: 'c-1', position: 1, insurances: [insured('2026-01-01', END)], expired: [] };
    expect(lostCover(memory, dueAt)).toEqual([]);
    const [command] = lostCover(memory, justAfter);
    if (!command) throw new Error('nothing is owed');
    const { deadlineId } = command;
    const written = { type: 'InsuranceExpired', data: { deadlineId, validUntil: END, dueAt } } as const;
    const post = [{ fact: appointed() }, { fact: bound('2026-01-01', END) }];
    const { when } = given(coordinator, post);
    when(expireInsurance, command, { now: justAfter }).then([{ ...written, occurredAt: dueAt }]);
    when(expireInsurance, command, { now: dueAt }).then([]);
    for (const more of [written, relief, bound('2026-09-09', '2027-09-08')])
      given(coordinator, [...post, { fact: more }])
        .when(expireInsurance, command, { now: justAfter })
        .then([]);
    given(coordinator).when(expireInsurance, command, { now: justAfter }).then([]);
  });
});

describe('a filing of the year (S31)', () => {
  const named = { year: '2026', townCode: TOWN, annex: 'A3' } as const;
  const submitted: FilingFact = {
    type: 'FilingSubmitted',
    data: { ...named, anchor: 'c@0', rows: 1, contentHash: 'a', filledBy: box('f'), reviewedBy: box('r') },
  };
  const returned: FilingFact = { type: 'FilingReturned', data: { reasons: [] } };
  const accepted: FilingFact = { type: 'FilingAccepted', data: { on: '2026-09-09' } };
  const campaign = { year: '2026', dueOn: END };
  const command = new MarkFilingOverdue(named, 'd-1', END, dueAt);
  const overdue = { type: 'FilingOverdue', data: { ...named, deadlineId: 'd-1', dueOn: END, dueAt } } as const;
  const owed = (memory: FilingMemory | undefined, now: string) =>
    overdueFilings(campaign, new Map(memory ? [[`2026_${TOWN}_A3`, memory]] : []), [TOWN], now).map(
      ({ filing: { annex } }) => annex,
    );
  const memoryOf = (...facts: readonly (readonly [FilingFact, at: string])[]) =>
    projectionSpec(filingMemory).given(
      facts.map(([fact, at], index) => recordedFact({ fact, at }, index, `filing-2026_${TOWN}_A3`)),
    ).documents[0];

  it('is owed by both rosters of every township the instant after the last day', () => {
    expect([owed(undefined, dueAt), owed(undefined, justAfter)]).toEqual([[], ['A3', 'A4']]);
    const two = overdueFilings(campaign, new Map(), ['341881002', TOWN], justAfter);
    expect(two.map(({ filing: { townCode, annex } }) => [townCode, annex])).toEqual([
      ['341881002', 'A3'],
      ['341881002', 'A4'],
      [TOWN, 'A3'],
      [TOWN, 'A4'],
    ]);
    expect(new Set(two.map(({ deadlineId }) => deadlineId)).size).toBe(4);
  });

  it('in time is not overdue as long as it stands; late, returned or written it is judged so', () => {
    expect([
      owed(memoryOf([submitted, dueAt]), justAfter),
      owed(memoryOf([submitted, dueAt], [accepted, justAfter]), justAfter),
      owed(memoryOf([submitted, justAfter]), justAfter),
      owed(memoryOf([submitted, dueAt], [returned, justAfter]), justAfter),
      owed(memoryOf([overdue, justAfter]), justAfter),
      owed(memoryOf([overdue, justAfter], [submitted, justAfter], [returned, justAfter]), justAfter),
    ]).toEqual([['A4'], ['A4'], ['A3', 'A4'], ['A3', 'A4'], ['A4'], ['A4']]);
  });

  it('a campaign is remembered with its day', () => {
    const fact = { type: 'FilingCampaignOpened', data: campaign } as const;
    projectionSpec(filingMemory)
      .given([recordedFact({ fact }, 0, 'city')])
      .then([{ _id: 'campaign-2026', campaign, overdue: false }]);
  });

  it('is judged again by its own stream, once, also when it has none', () => {
    const judged = (facts: readonly (readonly [FilingFact, at: string])[], now = justAfter) =>
      given(
        filing,
        facts.map(([fact, at]) => ({ fact, at })),
      )
        .when(markFilingOverdue, command, { now })
        .facts();
    const breach = [{ ...overdue, occurredAt: dueAt }];
    expect(endOfDay(END)).toBe(dueAt);
    expect([
      judged([]),
      judged([], dueAt),
      judged([[overdue, justAfter]]),
      judged([[submitted, dueAt]]),
      judged([
        [submitted, dueAt],
        [accepted, justAfter],
      ]),
      judged([[submitted, justAfter]]),
      judged([
        [submitted, dueAt],
        [returned, justAfter],
      ]),
      judged([
        [overdue, justAfter],
        [submitted, justAfter],
      ]),
    ]).toEqual([breach, [], [], [], [], breach, breach, []]);
  });

  it('that is overdue and was never submitted is the township’s, and cannot be returned or accepted', () => {
    const { state } = given(filing, [{ fact: overdue }]);
    expect([filing.exists(state), filing.unitOf(state), state.status]).toEqual([true, { townCode: TOWN }, 'none']);
  });
});
