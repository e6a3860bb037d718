import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { GANGKOU, OTHER_VILLAGE, VILLAGE, appointCoordinator, coordinatorForm, ok } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
let nanshan: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
  nanshan = await app.as('officer-nanshan');
});
afterAll(async () => {
  await app.stop();
});

/** Types of the facts of one coordinator, in the order of the log. */
async function typesOf(coordinatorId: string): Promise<readonly string[]> {
  const facts = await app.facts(['coordinator']);
  return facts.filter(({ stream }) => stream === `coordinator-${coordinatorId}`).map(({ type }) => type);
}

describe('coordinators over HTTP', () => {
  it('go from appointment to relief, and no particulars stand in the log', async () => {
    const id = await appointCoordinator(officer, { post: '妇联主任', remark: '兼任网格员' });
    await ok(officer.post(`/coordinators/${id}/changes`, { phone: '0563-4000000', politics: 'PARTY_MEMBER' }));
    const villages = [VILLAGE, OTHER_VILLAGE];
    await ok(
      officer.post(`/coordinators/${id}/village-assignments`, { villages, from: '2026-09-02', reason: 'ADJUSTMENT' }),
    );
    await ok(
      officer.post(`/coordinators/${id}/suspensions`, { from: '2026-09-03', reason: 'LEAVE', text: '家中有事' }),
    );
    await ok(officer.post(`/coordinators/${id}/resumptions`, { from: '2026-09-05', reason: 'RETURNED' }));
    await ok(officer.post(`/coordinators/${id}/reliefs`, { from: '2026-09-08', reason: 'RETIRED' }));
    expect(await typesOf(id)).toEqual([
      'CoordinatorAppointed',
      'CoordinatorChanged',
      'VillagesAssigned',
      'CoordinatorSuspended',
      'CoordinatorResumed',
      'CoordinatorRelieved',
    ]);
    const log = JSON.stringify(await app.facts(['coordinator']));
    expect(['王芳', '妇联', '网格', '4000000', 'PARTY_MEMBER', '家中'].filter((word) => log.includes(word))).toEqual(
      [],
    );
  });

  it('who held another post is converted', async () => {
    const form = coordinatorForm({ source: undefined, fromPost: 'CIVIL_AFFAIRS' });
    const { coordinatorId } = await ok(officer.post('/coordinators/conversions', form));
    expect(await typesOf(String(coordinatorId))).toEqual(['CoordinatorConverted']);
  });

  it('are the owning township’s alone: another one meets nobody, and cannot appoint there (I-02)', async () => {
    const id = await appointCoordinator(officer);
    const relief = { from: '2026-09-08', reason: 'RETIRED' };
    const [foreign, unknown, elsewhere] = [
      await nanshan.post(`/coordinators/${id}/reliefs`, relief),
      await nanshan.post('/coordinators/0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d/reliefs', relief),
      await nanshan.post('/coordinators', coordinatorForm()),
    ];
    expect([foreign.status, unknown.status, elsewhere.status]).toEqual([404, 404, 404]);
    expect({ ...foreign.body, traceId: '' }).toEqual({ ...unknown.body, traceId: '' });
    expect(await typesOf(id)).toEqual(['CoordinatorAppointed']);
  });

  it('a transfer lets the other township assign its villages and ends the first one’s rights', async () => {
    const id = await appointCoordinator(officer);
    const from = '2026-09-08';
    await ok(officer.post(`/coordinators/${id}/transfers`, { toTown: '341881002', from, reason: 'ADJUSTMENT' }));
    const relief = { from, reason: 'RETIRED' };
    expect((await officer.post(`/coordinators/${id}/reliefs`, relief)).status).toBe(404);
    await ok(
      nanshan.post(`/coordinators/${id}/village-assignments`, {
        villages: ['341881002201'],
        from,
        reason: 'ADJUSTMENT',
      }),
    );
    const facts = (await app.facts(['coordinator'])).filter(({ stream }) => stream === `coordinator-${id}`);
    expect(facts.map(({ type, metadata }) => [type, metadata.townCode])).toEqual([
      ['CoordinatorAppointed', '341881100'],
      ['CoordinatorTransferred', '341881002'],
      ['VillagesAssigned', '341881002'],
    ]);
  });

  it('a successor is named only after he answers for the villages himself', async () => {
    const [first, second] = [
      await appointCoordinator(officer),
      await appointCoordinator(officer, { villages: [OTHER_VILLAGE] }),
    ];
    const handOver = { from: '2026-09-08', reason: 'RETIRED', handOverTo: second };
    const early = await officer.post(`/coordinators/${first}/reliefs`, handOver);
    expect([early.status, early.body.rule, early.body.errors?.[0]?.pointer]).toEqual([
      409,
      'successor-not-responsible',
      '/handOverTo',
    ]);
    await ok(
      officer.post(`/coordinators/${second}/village-assignments`, {
        villages: [VILLAGE, OTHER_VILLAGE],
        from: '2026-09-08',
        reason: 'ADJUSTMENT',
        takesOverFrom: first,
      }),
    );
    await ok(officer.post(`/coordinators/${first}/reliefs`, handOver));
    expect(await typesOf(first)).toEqual(['CoordinatorAppointed', 'CoordinatorRelieved']);
  });
});

