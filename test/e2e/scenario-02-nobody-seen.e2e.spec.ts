import { sectionNames } from '../../src/aggregates/case/codes.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { factsForm, homeVisitForm, needsForm } from '../support/case-clerk.js';
import type { Registered } from '../support/clerk.js';
import { attempt, listedHousehold, morning, ok, openCaseOf, visitForm } from '../support/clerk.js';

describe('2 · nobody seen', () => {
  let app: TestApp;
  let home: Registered;

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-08-01') });
    const officer = await app.as('officer-gangkou');
    home = await listedHousehold(officer, {}, { listedOn: '2026-08-01', coordinatorRef: 'c-august' });
    // August is visited, so that September alone is in question.
    await app.at(morning('2026-08-20'));
    await (
      await app.as('coordinator-gangkou')
    ).post(
      `/households/${home.householdId}/patrol-visits`,
      visitForm(home.headMemberId, { visitedAt: '2026-08-20T08:00:00+08:00' }),
    );
    for (const day of ['2026-09-05', '2026-09-12', '2026-09-20']) {
      await app.at(morning(day));
      await attempt(await app.as('coordinator-gangkou'), home.householdId, `${day}T08:30:00+08:00`);
    }
    await app.at(morning('2026-09-30'));
    await (
      await app.as('officer-gangkou')
    ).post(`/households/${home.householdId}/listing-adjustments`, {
      coordinatorRef: 'c-september',
      reason: '换人包保',
    });
    await app.at(morning('2026-10-10'));
  });
  afterAll(async () => {
    await app.stop();
  });

  it('refuses a visit in which nobody was seen with I-06 and writes nothing', async () => {
    const before = await app.facts();
    const answer = await (
      await app.as('coordinator-gangkou')
    ).post(`/households/${home.householdId}/patrol-visits`, visitForm(home.headMemberId, { whoSeen: [] }));
    expect([
      answer.status,
      answer.body.rule,
      answer.body.errors.map(({ pointer }: { pointer: string }) => pointer),
    ]).toEqual([409, 'I-06', ['/whoSeen']]);
    expect(await app.facts()).toEqual(before);
  });

  it('is missed after the cut-off with three attempts, naming who was responsible on the last day', async () => {
    await app.at('2026-10-13T16:00:00.000Z');
    await app.at(morning('2026-10-15'));
    const missed = (await app.facts(['household'])).filter(({ type }) => type === 'MonthlyVisitMissed');
    expect(missed.map(({ data }) => data)).toEqual([
      expect.objectContaining({ month: '2026-09', responsible: ['c-september'], attempts: 3 }),
    ]);
    const calendar = await (await app.as('officer-gangkou')).get('/visit-calendar?month=2026-09');
    expect(
      calendar.body.rows.map((row: Record<string, unknown>) => [
        row['state'],
        row['attempts'],
        row['responsible'],
        row['visits'],
      ]),
    ).toEqual([['MISSED', 3, ['c-september'], []]]);
  });

  it('an investigation of the same family cannot be completed as passed (I-07), as 未见人 only by a lawful proxy', async () => {
    const officer = await app.as('officer-gangkou');
    const caseId = await openCaseOf(officer, home.householdId);
    const post = (path: string, form: object) => officer.post(`/cases/${caseId}/${path}`, form);
    const failure = { investigators: ['o-1', 'o-2'], reason: 'NOBODY_HOME', text: '敲门无人应答' };
    for (const day of ['2026-10-13', '2026-10-14', '2026-10-15'])
      await ok(post('visit-failures', { ...failure, visitedAt: `${day}T08:00:00+08:00` }));
    for (const section of Object.keys(sectionNames)) await ok(post('established-facts', factsForm(section)));
    await ok(post('needs-assessments', needsForm()));
    const before = await app.facts(['case']);
    const complete = async (form: object) => {
      const { status, body } = await post('investigation-completions', form);
      return [status, body.rule, body.errors?.[0]?.pointer];
    };
    const notSeen = { result: 'NOT_SEEN', text: '三次上门未遇' };
    expect([await complete({ result: 'PASSED' }), await complete(notSeen)]).toEqual([
      [409, 'I-07', '/result'],
      [409, 'I-07', undefined],
    ]);
    expect(await app.facts(['case'])).toEqual(before);
    const proxy = { relation: 'GUARDIAN', name: '张四', basis: '监护证明' };
    const visitedAt = '2026-10-15T08:30:00+08:00';
    await ok(post('home-visits', homeVisitForm({ visitedAt, whoSeen: [], proxy })));
    expect(await complete({ result: 'PASSED' })).toEqual([409, 'I-07', '/result']);
    await ok(post('investigation-completions', notSeen));
  });
});
