import type { Test } from 'supertest';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  allRows,
  download,
  householdForm,
  idNumber,
  listedHousehold,
  madeUpCaller,
  memberForm,
  ok,
  registerHousehold,
  visit,
  visitForm,
} from '../support/clerk.js';

import { partsOf } from '../support/opened-workbook.js';

type Row = Record<string, unknown>;

let app: TestApp;
let officer: TestCaller;
let nanshan: TestCaller;
beforeAll(async () => {
  app = await startApp();
  [officer, nanshan] = [await app.as('officer-gangkou'), await app.as('officer-nanshan')];
});
afterAll(async () => {
  await app.stop();
});

const MADE_UP = '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d';

describe('F39 · search length', () => {
  let wang: Registered;
  beforeAll(async () => {
    wang = await registerHousehold(officer, { head: { name: '王芳' } });
    await registerHousehold(officer, { head: { name: '买买提·艾力' } });
    await registerHousehold(nanshan, { villageCode: NANSHAN_VILLAGE, head: { name: '王芳' } });
    await app.settle();
  });

  it.each([
    ['王', ['王芳']],
    ['买买提', ['买买提·艾力']],
    ['王芳', ['王芳']],
  ])('%s finds the families of the own area, as many as it counts', async (name, heads) => {
    const { body } = await officer.post('/household-searches', { name });
    expect([body.count, body.rows.map((row: Row) => row['headName']), body.hint]).toEqual([
      heads.length,
      heads,
      undefined,
    ]);
  });

  it.each(['芳', '艾力', '王小明', '诸葛'])('%s finds nothing and says what must be typed', async (name) => {
    const { status, body } = await officer.post('/household-searches', { name });
    expect([status, body.count, body.rows]).toEqual([200, 0, []]);
    expect(body.hint).toContain('请输入完整姓名');
  });

  it('does not find by name what was found before a member changed his', async () => {
    await ok(officer.post(`/households/${wang.householdId}/members/${wang.headMemberId}/changes`, { name: '汪芳' }));
    await app.settle();
    const counts = await Promise.all(
      ['王芳', '汪芳', '汪'].map(async (name) => (await officer.post('/household-searches', { name })).body.count),
    );
    expect(counts).toEqual([0, 1, 1]);
  });
});

