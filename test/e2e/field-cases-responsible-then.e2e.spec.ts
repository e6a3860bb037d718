import ExcelJS from 'exceljs';
import { projections } from '../../src/projections.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  VILLAGE,
  allRows,
  appointCoordinator,
  download,
  list,
  madeUpCaller,
  morning,
  ok,
  registerHousehold,
  visit,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let family: Registered;
let visitId: string;
/** Ids of the two posts: 甲 to 09-15, 乙 from 09-16. */
let jia: string;
let yi: string;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-08-01') });
  await on('2026-08-01');
  jia = await appointCoordinator(officer, { from: '2026-08-01', particulars: { personRef: 'person-jia' } });
  family = await registerHousehold(officer, { registeredOn: '2026-08-01' });
  await list(officer, family.householdId, { listedOn: '2026-08-01', coordinatorRef: 'named-on-paper' });
  await on('2026-09-10');
  visitId = String((await visit(await somebody('jia'), family, '2026-09-10T08:00:00+08:00'))['visitId']);
  await on('2026-09-16');
  yi = await appointCoordinator(officer, { from: '2026-09-16', particulars: { personRef: 'person-yi' } });
  await ok(officer.post(`/coordinators/${jia}/reliefs`, { from: '2026-09-16', reason: 'TERM_END', handOverTo: yi }));
  await visit(await somebody('yi'), family, '2026-09-16T08:00:00+08:00');
  await app.settle();
});
afterAll(async () => {
  await app.stop();
});

async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
}

/** Whoever of the two, by a token of his own. */
function somebody(who: 'jia' | 'yi'): Promise<TestCaller> {
  return madeUpCaller(app, { account: `account-${who}`, role: 'COORDINATOR', org: VILLAGE, person: `person-${who}` });
}

/** Lines of the family's 附件2 sheet: who answered that day, and who put it right. */
async function sheetLines(): Promise<readonly unknown[]> {
  const { body } = await download(officer.get(`/households/${family.householdId}/page.xlsx`));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(body as ArrayBuffer);
  const wanted = ['当日负责协理员', '更正'];
  const columns: number[] = [];
  const lines: unknown[] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    row.eachCell((cell, at) => {
      const found = wanted.indexOf(String(cell.value));
      if (found >= 0) columns[found] = at;
    });
    if (columns.length === wanted.length && typeof row.getCell(1).value === 'number')
      lines.push(columns.map((at) => row.getCell(at).value));
  });
  return lines;
}

/** Every place where somebody reads who answered for what. */
async function everywhere() {
  const [ledger, page] = await Promise.all([
    allRows(officer, `/patrol-ledger?village=${VILLAGE}`),
    allRows(officer, `/households/${family.householdId}`),
  ]);
  const [august, september] = await Promise.all(
    ['2026-08', '2026-09'].map(async (month) => {
      const [row] = await allRows(officer, `/visit-calendar?month=${month}&village=${VILLAGE}`);
      const visits = row?.['visits'] as readonly { readonly by: string; readonly responsible: unknown }[];
      return [row?.['state'], row?.['responsible'], visits.map(({ by, responsible }) => [by, responsible])];
    }),
  );
  const { body } = await officer.get(`/households/${family.householdId}`);
  const rows = [ledger, page].map((lines) =>
    lines.map(({ author, responsible, corrections }) => [
      author,
      responsible,
      (corrections as readonly Record<string, unknown>[]).map(({ proposedBy, approvedBy }) => [proposedBy, approvedBy]),
    ]),
  );
  return { rows, sheet: await sheetLines(), august, september, misses: (body as { misses: unknown }).misses };
}

function expected(corrections: readonly (readonly string[])[]) {
  const rows = [
    ['account-yi', [yi], []],
    ['account-jia', [jia], corrections],
  ];
  const put = corrections.map(([by, approved]) => `${by} 提请，${approved} 复核`).join('\n');
  return {
    rows: [rows, rows],
    sheet: [
      [jia, put === '' ? null : put],
      [yi, null],
    ],
    august: ['MISSED', [jia], []],
    september: [
      'FULFILLED',
      [yi],
      [
        ['account-jia', [jia]],
        ['account-yi', [yi]],
      ],
    ],
    misses: [expect.objectContaining({ month: '2026-08', responsible: [jia] })],
  };
}

describe('F21 · a village passes from 甲 to 乙 on 09-16', () => {
  const put = [['account-yi', 'demo-reviewer-gangkou']];

  it('what was before keeps 甲: his visit, the month he missed, in every view and on the sheet', async () => {
    expect(await everywhere()).toEqual(expected([]));
  });

  it('甲 has no word about it any more, 乙 has', async () => {
    const correction = {
      correctsVisitId: visitId,
      corrected: { needs: ['MEDICAL'] },
      reason: '需求漏记',
    };
    const path = `/households/${family.householdId}/visit-corrections`;
    expect((await (await somebody('jia')).post(path, correction)).status).toBe(404);
    const { proposalId } = await ok((await somebody('yi')).post(path, correction));
    const approval = `${path}/${String(proposalId)}/approvals`;
    await ok((await app.as('reviewer-gangkou')).post(approval, {}));
    await app.settle();
  });

  it('corrected by 乙 the visit shows 甲 as author, 乙 as corrector and the reviewer as approver', async () => {
    expect(await everywhere()).toEqual(expected(put));
    const told = (await app.facts(['household'])).filter(({ type }) => type === 'PatrolVisitCorrected');
    expect(told.map(({ data, metadata }) => [data['proposedBy'], metadata.actorId])).toEqual(put);
  });

  it('and so it stands after a rebuild, after a new start, and as of a day before the correction', async () => {
    for (const { name } of projections) await app.system.platform.runner.rebuild(name);
    expect(await everywhere()).toEqual(expected(put));
    app = await app.restart();
    await on('2026-09-20');
    expect(await everywhere()).toEqual(expected(put));
    const asOf = encodeURIComponent('2026-09-12T00:00:00.000Z');
    const then = await allRows(officer, `/patrol-ledger?village=${VILLAGE}&asOf=${asOf}`);
    expect(then.map(({ author, responsible, corrections }) => [author, responsible, corrections])).toEqual([
      ['account-jia', [jia], []],
    ]);
  });
});
