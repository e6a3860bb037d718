import ExcelJS from 'exceljs';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  GANGKOU,
  NANSHAN_VILLAGE,
  OTHER_VILLAGE,
  VILLAGE,
  allRows,
  appointCoordinator,
  download,
  idNumberOf,
  madeUpCaller,
  morning,
  ok,
} from '../support/clerk.js';
import { complaintsAbout } from '../support/valid-workbook.js';
import { partsOf } from '../support/opened-workbook.js';

let app: TestApp;
let officer: TestCaller;
let first: string;
let second: string;
let nanshan: string;
let beforeRelief: string;
const person = { name: '欧阳建国', idNo: idNumberOf('19800311', 7), phone: '0563-4000000', ethnicity: '畲族' };

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-12') });
  officer = await app.as('officer-gangkou');
  const particulars = { ...person, politics: 'PARTY_MEMBER', education: 'SENIOR' };
  first = await appointCoordinator(officer, { particulars, post: '妇联主任', remark: '=1+1' });
  second = await appointCoordinator(officer, { villages: [VILLAGE, OTHER_VILLAGE], from: '2026-09-04' });
  nanshan = await appointCoordinator(await app.as('officer-nanshan'), { villages: [NANSHAN_VILLAGE] });
  const post = (path: string, body: object) => ok(officer.post(`/coordinators/${first}/${path}`, body));
  const training = { subject: '业务培训', hours: 8, on: '2026-09-02' };
  const { trainingId } = await ok(officer.post('/townships/trainings', { townCode: GANGKOU, ...training }));
  await post('trainings', { trainingId, ...training });
  await post('insurances', { validFrom: '2026-09-01', validUntil: '2026-09-30' });
  await post('equipment', { kind: 'RECORDER', deviceNo: '0079', on: '2026-09-02' });
  await post('salaries', { period: '2026-09', money: 200_000 });
  beforeRelief = app.clock.now();
  app.clock.set('2026-09-12T01:05:00.000Z');
  const relief = { from: '2026-09-12', reason: 'RETIRED' };
  await ok(officer.post(`/coordinators/${second}/reliefs`, relief));
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

