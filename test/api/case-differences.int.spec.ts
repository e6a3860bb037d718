import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, ok, openCaseOf } from '../support/clerk.js';

const FAMILY = '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d';
const MEASURE = '00000000-0000-7000-8000-00000000e001';
let app: TestApp;
let officer: TestCaller;
let caseId: string;
let beforeUrgency: string;

beforeAll(async () => {
  app = await startApp({ now: '2026-09-10T01:00:00.000Z' });
  officer = await app.as('officer-gangkou');
  caseId = await openCaseOf(officer, FAMILY);
  app.clock.set('2026-09-10T01:10:00.000Z');
  beforeUrgency = await app.system.platform.positionToken(await app.system.platform.lastFact());
  await ok(officer.post(`/cases/${caseId}/urgency-assessments`, { urgency: 'URGENT', basis: '房屋失火' }));
  app.clock.set('2026-09-10T01:20:00.000Z');
  const emergency = {
    disbursedAt: '2026-09-10T09:15:00+08:00',
    beneficiaries: ['m-head'],
    money: 60_000,
    method: 'CASH',
  };
  await ok(officer.post(`/cases/${caseId}/emergency-aids`, { ...emergency, measureId: MEASURE }));
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const asked = (from: string, to: string, more = '') =>
  `/cases/${caseId}/differences?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}${more}`;
const step = (given: object) => ({
  actor: 'demo-officer-gangkou',
  roleName: '乡镇民政工作人员',
  org: '341881100',
  late: false,
  factId: expect.any(String) as unknown,
  correctedBy: null,
  ...given,
});
const row = (pointer: string, path: string, before: string | null, after: string | null, fact: object) => ({
  pointer,
  path,
  before,
  after,
  fact,
});
const OPENED = step({
  revision: 0,
  type: 'CaseOpenedFromRoster',
  sentence: expect.stringMatching(
    /^由花名册立案 [0-9A-Z]{15}（家庭 0b0e7a0e），责任人：组 g-1、村 c-1、乡镇 o-1、市 b-1$/,
  ),
  status: 'OPEN',
  statusName: '已立案',
  occurredAt: '2026-09-10T01:00:00.000Z',
  recordedAt: '2026-09-10T01:00:00.000Z',
});
const URGENT = step({
  revision: 1,
  type: 'UrgencyAssessed',
  sentence: '判定为急难',
  status: 'OPEN',
  statusName: '已立案',
  occurredAt: '2026-09-10T01:10:00.000Z',
  recordedAt: '2026-09-10T01:10:00.000Z',
});
const PAID = step({
  revision: 2,
  type: 'EmergencyAidDisbursed',
  sentence: '发放小额快救 600.00 元（现金，1 人，上限 780.00 元）',
  status: 'EMERGENCY',
  statusName: '急难先行救助',
  occurredAt: '2026-09-10T01:15:00.000Z',
  recordedAt: '2026-09-10T01:20:00.000Z',
});

describe('what became another in a case', () => {
  it('between two revisions, field by field with the step that changed it last', async () => {
    const { body } = await officer.get(asked('0', '2'));
    const [, , paid] = await app.facts(['case']);
    expect(body).toEqual({
      from: OPENED,
      to: PAID,
      rows: [
        row('/opening/urgency', '立案 · 紧急程度', null, '急难', URGENT),
        row('/timed/clocks/0/kind', '期限 · 时限 · 第 1 项 · 种类', null, '小额快救', URGENT),
        row('/timed/clocks/0/startedAt', '期限 · 时限 · 第 1 项 · 起算', null, '2026-09-10T01:10:00.000Z', URGENT),
        row('/timed/urgent', '期限 · 急难', '否', '是', URGENT),
        row('/status', '状态', '已立案', '急难先行救助', PAID),
        row('/emergency/money', '急难救助 · 金额', '0.00 元', '600.00 元', PAID),
        row('/emergency/measureIds', '急难救助 · 救助', null, MEASURE, PAID),
        row('/timed/clocks/0/closedAt', '期限 · 时限 · 第 1 项 · 办结', null, '2026-09-10T01:20:00.000Z', PAID),
        row(
          '/timed/clocks/0/closedUnder',
          '期限 · 时限 · 第 1 项 · 办结时规则版本',
          null,
          paid?.metadata.rulebookVersion ?? '',
          PAID,
        ),
        row('/timed/papersOut', '期限 · 急难手续待补', '否', '是', PAID),
      ],
    });
  });

  it('between two moments as they were known then, and at one of them', async () => {
    const answers = await Promise.all(
      [
        ['0', '1'],
        ['2026-09-10T01:05:00.000Z', '2026-09-10T01:19:59.999Z'],
        [beforeUrgency, '2026-09-10T09:19:00+08:00'],
      ].map(async ([from = '', to = '']) => (await officer.get(asked(from, to))).body),
    );
    expect(answers[0]).toMatchObject({ from: OPENED, to: URGENT });
    expect(answers.slice(1)).toEqual([answers[0], answers[0]]);
    expect((await officer.get(asked('2', '2'))).body).toEqual({ from: PAID, to: PAID, rows: [] });
    const birth = (await officer.get(asked('2026-09-09T00:00:00+08:00', '0'))).body;
    expect([birth.from, birth.to, birth.rows[0]]).toEqual([
      null,
      OPENED,
      row('/status', '状态', null, '已立案', OPENED),
    ]);
  });

  it('is read by an auditor under his order, masked as the timeline is, and that he read it is on record', async () => {
    const order = {
      orderNo: 'SJ-2026-7',
      towns: [GANGKOU],
      auditors: ['demo-auditor'],
      until: '2026-12-31T00:00:00+08:00',
      reason: '年度审计',
    };
    await ok((await app.as('bureau')).post('/audit-orders', order));
    await app.system.platform.accessLog.flush();
    const { accessStore } = app.system.platform;
    const after = await accessStore.head();
    const auditor = await app.as('auditor');
    const order7 = { 'x-purpose': 'AUDIT_ORDER', 'x-purpose-ref': 'SJ-2026-7' };
    const { status, text } = await auditor.get(asked('0', '1'), order7);
    expect([status, text.includes('房屋失火')]).toEqual([200, false]);
    await app.system.platform.accessLog.flush();
    const { events } = await accessStore.readAll(after, { limit: 10 });
    expect(events.map(({ type, data, metadata }) => [metadata.actorId, type, data])).toEqual([
      [
        'demo-auditor',
        'CaseHistoryReplayed',
        { stream: `case-${caseId}`, asOf: '0..1', purposeRef: 'SJ-2026-7', subjects: [caseId] },
      ],
      [
        'demo-auditor',
        'SensitiveDataViewed',
        {
          operation: 'getCaseDifferences',
          subjects: [caseId],
          fields: ['history'],
          kind: 'routine',
          purposeCode: 'AUDIT_ORDER',
          purposeRef: 'SJ-2026-7',
          resultCount: 4,
          channel: 'api',
        },
      ],
    ]);
  });

  it('refuses points that are not there, have not come, or stand the wrong way round', async () => {
    const refusals = await Promise.all(
      [
        ['0', '9'],
        ['2', '1'],
        ['0', '2031-01-01T00:00:00+08:00'],
        ['x', '1'],
        ['0', '2026-13-01T'],
      ].map(async ([from = '', to = '']) => {
        const { status, body } = await officer.get(asked(from, to));
        return [status, body.errors];
      }),
    );
    expect(refusals).toEqual([
      [422, [{ pointer: '#/query/to', detail: '个案没有第 9 版，最后一版为第 2 版' }]],
      [422, [{ pointer: '#/query/from', detail: '起点不能晚于终点' }]],
      [422, [{ pointer: '#/query/to', detail: '截至时间不能晚于当前时间' }]],
      [422, [{ pointer: '/from', detail: '须为版本号、ISO-8601 时刻或位置令牌' }]],
      [422, [{ pointer: '#/query/to', detail: '截至时间须为 ISO-8601 时刻或位置令牌' }]],
    ]);
    const early = encodeURIComponent('2026-09-10T01:05:00.000Z');
    expect((await officer.get(asked('0', '1', `&asOf=${early}`))).status).toBe(422);
    expect((await (await app.as('officer-nanshan')).get(asked('0', '1'))).status).toBe(404);
  });
});
