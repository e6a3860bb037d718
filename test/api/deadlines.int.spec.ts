import ExcelJS from 'exceljs';
import { CaseDeadlineTimer } from '../../src/policies/case-deadlines/case-deadlines.timer.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { decidableCase, urgentCase } from '../support/case-clerk.js';
import { GANGKOU, allRows, download, morning, ok } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { tempFolder } from '../support/temp-folder.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;
let call: string;
let urgent: string;
let applied: string;
let applicationId: string;
let referralId: string;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-21'), folder: (await tempFolder({ memory: true })).path });
  officer = await app.as('officer-gangkou');
  const rang = { townCode: GANGKOU, channel: 'H12345', callAt: '2026-09-21T08:30:00+08:00', callNo: 'n-1' };
  call = String((await ok(officer.post('/cases/calls', rang)))['caseId']);
  urgent = await urgentCase(officer);
  ({ caseId: applied, applicationId } = await decidableCase(officer, {
    application: { acceptedOn: '2026-09-21' },
    notice: { from: '2026-09-21' },
  }));
  const referral = { department: 'MEDICAL', need: 'MEDICAL', beneficiaries: ['m-head'] };
  referralId = String((await ok(officer.post(`/cases/${applied}/referrals`, referral)))['referralId']);
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const shown = async (query = '', caller = officer) =>
  (await allRows(caller, `/deadlines${query}`)).map((row) =>
    [row['kind'], row['dueOn'], row['promisedOn'], row['level'], row['owner']].map((value) => value ?? '-').join(' '),
  );
const kinds = async (query: string) => (await allRows(officer, `/deadlines${query}`)).map(({ kind }) => kind);
const TYPES = ['FirstResponseLate', 'AidLate', 'MeasureOverdue', 'ReferralOverdue', 'PublicNoticeEnded'];
const written = async () =>
  (await app.facts(['case']))
    .filter(({ type }) => TYPES.includes(type))
    .map(({ type, stream, metadata: { occurredAt, actorRole, townCode } }) => [
      type,
      stream,
      occurredAt,
      actorRole,
      townCode,
    ]);
const fact = (type: string, caseId: string, occurredAt: string) => [
  type,
  `case-${caseId}`,
  occurredAt,
  'SYSTEM',
  GANGKOU,
];
const early = () => [
  fact('FirstResponseLate', call, '2026-09-22T00:30:00.000Z'),
  fact('AidLate', urgent, '2026-09-24T15:59:59.999Z'),
  fact('PublicNoticeEnded', applied, '2026-09-28T15:59:59.999Z'),
];
const overdue = async (state: string) =>
  (await allRows(officer, `/alerts?kind=CASE_OVERDUE&state=${state}`)).map((row) => [
    row['alertId'],
    row['kindName'],
    row['detail'],
  ]);