describe('F40 · masked search', () => {
  it.each([
    '/roster?sort=idNo',
    '/roster?idNo=004X',
    '/roster?phone=138',
    '/roster?birthMonth=1958-03',
    '/roster?health=x',
    '/visit-calendar?name=%E7%8E%8B',
    '/no-id-numbers?idNo=1',
  ])('%s is not offered', async (path) => {
    expect((await officer.get(path)).status).toBe(422);
  });

  it.each([
    { phone: '13812345678' },
    { name: '王芳', birthYearMonth: '1958-03' },
    { health: '重病' },
    { idNo: '004X' },
  ])('a search by %j is not offered', async (body) => {
    expect((await officer.post('/household-searches', body)).status).toBe(422);
  });

  it('a search by number needs a purpose, and leaves one access fact per try with its result count', async () => {
    const idNo = idNumber();
    const home = await listedHousehold(officer, { head: { idNo } });
    await app.settle();
    const purpose = { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': home.householdId };
    const { accessLog, accessStore } = app.system.platform;
    await accessLog.flush();
    const after = await accessStore.head();
    const answers = [
      await officer.post('/household-searches', { idNo }),
      await officer.post('/household-searches', { idNo }, purpose),
      await officer.post('/household-searches', { idNo: idNumber() }, purpose),
    ];
    expect(answers.map(({ status, body }) => [status, body.count])).toEqual([
      [403, undefined],
      [200, 1],
      [200, 0],
    ]);
    await accessLog.flush();
    const facts = (await accessStore.readAll(after, { limit: 100 })).events;
    expect(
      facts.map(({ type, data }) => [
        type,
        data['purposeCode'],
        data['purposeRef'],
        data['resultCount'],
        data['subjects'],
      ]),
    ).toEqual([
      ['AccessDenied', undefined, undefined, undefined, undefined],
      ['SensitiveDataViewed', 'VISIT_TASK', home.householdId, 1, [home.householdId]],
      ['SensitiveDataViewed', 'VISIT_TASK', home.householdId, 0, []],
    ]);
  });
});

describe('F42 · existence', () => {
  let foreign: Registered;
  beforeAll(async () => {
    foreign = await listedHousehold(nanshan, { villageCode: NANSHAN_VILLAGE });
    await app.settle();
  });

  const commands = [
    'members',
    `members/${MADE_UP}/changes`,
    `members/${MADE_UP}/removals`,
    'head-changes',
    'address-changes',
    'listings',
    'listing-adjustments',
    'delistings',
    'patrol-visits',
    'failed-visits',
    'visit-corrections',
    'excuses',
    'corrections',
    'reveals',
  ];
  const asks: readonly (readonly [string, (id: string, caller: TestCaller) => Test])[] = [
    ...['', '/page.xlsx', '/accesses', '?asOf=2026-09-10T00:30:00Z', `?limit=x`, `/evidence/${'a'.repeat(64)}`].map(
      (end): [string, (id: string, caller: TestCaller) => Test] => [
        `GET ${end}`,
        (id, caller) => caller.get(`/households/${id}${end}`),
      ],
    ),
    ...commands.map((command): [string, (id: string, caller: TestCaller) => Test] => [
      `POST ${command} with a broken body`,
      (id, caller) => caller.post(`/households/${id}/${command}`, { nonsense: true }),
    ]),
    ['a valid visit', (id, caller) => caller.post(`/households/${id}/patrol-visits`, visitForm(foreign.headMemberId))],
    [
      'a visit with If-Match',
      (id, caller) =>
        caller.post(`/households/${id}/patrol-visits`, visitForm(foreign.headMemberId), { 'if-match': '"r0"' }),
    ],
    ['a broken If-Match', (id, caller) => caller.post(`/households/${id}/listings`, {}, { 'if-match': 'x' })],
    [
      'a reveal for a purpose',
      (id, caller) =>
        caller.post(
          `/households/${id}/reveals`,
          { fields: ['address'] },
          { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': foreign.householdId },
        ),
    ],
  ];

  it('a foreign id answers as one that was never given out, whatever is asked of it', async () => {
    for (const [what, ask] of asks) {
      const [one, two] = [await ask(foreign.householdId, officer), await ask(MADE_UP, officer)];
      const said = ({
        status,
        headers,
        body,
        text,
      }: {
        status: number;
        headers: Record<string, string>;
        body: Row;
        text: string;
      }): unknown => {
        const { date, 'content-length': length, ...rest } = headers;
        return { what, status, rest, length, body: { ...body, traceId: '' }, size: text.length };
      };
      expect(said(one as never)).toEqual(said(two as never));
      if (what !== 'GET ?limit=x' && what !== 'a reveal for a purpose') expect([what, one.status]).toEqual([what, 404]);
    }
  });

  it('takes as long for one as for the other', async () => {
    const times = async (id: string): Promise<number> => {
      const began = performance.now();
      await officer.post(`/households/${id}/patrol-visits`, {});
      return performance.now() - began;
    };
    const one: number[] = [];
    const two: number[] = [];
    for (let index = 0; index < 150; index++) {
      one.push(await times(foreign.householdId));
      two.push(await times(MADE_UP));
    }
    const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const ratio = median(one) / median(two);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  }, 180_000);

  it('is not told by lists, counts, searches and filters either', async () => {
    const asked = [
      await officer.get('/roster?town=341881002'),
      await officer.get(`/roster?village=${NANSHAN_VILLAGE}`),
      await officer.get('/patrol-ledger?town=341881002'),
      await officer.get('/visit-calendar?town=341881002&month=2026-09'),
      await officer.get('/audit-trail?town=341881002'),
      await officer.get(`/audit-trail?stream=household-${foreign.householdId}`),
    ];
    expect(asked.map(({ status, body }) => [status, body.rows])).toEqual(Array(6).fill([200, []]));
    const { counts } = (await officer.get('/visit-calendar/counts?town=341881002&month=2026-09')).body;
    expect(Object.values(counts as Record<string, number>)).toEqual(Array(7).fill(0));
  });
});

describe('F44 · scope', () => {
  it('a coordinator does not reach the next village of his own township', async () => {
    const coordinator = await app.as('coordinator-gangkou');
    const next = await listedHousehold(officer, { villageCode: OTHER_VILLAGE, head: { name: '邻村人' } });
    await app.settle();
    const answers = [
      await coordinator.get(`/households/${next.householdId}`),
      await coordinator.get(`/households/${next.householdId}/page.xlsx`),
      await coordinator.post(`/households/${next.householdId}/patrol-visits`, visitForm(next.headMemberId)),
      await coordinator.post(`/households/${next.householdId}/members`, memberForm()),
      await coordinator.post(`/households/${next.householdId}/reveals`, { fields: ['address'] }),
      await coordinator.post('/households', householdForm({ villageCode: OTHER_VILLAGE })),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
    for (const path of [
      '/roster?state=ALL&limit=200',
      '/patrol-ledger',
      '/visit-calendar?month=2026-09',
      '/proposals',
    ]) {
      const rows = await allRows(coordinator, path);
      expect([path, rows.filter((row) => row['villageCode'] !== '341881100201')]).toEqual([path, []]);
    }
    expect((await coordinator.post('/household-searches', { name: '邻村人' })).body.count).toBe(0);
  });
});

describe('F46 · second person', () => {
  it('one person does not approve what he proposed, under whatever role or account; the try is on record', async () => {
    const idNo = idNumber();
    const home = await listedHousehold(officer, { head: { idNo } });
    const path = `/households/${home.householdId}`;
    const twoHats = { person: officer.caller.person };
    const asReviewer = await madeUpCaller(app, { account: 'hat-reviewer', role: 'REVIEWER', org: GANGKOU, ...twoHats });
    const asBureau = await madeUpCaller(app, { account: 'hat-bureau', role: 'BUREAU', org: '341881', ...twoHats });
    const proposals = {
      excuses: (await ok(officer.post(`${path}/excuses`, { month: '2026-09', reason: 'IN_HOSPITAL', text: '住院' })))[
        'proposalId'
      ],
      exports: (
        await ok(
          officer.post('/exports', {
            view: 'roster',
            filters: { town: GANGKOU },
            fields: ['idNo'],
            reason: '年度核对',
          }),
        )
      )['exportId'],
    };
    await app.settle();
    expect(
      (await asReviewer.get('/proposals')).body.rows.map((row: Row) => [row['proposalId'], row['mayApprove']]),
    ).toEqual([[proposals.excuses, false]]);

    await app.system.platform.accessLog.flush();
    const after = await app.system.platform.accessStore.head();
    const before = (await app.facts()).length;
    const tries = [
      await asReviewer.post(`${path}/excuses/${String(proposals.excuses)}/approvals`, {}),
      await asReviewer.post(`${path}/excuses/${String(proposals.excuses)}/rejections`, { reason: '不符' }),
      await asReviewer.post(`/exports/${String(proposals.exports)}/approvals`, {}),
      await asBureau.post(`/exports/${String(proposals.exports)}/approvals`, {}),
    ];
    expect(tries.map(({ status, body }) => [status, body.rule])).toEqual(Array(4).fill([409, 'I-25']));
    expect((await app.facts()).length).toBe(before);
    await app.system.platform.accessLog.flush();
    const denied = (await app.system.platform.accessStore.readAll(after, { limit: 100 })).events.filter(
      ({ type }) => type === 'AccessDenied',
    );
    expect(
      denied.map(({ data, metadata }) => [metadata.actorId, data['operation'], data['reason'], data['subjects']]),
    ).toEqual([
      ['hat-reviewer', 'approveExcuse', 'I-25', [home.householdId]],
      ['hat-reviewer', 'rejectExcuse', 'I-25', [home.householdId]],
      ['hat-reviewer', 'approveExport', 'I-25', undefined],
      ['hat-bureau', 'approveExport', 'I-25', undefined],
    ]);

    const reviewer = await app.as('reviewer-gangkou');
    await ok(reviewer.post(`${path}/excuses/${String(proposals.excuses)}/approvals`, {}));
    await ok((await app.as('bureau')).post(`/exports/${String(proposals.exports)}/approvals`, {}));
    const sheet = await download(officer.get(`/roster.xlsx?exportId=${String(proposals.exports)}`));
    expect(sheet.status).toBe(200);
    expect((await reviewer.get(`/roster.xlsx?exportId=${String(proposals.exports)}`)).status).toBe(404);
  });
});

describe('F48 · masks combined', () => {
  it('all that is shown of one person together: four of the ID, 3 + 4 of the phone, no birth date', async () => {
    const idNo = idNumber('19611123');
    const home = await listedHousehold(officer, {
      head: { name: '欧阳娜娜', idNo, phone: '13698765432' },
      address: '红星路 77 号',
    });
    const done = await visit(officer, home, '2026-09-10T08:30:00+08:00').catch(() => undefined);
    expect(done).toBeDefined();
    await app.settle();
    const auditor = await auditorOf('SJ-48');
    const order = { 'x-purpose': 'AUDIT_ORDER', 'x-purpose-ref': 'SJ-48' };
    const texts: string[] = [];
    for (const path of [
      '/roster?limit=200',
      `/households/${home.householdId}`,
      '/patrol-ledger?limit=200',
      '/visit-calendar?month=2026-09&limit=200',
      '/audit-trail?limit=200',
      `/households/${home.householdId}/accesses`,
    ]) {
      texts.push((await officer.get(path)).text);
    }
    texts.push((await officer.post('/household-searches', { name: '欧阳娜娜' })).text);
    texts.push((await officer.post('/households', householdForm({ head: { idNo } }))).text);
    for (const path of ['/roster.xlsx', `/households/${home.householdId}/page.xlsx`]) {
      const { body } = await download(officer.get(path));
      texts.push(JSON.stringify([...partsOf(body as Buffer)]));
    }
    const own = texts.join('\n');
    const hidden = [idNo, idNo.slice(0, 6), '19611123', '1961-11', '13698765432', '9876', '红星路'];
    expect(hidden.filter((value) => own.includes(value) && value !== idNo.slice(0, 6))).toEqual([]);
    expect(
      [`**************${idNo.slice(-4)}`, '136****5432', '欧阳娜娜'].filter((shown) => !own.includes(shown)),
    ).toEqual([]);

    const replayed = [
      (await auditor.get(`/audit-trail?limit=200`, order)).text,
      (await auditor.get(`/streams/household-${home.householdId}/facts`, order)).text,
      (await auditor.get(`/households/${home.householdId}/accesses`, order)).text,
    ].join('\n');
    expect(
      [...hidden, '欧阳娜娜', '欧阳'].filter((value) => replayed.includes(value) && value !== idNo.slice(0, 6)),
    ).toEqual([]);
  });

  const auditorOf = async (orderNo: string): Promise<TestCaller> => {
    await ok(
      (await app.as('bureau')).post('/audit-orders', {
        orderNo,
        towns: [GANGKOU],
        auditors: ['demo-auditor'],
        until: '2026-12-31T00:00:00+08:00',
        reason: '审计',
      }),
    );
    return app.as('auditor');
  };
});