describe('what a coordinator is given, and what he does', () => {
  it('is entered over HTTP by his township, texts sealed, money in 分', async () => {
    const id = await appointCoordinator(officer);
    const on = '2026-09-05';
    const post = (path: string, body: object) => ok(officer.post(`/coordinators/${id}/${path}`, body));
    const training = { townCode: GANGKOU, subject: '业务培训', hours: 8, on };
    const { trainingId } = await ok(officer.post('/townships/trainings', training));
    await post('trainings', { trainingId, on, hours: 8, subject: '秋季业务培训' });
    await post('insurances', { validFrom: on, validUntil: '2027-09-04', policyNo: 'BX-0079' });
    await post('equipment', { kind: 'RECORDER', deviceNo: '0079', on });
    await post('equipment-returns', { kind: 'RECORDER', deviceNo: '0079', on: '2026-09-06' });
    await post('allowances', { kind: 'TRANSPORT', period: '2026-09', money: 10_000 });
    await post('salaries', { period: '2026-09', money: 200_000 });
    const { dutyId } = await post('duty-assignments', { kind: 'S06-6', on, text: '秋季防汛' });
    await post('duties', { kind: 'S06-6', on, dutyId, text: '巡查堤坝' });
    await post('social-forces', { kind: 'VOLUNTEERS', on, who: '红马甲服务队' });
    await post('public-labour', { on, hours: 2, text: '清扫村道' });
    const facts = (await app.facts(['coordinator'])).filter(({ stream }) => stream === `coordinator-${id}`).slice(1);
    const shown = facts.map(({ type, data }) => {
      const clear = Object.entries(data).filter(([, value]) => typeof value !== 'object');
      return [type, Object.fromEntries(clear)];
    });
    expect(shown).toEqual([
      ['TrainingAttended', { trainingId, on, hours: 8 }],
      ['InsuranceBound', { validFrom: on, validUntil: '2027-09-04' }],
      ['EquipmentIssued', { kind: 'RECORDER', deviceNo: '0079', on }],
      ['EquipmentReturned', { kind: 'RECORDER', deviceNo: '0079', on: '2026-09-06' }],
      ['AllowancePaid', { kind: 'TRANSPORT', period: '2026-09', money: 10_000 }],
      ['SalaryPaid', { period: '2026-09', money: 200_000 }],
      ['DutyAssigned', { kind: 'S06-6', on, dutyId }],
      ['DutyPerformed', { kind: 'S06-6', on, dutyId }],
      ['SocialForceMobilised', { kind: 'VOLUNTEERS', on }],
      ['PublicLabourParticipated', { on, hours: 2 }],
    ]);
    const log = JSON.stringify(facts);
    expect(['秋季', 'BX-0079', '堤坝', '红马甲', '村道'].filter((word) => log.includes(word))).toEqual([]);
  });
});

describe('F21 · responsible then', () => {
  it('a village that passes from 甲 to 乙 keeps both, each with his days, and is never without anybody', async () => {
    const villages = ['341881100203'];
    const [jia, yi] = [
      await appointCoordinator(officer, { villages }),
      await appointCoordinator(officer, { villages: [VILLAGE] }),
    ];
    const from = '2026-09-06';
    await ok(
      officer.post(`/coordinators/${yi}/village-assignments`, {
        villages: [VILLAGE, ...villages],
        from,
        reason: 'ADJUSTMENT',
        takesOverFrom: jia,
      }),
    );
    await ok(officer.post(`/coordinators/${jia}/reliefs`, { from, reason: 'RETIRED', handOverTo: yi }));
    await app.settle();
    const told = (await app.facts(['village'])).filter(({ stream }) => stream === 'village-341881100203');
    expect(told.map(({ type, data, metadata }) => [type, data, metadata.townCode, metadata.villageCode])).toEqual(
      [
        [
          'ResponsibilityBegan',
          { villageCode: '341881100203', townCode: '341881100', coordinatorRef: jia, on: '2026-09-01' },
        ],
        [
          'ResponsibilityBegan',
          { villageCode: '341881100203', townCode: '341881100', coordinatorRef: yi, on: from, takesOverFrom: jia },
        ],
        ['ResponsibilityEnded', { coordinatorRef: jia, on: from, handOverTo: yi }],
      ].map((line) => [...line, '341881100', '341881100203']),
    );
  });

  it('a village that loses its last coordinator says so, and the relief stands', async () => {
    const id = await appointCoordinator(officer, { villages: ['341881100204'] });
    await ok(officer.post(`/coordinators/${id}/reliefs`, { from: '2026-09-07', reason: 'RESIGNED' }));
    await app.settle();
    const told = (await app.facts(['village'])).filter(({ stream }) => stream === 'village-341881100204');
    expect(told.map(({ type, data }) => [type, data['on']])).toEqual([
      ['ResponsibilityBegan', '2026-09-01'],
      ['ResponsibilityEnded', '2026-09-07'],
      ['VillageCoverageLost', '2026-09-07'],
    ]);
  });
});
