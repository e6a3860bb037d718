import { NEXT_VILLAGE, TOWN, VILLAGE } from '../../../../test/support/coordinators.js';
import { given, system } from '../../../../test/support/given-when-then.js';
import { testRules } from '../../../../test/support/rules.js';
import type { Given } from '../../../platform/change/given.js';
import { divisionsFrom, loadDivisions } from '../../../platform/divisions/divisions.js';
import { village } from '../village.js';
import type { VillageFact } from '../village.events.js';
import { BeginResponsibility, beginResponsibility } from './begin-responsibility.js';
import { EndResponsibility, endResponsibility } from './end-responsibility.js';

const began = (coordinatorRef: string, on: string) =>
  ({
    type: 'ResponsibilityBegan',
    data: { villageCode: VILLAGE, townCode: TOWN, coordinatorRef, on },
  }) as const satisfies VillageFact;
const ended = (coordinatorRef: string, on: string) =>
  ({ type: 'ResponsibilityEnded', data: { coordinatorRef, on } }) as const satisfies VillageFact;
const lost = (on: string) => ({ type: 'VillageCoverageLost', data: { on } }) as const satisfies VillageFact;
const bySystem = { actor: system };

describe('who answers for a village', () => {
  it('begins with the first coordinator: nothing was lost that could be regained', () => {
    given(village)
      .when(beginResponsibility, new BeginResponsibility(VILLAGE, 'c-1', '2026-09-01', 'c-0'), bySystem)
      .then([
        {
          type: 'ResponsibilityBegan',
          data: {
            villageCode: VILLAGE,
            townCode: TOWN,
            coordinatorRef: 'c-1',
            on: '2026-09-01',
            takesOverFrom: 'c-0',
          },
          occurredAt: '2026-08-31T16:00:00.000Z',
        },
      ]);
  });

  it('is said once of one coordinator', () => {
    const { when } = given(village, [{ fact: began('c-1', '2026-09-01') }]);
    when(beginResponsibility, new BeginResponsibility(VILLAGE, 'c-1', '2026-09-01'), bySystem).then([]);
    when(endResponsibility, new EndResponsibility(VILLAGE, 'c-2', '2026-09-05'), bySystem).then([]);
  });

  it('ends without a word of coverage while another one answers', () => {
    given(village, [{ fact: began('c-1', '2026-09-01') }, { fact: began('c-2', '2026-09-05') }])
      .when(endResponsibility, new EndResponsibility(VILLAGE, 'c-1', '2026-09-05', 'c-2'), bySystem)
      .then([
        {
          type: 'ResponsibilityEnded',
          data: { coordinatorRef: 'c-1', on: '2026-09-05', handOverTo: 'c-2' },
          occurredAt: '2026-09-04T16:00:00.000Z',
        },
      ]);
  });

  it('F16 · of a village that became part of another one ends without a loss of coverage', () => {
    const first = { edition: '2023', divisions: loadDivisions('2023').divisions };
    const without = first.divisions.filter(({ code }) => code !== VILLAGE);
    const mergers = [{ code: VILLAGE, into: NEXT_VILLAGE }];
    const divisions = divisionsFrom({ edition: '2027', divisions: without, effectiveFrom: '2026-09-05', mergers }, [
      first,
    ]);
    const { state } = given(village, [{ fact: began('c-1', '2026-09-01') }]);
    const rules = { ...testRules(), divisions };
    const facts = endResponsibility(new EndResponsibility(VILLAGE, 'c-1', '2026-09-05'), state, { rules } as Given);
    expect(facts).toEqual([{ ...ended('c-1', '2026-09-05'), occurredAt: '2026-09-04T16:00:00.000Z' }]);
  });

  it('of the last one loses the coverage from that day (I-01)', () => {
    given(village, [
      { fact: began('c-1', '2026-09-01') },
      { fact: began('c-2', '2026-09-05') },
      { fact: ended('c-1', '2026-09-05') },
    ])
      .when(endResponsibility, new EndResponsibility(VILLAGE, 'c-2', '2026-09-08'), bySystem)
      .then([
        { ...ended('c-2', '2026-09-08'), occurredAt: '2026-09-07T16:00:00.000Z' },
        { ...lost('2026-09-08'), occurredAt: '2026-09-07T16:00:00.000Z' },
      ]);
  });

  it.each([
    ['on the day the next one begins', '2026-09-09', '2026-09-09', '2026-09-08T16:00:00.000Z'],
    [
      'on the day it was lost when he is entered as of an earlier day',
      '2026-09-03',
      '2026-09-05',
      '2026-09-04T16:00:00.000Z',
    ],
  ])('regains coverage %s', (_, on, since, at) => {
    const told = [
      { fact: began('c-1', '2026-09-01') },
      { fact: ended('c-1', '2026-09-05') },
      { fact: lost('2026-09-05') },
    ];
    const [, regained] = given(village, told)
      .when(beginResponsibility, new BeginResponsibility(VILLAGE, 'c-2', on), bySystem)
      .facts();
    expect(regained).toEqual({ type: 'VillageCoverageRegained', data: { on: since }, occurredAt: at });
  });

  it('regains nothing a second time, and may be lost again', () => {
    const { when } = given(village, [
      { fact: began('c-1', '2026-09-01') },
      { fact: ended('c-1', '2026-09-05') },
      { fact: lost('2026-09-05') },
      { fact: began('c-2', '2026-09-06') },
      { fact: { type: 'VillageCoverageRegained', data: { on: '2026-09-06' } } },
    ]);
    expect(
      when(beginResponsibility, new BeginResponsibility(VILLAGE, 'c-3', '2026-09-07'), bySystem)
        .facts()
        .map(({ type }) => type),
    ).toEqual(['ResponsibilityBegan']);
    expect(
      when(endResponsibility, new EndResponsibility(VILLAGE, 'c-2', '2026-09-07'), bySystem)
        .facts()
        .map(({ type }) => type),
    ).toEqual(['ResponsibilityEnded', 'VillageCoverageLost']);
  });

  it('is refused for a village that is none', () => {
    given(village)
      .when(beginResponsibility, new BeginResponsibility('341881400498', 'c-1', '2026-09-01'), bySystem)
      .thenRefused('no-such-village');
  });

  it('belongs to the village’s own township', () => {
    expect(village.unitOf(given(village, [{ fact: began('c-1', '2026-09-01') }]).state)).toEqual({
      townCode: TOWN,
      villageCode: VILLAGE,
    });
  });
});
