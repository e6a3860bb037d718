import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { OTHER_VILLAGE, allRows, download, morning, ok, registerHousehold } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { complaintsAbout } from '../support/valid-workbook.js';

let app: TestApp;
let officer: TestCaller;
let coordinator: TestCaller;
let one: Registered;
let other: Registered;
let position: string;

const seen = { kind: 'HAZARD', on: '2026-09-02', text: '独居且用火不当' };

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-10') });
  officer = await app.as('officer-gangkou');
  coordinator = await app.as('coordinator-gangkou');
  one = await registerHousehold(officer, { registeredOn: '2026-09-01', groupNo: '01' });
  other = await registerHousehold(officer, { registeredOn: '2026-09-01', villageCode: OTHER_VILLAGE });
  const raise = (who: TestCaller, { householdId, headMemberId }: Registered) =>
    ok(who.post(`/households/${householdId}/care-risks`, { ...seen, memberId: headMemberId }));
  await raise(coordinator, one);
  position = String((await raise(officer, other))['position']);
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const listed = async (who: TestCaller, query = '') =>
  (await allRows(who, `/care-watch${query}`)).map(({ householdId }) => householdId);

describe('the care watch (S22)', () => {
  it('shows who may be ill cared for in the own area alone, a coordinator his own villages', async () => {
    const both = [one.householdId, other.householdId];
    expect([await listed(officer), await listed(officer, '?limit=1'), await listed(await app.as('bureau'))]).toEqual([
      both,
      both,
      both,
    ]);
    expect(await listed(officer, `?village=${OTHER_VILLAGE}`)).toEqual([other.householdId]);
    expect([await listed(coordinator), await listed(await app.as('officer-nanshan'))]).toEqual([[one.householdId], []]);
    const [row] = await allRows(officer, '/care-watch');
    expect(row?.['risks']).toEqual([
      {
        riskId: expect.any(String) as string,
        memberId: one.headMemberId,
        name: row?.['headName'],
        kind: 'HAZARD',
        from: '2026-09-02',
        until: null,
      },
    ]);
    const refused = await Promise.all(
      [officer, coordinator].map((who) =>
        who.post(`/households/${one.householdId}/care-risks`, { ...seen, memberId: one.headMemberId }),
      ),
    );
    expect(refused.map(({ status, body }) => [status, body.rule])).toEqual([
      [409, 'already-at-risk'],
      [409, 'already-at-risk'],
    ]);
    expect((await (await app.as('window-gangkou')).get('/care-watch')).status).toBe(403);
  });

  it('as a sheet has the same lines, and its words stay sealed in the log', async () => {
    const { body } = await download(officer.get('/care-watch.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.text)));
    const wanted = ['风险种类', '存有隐患', '未解除'];
    expect(cells.filter((text) => wanted.includes(text))).toEqual([
      '风险种类',
      '存有隐患',
      '未解除',
      '存有隐患',
      '未解除',
    ]);
    expect((await coordinator.get('/care-watch.xlsx')).status).toBe(403);
    expect(JSON.stringify(await app.facts(['household']))).not.toContain('用火不当');
  });

  it('lets go of who was cleared, who is asked for then, and still shows him as of before', async () => {
    const cleared = { memberId: one.headMemberId, kind: 'HAZARD', on: '2026-09-09', text: '已装报警器' };
    await ok(coordinator.post(`/households/${one.householdId}/care-risk-clearances`, cleared));
    await app.settle();
    expect([await listed(officer), await listed(officer, '?state=ENDED')]).toEqual([
      [other.householdId],
      [one.householdId],
    ]);
    expect(await listed(officer, `?asOf=${position}`)).toEqual([one.householdId, other.householdId]);
  });
});

describe('F01 · a family on the care watch that is merged into another', () => {
  it('is on the watch as the survivor, with who is at risk of what since when', async () => {
    const survivor = await registerHousehold(officer, { registeredOn: '2026-09-01', villageCode: OTHER_VILLAGE });
    const [before] = await allRows(officer, '/care-watch');
    const merge = { into: survivor.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '登记两次' };
    const path = `/households/${other.householdId}/mergers`;
    const { proposalId } = await ok(officer.post(path, merge));
    await ok((await app.as('reviewer-gangkou')).post(`${path}/${String(proposalId)}/approvals`, {}));
    await app.settle();
    const [after] = await allRows(officer, '/care-watch');
    expect([await listed(officer), after?.['risks']]).toEqual([[survivor.householdId], before?.['risks']]);
  });
});
