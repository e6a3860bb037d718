import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, VILLAGE, coordinatorForm, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
}, 180_000);
afterAll(async () => {
  await app.stop();
});

describe('the affairs of a township over HTTP', () => {
  const townCode = GANGKOU;
  const villageCode = VILLAGE;
  const on = '2026-09-05';

  it('each stands in the stream of its year, texts and people sealed', async () => {
    const post = (path: string, form: object) => ok(officer.post(`/townships/${path}`, { townCode, ...form }));
    await post('supervisions', { villageCode, on, finding: '东组报告迟缓' });
    const { trainingId } = await post('trainings', { subject: '业务培训', hours: 8, on });
    await post('village-assessments', { villageCode, year: '2025', on, score: 9_250, rubricVersion: '2025-1' });
    await post('rewards-and-penalties', { villageCode, kind: 'PENALTY', on, measure: '约谈支书' });
    const person = { name: '赵专人', phone: '13912349876', post: '副镇长', duties: '统筹', on };
    const { personId } = await post('responsible-persons', person);
    const order = { villages: [], from: '2026-12-31', until: '2027-01-05', reason: '汛情' };
    const { orderId } = await post('emergency-orders', order);
    await post('emergency-order-endings', { year: '2026', orderId });
    await post('alert-acknowledgements', { alertId: `COVERAGE_LOST.${VILLAGE}.2025-12-31` });
    const facts = await app.facts(['township']);
    expect(facts.map(({ stream, type, metadata }) => [stream, type, metadata.townCode])).toEqual(
      [
        ['2026', 'SupervisionRecorded'],
        ['2026', 'TrainingHeld'],
        ['2025', 'VillageAssessed'],
        ['2026', 'RewardOrPenaltyRecorded'],
        ['2026', 'ResponsiblePersonDesignated'],
        ['2026', 'EmergencyOrderDeclared'],
        ['2026', 'EmergencyOrderEnded'],
        ['2025', 'AlertAcknowledged'],
      ].map(([year, type]) => [`township-${GANGKOU}_${year}`, type, GANGKOU]),
    );
    expect([facts[1]?.data['trainingId'], facts[4]?.data['personId'], facts[5]?.data['orderId']]).toEqual([
      trainingId,
      personId,
      orderId,
    ]);
    const log = JSON.stringify(facts);
    const words = ['东组', '约谈', '赵专人', '13912349876', '副镇长', '统筹', '业务培训', '汛情'];
    expect(words.filter((word) => log.includes(word))).toEqual(['业务培训', '汛情']);
  });

  it('none is open to another township, or to a village’s people', async () => {
    const form = { townCode, subject: '业务培训', hours: 8, on };
    const before = (await app.facts(['township'])).length;
    const statuses = [];
    for (const account of ['officer-nanshan', 'coordinator-gangkou', 'reviewer-gangkou'])
      statuses.push((await (await app.as(account)).post('/townships/trainings', form)).status);
    expect([statuses, (await app.facts(['township'])).length]).toEqual([[404, 403, 403], before]);
  });

  it('an alert is read once by each account, and an id without its day is none', async () => {
    const alertId = `COVERAGE_LOST.${VILLAGE}.2026-09-01`;
    const read = (caller: TestCaller) => ok(caller.post('/townships/alert-acknowledgements', { townCode, alertId }));
    const answers = [await read(officer), await read(officer), await read(await app.as('bureau'))];
    expect(answers.map(({ nothingToDo }) => nothingToDo)).toEqual([undefined, true, undefined]);
    const wrong = { townCode, alertId: `COVERAGE_LOST.${VILLAGE}` };
    expect((await officer.post('/townships/alert-acknowledgements', wrong)).status).toBe(422);
  });

  it('publicity is shown by files that were uploaded before, and by nothing else', async () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('公示栏照片')]);
    const photo = officer.post('/evidence', undefined, { 'content-type': 'image/png', 'x-file-name': 'IMG_0001.png' });
    const { sha256 } = await ok(photo.send(png));
    const act = (...evidence: readonly unknown[]) =>
      officer.post('/townships/publicity-acts', { townCode, channel: 'NOTICE_BOARD', on, evidence });
    await ok(act(sha256));
    const lost = await act(sha256, 'b'.repeat(64));
    const named = await act('IMG_0001.png');
    expect([lost.status, lost.body.rule, lost.body.errors, named.status]).toEqual([
      409,
      'no-such-evidence',
      [expect.objectContaining({ pointer: '/evidence/1' })],
      422,
    ]);
    const acts = (await app.facts(['township'])).filter(({ type }) => type === 'PublicityActRecorded');
    expect(acts.map(({ data }) => data['evidence'])).toEqual([[sha256]]);
  });

  it('who took part in a training names one that his own township held', async () => {
    const { coordinatorId } = await ok(officer.post('/coordinators', coordinatorForm()));
    const nanshan = await app.as('officer-nanshan');
    const form = { subject: '业务培训', hours: 8, on };
    const ours = await ok(officer.post('/townships/trainings', { townCode, ...form }));
    const theirs = await ok(nanshan.post('/townships/trainings', { townCode: '341881002', ...form }));
    const attended = (trainingId: unknown) =>
      officer.post(`/coordinators/${String(coordinatorId)}/trainings`, { ...form, trainingId });
    const refused = [await attended(theirs['trainingId']), await attended('t-1')];
    expect(refused.map(({ status, body }) => [status, body.rule])).toEqual([
      [409, 'no-such-training'],
      [409, 'no-such-training'],
    ]);
    await ok(attended(ours['trainingId']));
  });
});
