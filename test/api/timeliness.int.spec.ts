import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { homeVisitForm } from '../support/case-clerk.js';
import { GANGKOU, allRows, download, morning, ok, ownerChain, reportClue } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  const known = { knownAt: '2026-09-10T07:00:00+08:00', urgencyHint: 'URGENT' };
  const caseId = await reportClue(officer, known);
  await ok(officer.post(`/cases/${caseId}/openings`, { ownerChain }));
  const aid = { beneficiaries: ['m-head'], money: 60_000, method: 'CASH', disbursedAt: '2026-09-11T09:00:00+08:00' };
  await ok(officer.post(`/cases/${caseId}/emergency-aids`, aid));
  await ok(officer.post(`/cases/${caseId}/home-visits`, homeVisitForm({ visitedAt: '2026-09-10T20:00:00+08:00' })));
  await reportClue(officer, { knownAt: '2026-09-11T07:00:00+08:00' });
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const shown = async (caller: TestCaller, query = '') =>
  (await allRows(caller, `/timeliness${query}`)).map((row) =>
    [row['townName'], row['step'], row['cases'], row['medianHours'], row['p90Hours']].join(' '),
  );

describe('how long cases take from one station to the next', () => {
  const all = ['港口镇 REPORT 2 2 26', '港口镇 VISIT 1 0 0', '港口镇 DECISION 1 13 13', '港口镇 AID 1 0 0'];

  it('is told township by township, of the own area alone and of the days asked for', async () => {
    const bureau = await app.as('bureau');
    const whole = [...all, '港口镇 WHOLE 1 26 26'];
    expect([await shown(officer), await shown(bureau, `?town=${GANGKOU}`)]).toEqual([whole, whole]);
    expect(await shown(bureau, '?town=341881002')).toEqual([]);
    expect(await shown(await app.as('officer-nanshan'))).toEqual([]);
    expect(await shown(officer, '?from=2026-09-11&until=2026-09-11')).toEqual(['港口镇 REPORT 1 2 2']);
    expect(await shown(officer, '?until=2026-09-09')).toEqual([]);
    expect((await (await app.as('coordinator-gangkou')).get('/timeliness')).status).toBe(403);
  });

  it('as a sheet has the same lines', async () => {
    const { body } = await download(officer.get('/timeliness.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    const wanted = ['发现到上报', '上报到入户', '入户到决定', '决定到救助', '发现到救助', '九成位(小时)'];
    expect(cells.filter((text) => wanted.includes(text))).toEqual([
      '九成位(小时)',
      '发现到上报',
      '上报到入户',
      '入户到决定',
      '决定到救助',
      '发现到救助',
    ]);
  });
});