describe('the coordinator roster (附件3)', () => {
  it('shows who is in post, whole names and masked numbers, and that he is the information officer (I-04)', async () => {
    const rows = await allRows(officer, '/coordinators');
    expect(rows).toEqual([
      {
        coordinatorId: first,
        townCode: GANGKOU,
        townName: '港口镇',
        villages: [{ code: VILLAGE, name: '灰山村委会' }],
        state: 'ON_DUTY',
        name: '欧阳建国',
        gender: 'MALE',
        birthYearMonth: '****-**',
        ethnicity: '畲族',
        politics: 'PARTY_MEMBER',
        education: 'SENIOR',
        idNo: `**************${person.idNo.slice(-4)}`,
        phone: '0563-***0000',
        source: 'VILLAGE_COMMITTEE',
        post: '妇联主任',
        since: '2026-09-01',
        until: null,
        informationOfficer: true,
        trainingCount: 1,
        lastTrainingOn: '2026-09-02',
        insuredUntil: '2026-09-30',
        insured: true,
        recorders: ['0079'],
        paidUntil: { transport: null, communication: null, salary: '2026-09' },
        dutiesAssigned: 0,
        dutiesPerformed: 0,
        remark: '=1+1',
        history: [{ village: VILLAGE, from: '2026-09-01' }],
      },
    ]);
  });

  it('keeps whoever was relieved, and shows a past day as it was known then', async () => {
    const relieved = await allRows(officer, '/coordinators?state=RELIEVED');
    expect(relieved.map((row) => [row['coordinatorId'], row['until'], row['informationOfficer']])).toEqual([
      [second, '2026-09-12', false],
    ]);
    const then = await allRows(officer, `/coordinators?asOf=${encodeURIComponent(beforeRelief)}`);
    expect(then.map((row) => [row['coordinatorId'], row['state']])).toEqual([
      [first, 'ON_DUTY'],
      [second, 'ON_DUTY'],
    ]);
  });

  it('goes by pages in the order of township and day, for the bureau through the whole city', async () => {
    const bureau = await app.as('bureau');
    const rows = await allRows(bureau, '/coordinators?state=ALL&limit=1');
    expect(rows.map((row) => row['coordinatorId'])).toEqual([nanshan, first, second]);
    const ofVillage = await allRows(officer, `/coordinators?village=${OTHER_VILLAGE}&state=ALL`);
    expect(ofVillage).toEqual([]);
  });

  it('is closed to other townships and to the villages', async () => {
    const { body } = await officer.get('/coordinators?town=341881002');
    expect(body.rows).toEqual([]);
    const { status } = await (await app.as('coordinator-gangkou')).get('/coordinators');
    expect(status).toBe(403);
  });

  it('is a workbook with every column of the form, numbers as text, nothing evaluated', async () => {
    const { body, headers } = await download(officer.get('/coordinators.xlsx'));
    expect(complaintsAbout(partsOf(body as Buffer))).toEqual([]);
    const name = decodeURIComponent(
      /filename\*=UTF-8''([^;]+)/.exec(String(headers['content-disposition']))?.[1] ?? '',
    );
    expect(name).toBe('村级社会救助协理员花名册-港口镇-2026-09-12.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(body as ArrayBuffer);
    const line: unknown[] = [];
    workbook.getWorksheet('附件3')?.eachRow((row) => {
      if (row.getCell(1).value === 1) row.eachCell({ includeEmpty: true }, (cell) => line.push(cell.value));
    });
    expect(line).toEqual([
      1,
      '港口镇',
      '灰山村委会',
      VILLAGE,
      '欧阳建国',
      '男',
      '****-**',
      '畲族',
      '中共党员',
      '高中(中专)',
      `**************${person.idNo.slice(-4)}`,
      '0563-***0000',
      '村两委成员',
      '妇联主任',
      new Date('2026-09-01T00:00:00.000Z'),
      '是',
      1,
      new Date('2026-09-02T00:00:00.000Z'),
      '有',
      new Date('2026-09-30T00:00:00.000Z'),
      '有',
      '0079',
      null,
      null,
      '2026-09',
      "'=1+1",
    ]);
  });

  it('has one content hash for every viewer of the same rows, another for other rows', async () => {
    const hashOf = async (caller: TestCaller, query: string) =>
      (await download(caller.get(`/coordinators.xlsx?${query}`))).headers['x-content-hash'];
    const bureau = await app.as('bureau');
    const own = await hashOf(officer, `town=${GANGKOU}`);
    expect(await hashOf(bureau, `town=${GANGKOU}`)).toBe(own);
    expect(await hashOf(bureau, `town=${GANGKOU}&state=ALL`)).not.toBe(own);
  });
});

describe('coverage (S03, I-01)', () => {
  const about = 'about=2026-09';

  it('names every village of the area, since when nobody answers, and the days that have ended', async () => {
    const rows = await allRows(officer, `/coverage?${about}&limit=5`);
    expect(rows.map((row) => row['villageCode'])).toEqual(
      (await app.system.platform.rules()).divisions.villagesOf(GANGKOU).map(({ code }) => code),
    );
    const shown = rows
      .filter((row) => row['neverCovered'] === false)
      .map((row) => [row['villageCode'], row['state'], row['uncoveredSince'], row['responsible'], row['days']]);
    expect(shown).toEqual([
      [VILLAGE, 'COVERED', null, [first], { about: '2026-09', ended: 11, covered: 11 }],
      [OTHER_VILLAGE, 'UNCOVERED', '2026-09-12', [], { about: '2026-09', ended: 11, covered: 8 }],
    ]);
  });

  it('counts a year, and nothing of a month that has not begun', async () => {
    const daysOf = async (period: string) => {
      const rows = await allRows(officer, `/coverage?about=${period}`);
      return rows.find((row) => row['villageCode'] === VILLAGE)?.['days'];
    };
    expect([await daysOf('2026'), await daysOf('2026-10'), await daysOf('2026-08')]).toEqual([
      { about: '2026', ended: 254, covered: 11 },
      { about: '2026-10', ended: 0, covered: 0 },
      { about: '2026-08', ended: 31, covered: 0 },
    ]);
  });

  it('was another one before the relief, and the village asks only about itself', async () => {
    const then = await allRows(officer, `/coverage?state=COVERED&asOf=${encodeURIComponent(beforeRelief)}`);
    expect(then.map((row) => [row['villageCode'], row['responsible']])).toEqual([
      [VILLAGE, [first, second]],
      [OTHER_VILLAGE, [second]],
    ]);
    const secretary = await madeUpCaller(app, { account: 'secretary', role: 'SECRETARY', org: OTHER_VILLAGE });
    const own = await allRows(secretary, '/coverage');
    expect(own.map((row) => [row['villageCode'], row['state']])).toEqual([[OTHER_VILLAGE, 'UNCOVERED']]);
    const uncovered = await allRows(officer, '/coverage?state=COVERED');
    expect(uncovered.map((row) => row['villageCode'])).toEqual([VILLAGE]);
  });
});
