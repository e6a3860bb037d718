import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import { contentHash } from '../../src/platform/spreadsheets/content-hash.js';
import { projections } from '../../src/projections.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  GANGKOU,
  OTHER_VILLAGE,
  VILLAGE,
  appointCoordinator,
  download,
  groupMemberForm,
  ok,
} from '../support/clerk.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { partsOf } from '../support/opened-workbook.js';

const A3 = `2026_${GANGKOU}_A3`;
const A4 = `2026_${GANGKOU}_A4`;
const form = { year: '2026', townCode: GANGKOU, filledBy: '李民政', reviewedBy: '王主任' };
let app: TestApp;
let coordinatorId: string;

/** An account with a token of this moment. */
const officer = (): Promise<TestCaller> => app.as('officer-gangkou');
const bureau = (): Promise<TestCaller> => app.as('bureau');

beforeAll(async () => {
  app = await startApp();
  const clerk = await officer();
  coordinatorId = await appointCoordinator(clerk);
  const member = groupMemberForm();
  await ok(clerk.post('/groups', { townCode: GANGKOU, leader: member, on: '2026-09-05' }));
  await ok((await bureau()).post('/filing-campaigns', { year: '2026' }));
  await app.at('2026-11-12T15:59:00.000Z');
  await ok((await officer()).post('/filings', { ...form, annex: 'A3' }));
  await app.at('2026-11-12T16:10:00.000Z');
  await ok((await officer()).post('/filings', { ...form, annex: 'A4' }));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

/** Both filings as JSON and as workbooks, byte for byte. */
async function asFiled(): Promise<readonly unknown[]> {
  const caller = await officer();
  const answers: unknown[] = [];
  for (const id of [A3, A4]) {
    const { status, text } = await caller.get(`/filings/${id}/roster?submission=1`);
    const { body, headers } = await download(caller.get(`/filings/${id}/roster.xlsx?submission=1`));
    answers.push([status, text, headers['x-content-hash'], headers['content-disposition'], body]);
  }
  return answers;
}

async function linesOf(id: string): Promise<unknown[][]> {
  const { body } = await download((await officer()).get(`/filings/${id}/roster.xlsx`));
  expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(body as ArrayBuffer);
  const lines: unknown[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    const line: unknown[] = [];
    row.eachCell({ includeEmpty: true }, (cell) =>
      line.push(cell.isMerged && cell.master !== cell ? null : cell.value),
    );
    lines.push(line.filter((value) => value !== null));
  });
  return lines;
}

describe('a filed roster is had years later as it was filed (S31)', () => {
  let before: readonly unknown[];

  it('by its township and the bureau, with the day of its submission and who filled it', async () => {
    const { body } = await (await bureau()).get(`/filings/${A3}/roster`);
    expect(body).toMatchObject({
      submission: 1,
      townName: '港口镇',
      submittedAt: '2026-11-12T15:59:00.000Z',
      filledBy: '李民政',
      reviewedBy: '王主任',
      intact: true,
      rows: [{ coordinatorId, name: '王芳', idNo: '**************0078', villages: [{ code: VILLAGE }] }],
    });
    const { body: group } = await (await officer()).get(`/filings/${A4}/roster`);
    expect([group.submittedAt, group.intact, group.rows[0].members[0].name]).toEqual([
      '2026-11-12T16:10:00.000Z',
      true,
      '李民政',
    ]);
    before = await asFiled();
  });

  it('as a workbook dated by the day in 宁国, not by the day in UTC', async () => {
    const [a3, a4] = [await linesOf(A3), await linesOf(A4)];
    const said = (lines: unknown[][]) => lines.slice(0, 3).flat().join(' ');
    expect([said(a3), said(a4)]).toEqual([
      expect.stringMatching(/村级社会救助协理员花名册.*截至 2026-11-12.*李民政.*王主任/),
      expect.stringMatching(/困难救助信息采集组成员花名册.*截至 2026-11-13.*李民政.*王主任/),
    ]);
  });

  it('and is nobody else’s: another township meets no filing, and what was not filed is not there', async () => {
    const foreign = await (await app.as('officer-nanshan')).get(`/filings/${A3}/roster`);
    const never = await (await officer()).get(`/filings/2025_${GANGKOU}_A3/roster`);
    const second = await (await officer()).get(`/filings/${A3}/roster?submission=2`);
    const early = await (await officer()).get(`/filings/${A3}/roster?asOf=2026-11-12T23:58:00%2B08:00`);
    expect([foreign.status, never.status, second.status, early.status]).toEqual([404, 404, 404, 404]);
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...never.body, traceId: '' });
  });

  it('byte for byte after everything on it has changed, and after the villages bear other names', async () => {
    const clerk = await officer();
    await appointCoordinator(clerk, { villages: [OTHER_VILLAGE] });
    await ok(clerk.post(`/coordinators/${coordinatorId}/changes`, { name: '王方', phone: '13712345678' }));
    const reason = { from: '2026-11-13', reason: 'RETIRED' };
    await ok(clerk.post(`/coordinators/${coordinatorId}/reliefs`, reason));
    const added = { townCode: GANGKOU, member: groupMemberForm({ name: '赵丁', idNo: undefined }), on: '2026-11-13' };
    await ok(clerk.post('/groups/members', added));
    const renamed = loadDivisions('2023').divisions.map((one) => ({ ...one, name: `新${one.name}`.slice(0, 30) }));
    const edition = { edition: '2026-2', divisions: renamed, source: '试验' };
    await ok((await bureau()).post('/rulebook/divisions', edition));
    await app.settle();
    expect(await asFiled()).toEqual(before);
  });

  it('byte for byte after the bureau sent it back and another was filed', async () => {
    const reasons = [{ text: '缺西村村' }];
    await ok((await bureau()).post(`/filings/${A3}/returns`, { reasons }));
    await ok((await officer()).post('/filings', { ...form, annex: 'A3' }));
    const latest = await (await officer()).get(`/filings/${A3}/roster`);
    expect([latest.body.submission, latest.body.townName, latest.body.rows.length]).toEqual([2, '新港口镇', 1]);
    expect(await asFiled()).toEqual(before);
  });

  it('byte for byte after a rebuild of every view and a new start years later', async () => {
    for (const { name } of projections) await app.system.platform.runner.rebuild(name);
    expect(await asFiled()).toEqual(before);
    app = await app.restart();
    await app.at('2031-03-01T01:00:00.000Z');
    expect(await asFiled()).toEqual(before);
  });

  it('with the hash the facts carry, over the very lines they carry, none of them in clear', async () => {
    const facts = (await app.facts(['filing'])).filter(({ type }) => type === 'FilingSubmitted');
    const kept = facts.map(({ data }) => Object.values(data['kept'] as Record<string, readonly unknown[]>)[0] ?? []);
    expect(await Promise.all(kept.map((lines) => contentHash(lines)))).toEqual(
      facts.map(({ data }) => data['contentHash']),
    );
    const log = JSON.stringify(facts);
    expect(['王芳', '李民政', '王主任', '13812345678', '民政办'].filter((word) => log.includes(word))).toEqual([]);
  });

  it('without whoever was erased since, and still with the hash that proves it', async () => {
    const [, , hash] = (before[0] ?? []) as unknown[];
    await app.system.stop();
    const { dataFolder } = app.system.platform.settings;
    const keyEncryptionKey = Buffer.from(readFileSync(join(dataFolder, 'demo.key'), 'utf8').trim(), 'hex');
    const keys = openSqliteKeyStore({ file: join(dataFolder, 'keys.sqlite'), keyEncryptionKey });
    await keys.destroy(coordinatorId);
    await keys.close();
    app = await startApp({ folder: app.folder, now: app.clock.now() });
    const { body } = await (await officer()).get(`/filings/${A3}/roster?submission=1`);
    const gone = '已依法删除';
    expect(body.rows[0]).toMatchObject({ coordinatorId, name: gone, idNo: gone, phone: gone, since: '2026-09-01' });
    expect([body.intact, body.contentHash, body.filledBy]).toEqual([true, hash, '李民政']);
    const { headers } = await download((await officer()).get(`/filings/${A3}/roster.xlsx?submission=1`));
    expect(headers['x-content-hash']).toBe(hash);
  });
});
