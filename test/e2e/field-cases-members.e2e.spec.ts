import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  addMember,
  download,
  householdForm,
  idNumber,
  listedHousehold,
  listingForm,
  memberForm,
  morning,
  ok,
  registerHousehold,
  visit,
  visitForm,
} from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';

type Row = Record<string, unknown>;

const officerOf = (app: TestApp): Promise<TestCaller> => app.as('officer-gangkou');

describe('F17 · membership', () => {
  let app: TestApp;
  let home: Registered;
  let memberId: string;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01') });
    const idNo = idNumber();
    home = await listedHousehold(await officerOf(app), {}, { listedOn: '2026-09-01' });
    ({ memberId } = await addMember(await officerOf(app), home.householdId, { idNo, on: '2026-09-01' }));
    await app.at(morning('2026-09-10'));
    await ok(
      (await officerOf(app)).post(`/households/${home.householdId}/members/${memberId}/removals`, {
        reason: 'MOVED_AWAY',
        on: '2026-09-10',
      }),
    );
    await app.at(morning('2026-10-05'));
    expect(
      (await addMember(await officerOf(app), home.householdId, { idNo: idNo.toLowerCase(), on: '2026-10-05' }))
        .memberId,
    ).toBe(memberId);
    await app.at(morning('2026-10-06'));
  });
  afterAll(async () => {
    await app.stop();
  });

  it('who came back is one line with two periods', async () => {
    const { body } = await (await officerOf(app)).get(`/households/${home.householdId}`);
    expect(body.members.map((member: Row) => [member['memberId'], member['present'], member['periods']])).toEqual([
      [home.headMemberId, true, [{ from: '2026-09-01' }]],
      [memberId, true, [{ from: '2026-09-01', until: '2026-09-10', reason: 'MOVED_AWAY' }, { from: '2026-10-05' }]],
    ]);
  });

  it('counts one less between the periods, in page, list and sheet', async () => {
    const officer = await officerOf(app);
    const counts = async (asOf: string): Promise<unknown[]> => {
      const page = await officer.get(`/households/${home.householdId}?${asOf}`);
      const roster = await officer.get(`/roster?${asOf}`);
      const sheet = partsOf((await download(officer.get(`/roster.xlsx?${asOf}`))).body as Buffer);
      return [
        page.body.members.filter(({ present }: { present: boolean }) => present).length,
        roster.body.rows.map((row: Row) => row['memberCount']),
        /<c r="J\d+"[^>]*><v>(\d)<\/v>/.exec(
          [...sheet.entries()].find(([name]) => name.includes('sheet1'))?.[1] ?? '',
        )?.[1],
      ];
    };
    expect(await counts('asOf=2026-09-09T10:00:00Z')).toEqual([2, [2], '2']);
    expect(await counts('asOf=2026-09-20T10:00:00Z')).toEqual([1, [1], '1']);
    expect(await counts('')).toEqual([2, [2], '2']);
  });

  it('a visit sees the members of its own day', async () => {
    const answers: unknown[] = [];
    for (const day of ['2026-09-09', '2026-09-20', '2026-10-05']) {
      const { status, body } = await (
        await officerOf(app)
      ).post(
        `/households/${home.householdId}/patrol-visits`,
        visitForm(memberId, { visitedAt: `${day}T15:00:00+08:00` }),
      );
      answers.push([day, status, body.rule]);
    }
    expect(answers).toEqual([
      ['2026-09-09', 200, undefined],
      ['2026-09-20', 409, 'not-a-member-then'],
      ['2026-10-05', 200, undefined],
    ]);
  });
});

describe('F18 · head of household', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await app.stop();
  });
  const family = async (): Promise<{ home: Registered; one: string; two: string; path: string }> => {
    const home = await listedHousehold(await officerOf(app));
    const one = (await addMember(await officerOf(app), home.householdId)).memberId;
    const two = (await addMember(await officerOf(app), home.householdId, { relation: 'SPOUSE' })).memberId;
    return { home, one, two, path: `/households/${home.householdId}` };
  };
  const heads = async (path: string): Promise<unknown[]> => {
    await app.settle();
    const { body } = await (await officerOf(app)).get(path);
    return body.members
      .filter((member: Row) => member['head'])
      .map((member: Row) => [member['memberId'], member['present']]);
  };

  it('who is head does not leave without a successor who stays', async () => {
    const { home, one, path } = await family();
    const leave = async (more: object) =>
      (await officerOf(app)).post(`${path}/members/${home.headMemberId}/removals`, {
        reason: 'DEATH',
        on: '2026-09-10',
        ...more,
      });
    await app.settle();
    const before = await app.facts();
    const answers = [
      await leave({}),
      await leave({ newHeadMemberId: home.headMemberId }),
      await leave({ newHeadMemberId: '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c02' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.rule])).toEqual([
      [409, 'I-24'],
      [409, 'I-24'],
      [409, 'not-a-member-then'],
    ]);
    expect(await app.facts()).toEqual(before);
    expect((await leave({ newHeadMemberId: one })).status).toBe(200);
    expect(await heads(path)).toEqual([[one, true]]);
  });

  it('who joins as head makes the former one a member; there is always exactly one', async () => {
    const { one, path } = await family();
    const refused = [
      await (await officerOf(app)).post(`${path}/members`, memberForm({ asHead: true })),
      await (await officerOf(app)).post(`${path}/members`, memberForm({ relation: 'HEAD' })),
    ];
    expect(refused.map(({ body }) => [body.rule, body.errors[0].pointer])).toEqual([
      ['I-24', '/relation'],
      ['I-24', '/relation'],
    ]);
    const { memberId } = await addMember(await officerOf(app), path.split('/')[2] ?? '', {
      asHead: true,
      relation: 'HEAD',
    });
    expect(await heads(path)).toEqual([[memberId, true]]);
    await ok((await officerOf(app)).post(`${path}/head-changes`, { memberId: one, on: '2026-09-10', reason: '商定' }));
    expect(await heads(path)).toEqual([[one, true]]);
  });
});