describe('the limits of cases, over the National Day and the workday made up for it on 10 October', () => {
  it('stand with law and promise side by side, the earliest first, for the own township alone', async () => {
    const all = [
      'FIRST_RESPONSE 2026-09-22 - GREEN -',
      'EMERGENCY_AID 2026-09-24 - GREEN o-1',
      'PUBLIC_NOTICE 2026-09-28 - GREEN o-1',
      'REFERRAL 2026-10-12 - GREEN MEDICAL',
      'DECISION 2026-10-26 2026-10-26 GREEN o-1',
    ];
    expect([await shown(), await shown('?limit=1'), await shown('?limit=2')]).toEqual([all, all, all]);
    expect([await kinds('?kind=REFERRAL'), await kinds('?owner=MEDICAL'), await kinds('?level=RED')]).toEqual([
      ['REFERRAL'],
      ['REFERRAL'],
      [],
    ]);
    expect(await kinds('?dueFrom=2026-09-24&dueUntil=2026-09-28')).toEqual(['EMERGENCY_AID', 'PUBLIC_NOTICE']);
    expect(await shown('', await app.as('officer-nanshan'))).toEqual([]);
    const bureau = await app.as('bureau');
    expect([await shown(`?town=${GANGKOU}`, bureau), await shown('?town=341881002', bureau)]).toEqual([all, []]);
    expect((await (await app.as('coordinator-gangkou')).get('/deadlines')).status).toBe(403);
  });

  it('are looked at again the instant after the first of them ends, and within six hours in any case', async () => {
    const { change, platform } = app.system;
    const { store, views } = platform;
    const nextLook = async () => {
      const failed = (error: unknown): void => {
        throw error;
      };
      let timer: CaseDeadlineTimer | undefined;
      const asked = await new Promise<string>((resolve) => {
        const wakeAt = (instant: string, signal?: AbortSignal): Promise<void> => {
          resolve(instant);
          return new Promise((stopped) => signal?.addEventListener('abort', () => stopped(), { once: true }));
        };
        const clock = { now: () => app.clock.now(), wakeAt };
        timer = new CaseDeadlineTimer({ clock, change, store, views, rules: () => platform.rules(), failed });
        timer.start();
      });
      await timer?.stop();
      return asked;
    };
    expect(await nextLook()).toBe('2026-09-21T07:00:00.000Z');
    await app.at('2026-09-22T00:00:00.000Z');
    expect(await nextLook()).toBe('2026-09-22T00:30:00.001Z');
  });

  it('are missed the instant after, once each; a notice that is over is only over', async () => {
    await app.at('2026-09-22T00:30:00.000Z');
    expect(await written()).toEqual([]);
    await app.at('2026-09-22T00:30:00.001Z');
    expect(await written()).toEqual(early().slice(0, 1));
    await app.at('2026-10-12T15:59:59.999Z');
    expect(await written()).toEqual(early());
    officer = await app.as('officer-gangkou');
    expect(await shown()).toEqual([
      'FIRST_RESPONSE 2026-09-22 - RED -',
      'EMERGENCY_AID 2026-09-24 - RED o-1',
      'REFERRAL 2026-10-12 - AMBER MEDICAL',
      'DECISION 2026-10-26 2026-10-26 GREEN o-1',
    ]);
  });

  it('come to nothing a second time, whatever runs or starts again', async () => {
    await app.at('2026-10-12T16:00:00.000Z');
    const all = [...early(), fact('ReferralOverdue', applied, '2026-10-12T15:59:59.999Z')];
    expect(await written()).toEqual(all);
    expect(await app.system.caseDeadlines.round()).toBe(0);
    app = await app.restart();
    await app.at(morning('2026-10-14'));
    expect(await written()).toEqual(all);
    officer = await app.as('officer-gangkou');
  });

  it('are told in the alerts until they are made up for', async () => {
    const answer = [`CASE_OVERDUE.${applied}.2026-10-12`, '个案办理逾期', '转介反馈'];
    const others = [
      [`CASE_OVERDUE.${urgent}.2026-09-24`, '个案办理逾期', '小额快救'],
      [`CASE_OVERDUE.${call}.2026-09-22`, '个案办理逾期', '第一响应'],
    ];
    expect([await overdue('OPEN'), await overdue('ENDED')]).toEqual([[answer, ...others], []]);
    const outcome = { outcome: 'HELPED', text: '已报销' };
    await ok(officer.post(`/cases/${applied}/referrals/${referralId}/outcomes`, outcome));
    await app.settle();
    expect([await overdue('OPEN'), await overdue('ENDED')]).toEqual([others, [answer]]);
    expect(await kinds('?owner=MEDICAL')).toEqual([]);
  });

  it('move with an extension, and stand as they were known on any day', async () => {
    const reviewer = await app.as('reviewer-gangkou');
    const more = { reason: 'COMPLEX', until: '2026-11-20' };
    await ok(reviewer.post(`/cases/${applied}/applications/${applicationId}/extensions`, more));
    await app.settle();
    expect(await shown('?kind=DECISION')).toEqual(['DECISION 2026-11-20 2026-10-26 GREEN o-1']);
    expect(await shown(`?kind=DECISION&asOf=${encodeURIComponent('2026-10-13T00:00:00+08:00')}`)).toEqual([
      'DECISION 2026-10-26 2026-10-26 GREEN o-1',
    ]);
    await app.at(morning('2026-10-27'));
    officer = await app.as('officer-gangkou');
    expect(await shown('?kind=DECISION')).toEqual(['DECISION 2026-11-20 2026-10-26 AMBER o-1']);
  });

  it('as a sheet have the same lines', async () => {
    const { body } = await download(officer.get('/deadlines.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    const wanted = ['承诺期限', '第一响应', '小额快救', '申请办结', '低保', '逾期', '临近期限'];
    expect(cells.filter((text) => wanted.includes(text))).toEqual([
      '承诺期限',
      '第一响应',
      '逾期',
      '小额快救',
      '逾期',
      '申请办结',
      '低保',
      '临近期限',
    ]);
  });
});
