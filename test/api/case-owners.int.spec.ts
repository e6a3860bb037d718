import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import {
  GANGKOU,
  VILLAGE,
  allRows,
  appointCoordinator,
  morning,
  ok,
  openCaseOf,
  reportClue,
} from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let coordinatorId: string;
let personId: string;
let first: string;
let second: string;
let chained: string;

/** Two cases of one village, whose coordinator answers since the first of September. */
beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  officer = await app.as('officer-gangkou');
  coordinatorId = await appointCoordinator(officer);
  const person = { townCode: GANGKOU, name: '陈主任', phone: '13912345678', on: '2026-09-05' };
  personId = String((await ok(officer.post('/townships/responsible-persons', person)))['personId']);
  await app.settle();
  const chain = { group: 'g-1', village: coordinatorId, township: 'o-1', bureau: 'b-1' };
  chained = await openCaseOf(officer, '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d', { ownerChain: chain });
  const cases = [chained, await openCaseOf(officer, '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6e')].sort();
  [first = '', second = ''] = cases;
  await app.settle();
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const idsOf = async (who: TestCaller, query = '') =>
  (await allRows(who, `/case-owners${query}`)).map(({ caseId }) => caseId);

it('a case tells who was named at each of the four levels, and who answered there (S29)', async () => {
  const { body, status } = await officer.get(`/cases/${chained}/owners`);
  expect([status, body]).toEqual([
    200,
    {
      caseId: chained,
      openedOn: '2026-09-11',
      closedOn: null,
      levels: [
        { level: 'GROUP', levelName: '组(网格)', owner: 'g-1', terms: [] },
        {
          level: 'VILLAGE',
          levelName: '村(社区)',
          owner: coordinatorId,
          terms: [{ ref: coordinatorId, from: '2026-09-01', until: null }],
        },
        {
          level: 'TOWNSHIP',
          levelName: '乡镇(街道)',
          owner: 'o-1',
          terms: [{ ref: personId, from: '2026-09-05', until: null }],
        },
        { level: 'BUREAU', levelName: '市民政局', owner: 'b-1', terms: [] },
      ],
    },
  ]);
});

it('the list holds the cases of the own area, township by township, and those of one owner', async () => {
  const [row] = await allRows(officer, '/case-owners');
  expect([row?.['townName'], row?.['villageCode'], row?.['villageName']]).toEqual(['港口镇', VILLAGE, '灰山村委会']);
  expect([await idsOf(officer), await idsOf(officer, '?limit=1')]).toEqual([
    [first, second],
    [first, second],
  ]);
  expect(await idsOf(await app.as('bureau'), `?town=${GANGKOU}`)).toEqual([first, second]);
  expect(await idsOf(officer, `?owner=${coordinatorId}`)).toEqual([chained]);
  expect(await idsOf(officer, '?owner=b-1&village=341881100202')).toEqual([]);
});

it('of a case that is not opened yet nobody is named', async () => {
  const caseId = await reportClue(officer);
  await app.settle();
  const { body } = await officer.get(`/cases/${caseId}/owners`);
  expect(body).toEqual({ caseId, openedOn: null, closedOn: null, levels: [] });
});

it('of another area nothing is told, of a day before nothing was known', async () => {
  const nanshan = await app.as('officer-nanshan');
  expect(await idsOf(nanshan)).toEqual([]);
  const then = '?asOf=2026-09-10T00:00:00Z';
  const refused = [
    await nanshan.get(`/cases/${first}/owners`),
    await (await app.as('department-medical')).get('/case-owners'),
  ];
  expect(refused.map(({ status }) => status)).toEqual([404, 403]);
  const { body } = await officer.get(`/cases/${first}/owners${then}`);
  expect(body).toEqual({ caseId: first, openedOn: null, closedOn: null, levels: [] });
  expect(await idsOf(officer, then)).toEqual([]);
});
