import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, allRows, clueForm, download, morning, ok } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;

/** Four calls: answered in time, answered by a late visit, never answered, still waiting. */
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  const call = async (callNo: string, callAt: string, channel = 'H12345') =>
    String((await ok(officer.post('/cases/calls', { townCode: GANGKOU, channel, callAt, callNo })))['caseId']);
  const respond = (caseId: string, respondedAt: string) =>
    ok(officer.post(`/cases/${caseId}/first-responses`, { respondedAt, how: 'DOOR', helpNeeded: true }));
  const prompt = await call('n-1', '2026-09-10T10:00:00+08:00');
  await respond(prompt, '2026-09-10T12:30:00+08:00');
  const slow = await call('n-2', '2026-09-10T11:00:00+08:00', 'TOWN_HOTLINE');
  await call('n-3', '2026-09-10T12:00:00+08:00');
  await app.at('2026-09-11T06:00:00.000Z');
  officer = await app.as('officer-gangkou');
  await respond(slow, '2026-09-11T13:00:00+08:00');
  await call('n-4', '2026-09-11T13:30:00+08:00');
  await ok(officer.post('/cases/clues', clueForm({ urgencyHint: 'URGENT' })));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const shown = async (caller: TestCaller, query = '') =>
  (await allRows(caller, `/hotline${query}`)).map((row) =>
    [row['callNo'], row['state'], row['how'] ?? '-', row['hours']].join(' '),
  );
const all = ['n-1 IN_TIME DOOR 2', 'n-2 LATE DOOR 26', 'n-3 OVERDUE - 26', 'n-4 OPEN - 0'];

describe('how calls were answered first, in hours (S13)', () => {
  it('stands call by call, the oldest first, in the own area alone', async () => {
    expect([await shown(officer), await shown(officer, '?limit=1')]).toEqual([all, all]);
    expect(await shown(await app.as('bureau'), `?town=${GANGKOU}`)).toEqual(all);
    expect(await shown(await app.as('officer-nanshan'))).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/hotline')).status).toBe(403);
    const [row] = await allRows(officer, '/hotline');
    expect(row).toEqual({
      caseId: expect.any(String) as string,
      townCode: GANGKOU,
      townName: '港口镇',
      villageCode: null,
      villageName: null,
      channel: 'H12345',
      channelName: '12345',
      callNo: 'n-1',
      callAt: '2026-09-10T02:00:00.000Z',
      dueAt: '2026-09-11T02:00:00.000Z',
      respondedAt: '2026-09-10T04:30:00.000Z',
      how: 'DOOR',
      howName: '上门',
      hours: 2,
      state: 'IN_TIME',
      stateName: '按时响应',
    });
  });

  it('is asked for by channel, state and days of the call', async () => {
    expect(await shown(officer, '?channel=TOWN_HOTLINE')).toEqual([all[1]]);
    expect(await shown(officer, '?state=OVERDUE')).toEqual([all[2]]);
    expect(await shown(officer, '?state=IN_TIME&limit=1')).toEqual([all[0]]);
    expect(await shown(officer, '?from=2026-09-11')).toEqual([all[3]]);
    expect(await shown(officer, '?until=2026-09-10&limit=2')).toEqual(all.slice(0, 3));
    expect((await officer.get('/hotline?state=LOST')).status).toBe(422);
  });

  it('is counted township by township', async () => {
    const byState = { OPEN: 1, OVERDUE: 1, IN_TIME: 1, LATE: 1, NEEDLESS: 0 };
    const counted = [{ townCode: GANGKOU, townName: '港口镇', calls: 4, byState }];
    expect(await allRows(officer, '/hotline-counts')).toEqual(counted);
    expect(await allRows(await app.as('bureau'), '/hotline-counts')).toEqual(counted);
    expect(await allRows(await app.as('officer-nanshan'), '/hotline-counts')).toEqual([]);
  });

  it('as of an earlier instant is judged by that instant', async () => {
    expect(await shown(officer, '?asOf=2026-09-11T01:30:00Z')).toEqual([
      'n-1 IN_TIME DOOR 2',
      'n-2 OPEN - 22',
      'n-3 OPEN - 21',
    ]);
  });

  it('is a sheet as well', async () => {
    const { body } = await download(officer.get('/hotline.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    expect(cells.filter((text) => text.endsWith('响应'))).toEqual(['按时响应', '超时响应', '逾期未响应', '待响应']);
  });
});