describe('F19 · death', () => {
  let app: TestApp;
  let home: Registered;
  beforeAll(async () => {
    app = await startApp({ now: morning('2026-08-01') });
    home = await listedHousehold(await officerOf(app), {}, { listedOn: '2026-08-01' });
    await app.at(morning('2026-09-20'));
    await ok(
      (await officerOf(app)).post(`/households/${home.householdId}/members/${home.headMemberId}/removals`, {
        reason: 'DEATH',
        on: '2026-09-12',
      }),
    );
    await app.settle();
  });
  afterAll(async () => {
    await app.stop();
  });
  const state = async (month: string): Promise<unknown[]> =>
    (await (await officerOf(app)).get(`/visit-calendar?month=${month}`)).body.rows.map((row: Row) => [
      row['state'],
      row['excuse'],
    ]);

  it('excuses the month by policy, owes nothing afterwards, and keeps what was missed before', async () => {
    await app.at(morning('2026-12-20'));
    expect([await state('2026-08'), await state('2026-09'), await state('2026-10'), await state('2026-11')]).toEqual([
      [['MISSED', null]],
      [['EXCUSED', 'DEATH']],
      [],
      [],
    ]);
    const facts = (await app.facts(['household'])).map(({ type, metadata, data }) => [
      type,
      metadata.actorRole,
      data['month'] ?? data['on'],
    ]);
    expect(facts.slice(2)).toEqual([
      ['MonthlyVisitMissed', 'SYSTEM', '2026-08'],
      ['MemberRemoved', 'OFFICER', '2026-09-12'],
      ['MonthlyVisitExcused', 'SYSTEM', '2026-09'],
      ['HouseholdDelisted', 'SYSTEM', '2026-09-12'],
    ]);
  });

  it('refuses a visit that saw the dead, and takes one of the time before', async () => {
    const answers: unknown[] = [];
    for (const day of ['2026-09-15', '2026-09-12', '2026-09-11']) {
      const { status, body } = await (
        await officerOf(app)
      ).post(
        `/households/${home.householdId}/patrol-visits`,
        visitForm(home.headMemberId, { visitedAt: `${day}T15:00:00+08:00` }),
      );
      answers.push([day, status, body.rule]);
    }
    expect(answers[0]).toEqual(['2026-09-15', 409, 'not-a-member-then']);
    expect(answers[2]).toEqual(['2026-09-11', 200, undefined]);
  });
});

describe('F23 · date check', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ now: '2026-09-09T23:00:00.000Z' });
  });
  afterAll(async () => {
    await app.stop();
  });

  it.each([
    ['07:00', '2026-09-09T23:00:00.000Z'],
    ['23:30', '2026-09-10T15:30:00.000Z'],
  ])('takes today and refuses tomorrow at %s', async (_, now) => {
    app.clock.set(now);
    const officer = await officerOf(app);
    const answers: unknown[] = [];
    for (const listedOn of ['2026-09-11', '2026-09-10']) {
      const home = await registerHousehold(officer);
      const { status, body } = await officer.post(
        `/households/${home.householdId}/listings`,
        listingForm({ listedOn }),
      );
      answers.push([listedOn, status, body.rule, body.errors?.[0].pointer]);
    }
    expect(answers).toEqual([
      ['2026-09-11', 409, 'I-22', '/listedOn'],
      ['2026-09-10', 200, undefined, undefined],
    ]);
  });

  it('refuses a visit of 1970 or of two hours ahead; corrected it is taken under its own id', async () => {
    const officer = await officerOf(app);
    const home = await listedHousehold(officer);
    const send = (visitedAt: string) =>
      officer.post(
        `/households/${home.householdId}/patrol-visits`,
        visitForm(home.headMemberId, { visitId: '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c03', visitedAt }),
        { 'idempotency-key': 'note-1' },
      );
    await app.settle();
    const before = await app.facts();
    const refused = [await send('1970-01-01T08:00:00+08:00'), await send('2026-09-11T01:30:00+08:00')];
    expect(refused.map(({ status, body }) => [status, body.rule])).toEqual([
      [409, 'I-22'],
      [409, 'I-22'],
    ]);
    expect(await app.facts()).toEqual(before);
    expect((await send('2026-09-10T23:15:00+08:00')).status).toBe(200);
  });

  it('takes a family that was visited first and registered afterwards', async () => {
    const officer = await officerOf(app);
    const { householdId, headMemberId } = (
      await officer.post('/households', householdForm({ registeredOn: '2026-09-08' }))
    ).body;
    await visit(officer, { householdId, headMemberId, householdNo: '', position: '' }, '2026-09-08T10:00:00+08:00');
    expect((await officer.post('/households', householdForm({ registeredOn: '2026-09-11' }))).body.rule).toBe('I-22');
  });
});
