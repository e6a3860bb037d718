import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  allRows,
  appointCoordinator,
  download,
  listedHousehold,
  morning,
  ok,
  visit,
} from '../support/clerk.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { partsOf } from '../support/opened-workbook.js';

let app: TestApp;
let officer: TestCaller;
let coordinatorId: string;
let families: readonly [Registered, Registered];
let short: string;

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-01') });
  officer = await app.as('officer-gangkou');
  coordinatorId = await appointCoordinator(officer);
  short = `TRAINING_SHORT.${coordinatorId}.2026-11-29`;
  const listing = { listedOn: '2026-09-01' };
  const [one, other] = [await listedHousehold(officer, {}, listing), await listedHousehold(officer, {}, listing)];
  families = one.householdId < other.householdId ? [one, other] : [other, one];
  const nanshan = await app.as('officer-nanshan');
  await listedHousehold(nanshan, { villageCode: NANSHAN_VILLAGE }, listing);
  await on('2026-10-20');
}, 180_000);
afterAll(async () => {
  await app.stop();
});

async function on(day: string): Promise<void> {
  await app.at(morning(day));
  officer = await app.as('officer-gangkou');
}

const missOf = ({ householdId }: Registered, month: string, day: string) =>
  `MISSED_VISIT.${householdId}_${month}.${day}`;
const told = async (query = ''): Promise<readonly unknown[]> =>
  (await allRows(officer, `/alerts${query}`)).map(({ alertId }) => alertId);

describe('alerts of what was owed (S05, S15, S32)', () => {
  it('name each household whose month was missed, from the cut-off on, in its own township alone', async () => {
    const [first, second] = families;
    const all = [missOf(first, '2026-09', '2026-10-13'), missOf(second, '2026-09', '2026-10-13')];
    expect([await told(), await told('?limit=1'), await told('?kind=MISSED_VISIT&limit=1')]).toEqual([all, all, all]);
    expect(await told('?kind=TRAINING_SHORT')).toEqual([]);
    const [row] = await allRows(officer, '/alerts');
    expect([row?.['kindName'], row?.['about'], row?.['month'], row?.['villageName'], row?.['endedOn']]).toEqual([
      '重点困难群众当月漏访',
      first.householdId,
      '2026-09',
      '灰山村委会',
      null,
    ]);
    const bureau = await app.as('bureau');
    expect((await allRows(bureau, '/alerts?limit=2')).length).toBe(3);
  });

  it('end with a visit of that month that is entered late, and with no other month’s', async () => {
    const [first, second] = families;
    await visit(officer, first, '2026-10-19T10:00:00+08:00');
    await visit(officer, second, '2026-09-28T10:00:00+08:00');
    await app.settle();
    expect([await told('?state=OPEN'), await told('?state=ENDED')]).toEqual([
      [missOf(first, '2026-09', '2026-10-13')],
      [missOf(second, '2026-09', '2026-10-13')],
    ]);
    const asOf = encodeURIComponent('2026-10-20T01:00:00.000Z');
    expect((await told(`?state=OPEN&asOf=${asOf}`)).length).toBe(1);
    expect(await told(`?asOf=${encodeURIComponent('2026-10-13T15:00:00.000Z')}`)).toEqual([]);
  });

  it('name a coordinator on his 90th day in post without a training, as the training view does', async () => {
    await app.at('2026-11-28T15:59:59.999Z');
    officer = await app.as('officer-gangkou');
    const before = await told('?kind=TRAINING_SHORT');
    await app.at('2026-11-28T16:00:00.000Z');
    officer = await app.as('officer-gangkou');
    const [trainings] = await allRows(officer, '/training');
    expect([before, await told('?kind=TRAINING_SHORT'), trainings?.['short']]).toEqual([[], [short], 1]);
  });

  it('stand with who has read them, among the others in the order of their days', async () => {
    const [first] = families;
    const miss = missOf(first, '2026-09', '2026-10-13');
    for (const alertId of [short, miss])
      await ok(officer.post('/townships/alert-acknowledgements', { townCode: GANGKOU, alertId }));
    await app.settle();
    const open = await told('?state=OPEN');
    expect([open.includes(short), open.includes(miss), open.indexOf(short) < open.indexOf(miss)]).toEqual([
      true,
      true,
      true,
    ]);
    const unseen = await told('?state=UNSEEN');
    expect(unseen).toEqual(open.filter((alertId) => alertId !== short && alertId !== miss));
    expect([await told('?state=OPEN&limit=1'), await told('?limit=2')]).toEqual([open, await told()]);
  });

  it('end on the day he is trained, and by another number of days where the bureau says so', async () => {
    await on('2026-12-01');
    const held = { subject: '业务培训', hours: 8, on: '2026-12-01' };
    const { trainingId } = await ok(officer.post('/townships/trainings', { townCode: GANGKOU, ...held }));
    await ok(officer.post(`/coordinators/${coordinatorId}/trainings`, { ...held, trainingId }));
    await app.settle();
    const rows = await allRows(officer, '/alerts?kind=TRAINING_SHORT');
    expect(rows.map(({ alertId, endedOn, seenByMe }) => [alertId, endedOn, seenByMe])).toEqual([
      [short, '2026-12-01', true],
    ]);
    const parameter = { id: 'TRAINING-DAYS', value: 60, unit: '日', source: '试验', effectiveFrom: '2026-12-01' };
    await ok((await app.as('bureau')).post('/rulebook/parameters', { ...parameter, clocked: false }));
    expect(await told('?kind=TRAINING_SHORT')).toEqual([`TRAINING_SHORT.${coordinatorId}.2026-10-30`]);
  });

  it('are a workbook in the same order', async () => {
    const { body, headers } = await download(officer.get('/alerts.xlsx?kind=MISSED_VISIT&state=ENDED'));
    const whole = await download(officer.get('/alerts.xlsx'));
    expect(headers['x-content-hash']).not.toBe(whole.headers['x-content-hash']);
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const lines: unknown[][] = [];
    workbook.worksheets[0]?.eachRow((row) => {
      if (typeof row.getCell(1).value !== 'number') return;
      const line: unknown[] = [];
      row.eachCell({ includeEmpty: true }, (cell) => line.push(cell.value instanceof Date ? cell.text : cell.value));
      lines.push(line.slice(1, 6));
    });
    const [, second] = families;
    expect(lines).toEqual([['重点困难群众当月漏访', '港口镇', '灰山村委会', second.householdId, '2026-09']]);
  });
});
