import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { factsForm, homeVisitForm, investigatedCase, investigatedSoFar } from '../support/case-clerk.js';
import { allRows, morning, ok, openCaseOf, registerHousehold } from '../support/clerk.js';

let app: TestApp;
let officer: TestCaller;
beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer-gangkou');
});
afterAll(async () => {
  await app.stop();
});

const statusOf = async (caseId: string): Promise<unknown> => {
  await app.settle();
  return (await allRows(officer, '/cases')).find((row) => row['caseId'] === caseId)?.['status'];
};

describe('an investigation over HTTP', () => {
  it('goes from the door to its end with every word sealed, and is told step by step', async () => {
    const caseId = await investigatedSoFar(officer);
    const coordinator = await app.as('coordinator-gangkou');
    const proxy = { name: '孙八', relation: 'GUARDIAN', basis: '法定监护' };
    await ok(coordinator.post(`/cases/${caseId}/home-visits`, homeVisitForm({ proxy, accompaniedBy: ['c-1'] })));
    const values = { incomePerHead: 60_000, localResident: true };
    const asked = { status: 'INQUIRING', content: '存款待查', values, inquiryEvidence: [{ kind: 'CHECK' }] };
    await ok(coordinator.post(`/cases/${caseId}/established-facts`, factsForm('PROPERTY', asked)));
    const indicators = {
      eating: true,
      dressing: true,
      gettingUp: false,
      toilet: false,
      indoorMoving: false,
      bathing: false,
    };
    await ok(officer.post(`/cases/${caseId}/self-care-assessments`, { memberId: 'm-head', indicators }));
    await ok(officer.post(`/cases/${caseId}/investigation-completions`, { result: 'PASSED' }));
    const refusal = { reasonCodes: ['PROPERTY_ABOVE'], text: '名下有商铺', hasRealDifficulty: true };
    await ok(officer.post(`/cases/${caseId}/ineligibilities`, refusal));
    expect(await statusOf(caseId)).toBe('INELIGIBLE');
    const { rows } = (await officer.get(`/cases/${caseId}/timeline`)).body as { rows: { sentence: string }[] };
    expect(rows.slice(-5).map(({ sentence }) => sentence)).toEqual([
      '2 人入户调查，由合法代理人接待',
      '家庭财产：查询中，查询 1 次',
      '评估成员 m-head 生活自理能力：六项中 2 项达标，全护理',
      '调查评估完成：通过',
      expect.stringMatching(/^不符合条件：财产超标（规则第 \d+ 版），确有困难$/),
    ]);
    const facts = (await app.facts(['case'])).filter(({ stream }) => stream === `case-${caseId}`);
    const log = JSON.stringify(facts);
    const words = ['孙八', '监护', '存款', '商铺', '已核实', '无收入', '申请低保', '60000'];
    expect(words.filter((word) => log.includes(word))).toEqual(['60000']);
    const established = facts.find(({ type, data }) => type === 'FactsEstablished' && data['status'] === 'INQUIRING');
    expect(established?.data).toMatchObject({ section: 'PROPERTY', values, inquiryEvidence: [{ kind: 'CHECK' }] });
  });

  it('scenario 7: without a code or without words nobody is refused, and real difficulty leads to no other end', async () => {
    const caseId = await investigatedCase(officer);
    const before = await app.facts();
    const tries = await Promise.all([
      officer.post(`/cases/${caseId}/ineligibilities`, { reasonCodes: [], text: '收入高', hasRealDifficulty: true }),
      officer.post(`/cases/${caseId}/ineligibilities`, { reasonCodes: ['AGE'], text: ' 　', hasRealDifficulty: true }),
      officer.post(`/cases/${caseId}/ineligibilities`, { reasonCodes: ['AGE'], hasRealDifficulty: true }),
    ]);
    expect(tries.map(({ status, body }) => [status, body.rule])).toEqual(Array(3).fill([409, 'I-23']));
    expect(await app.facts()).toEqual(before);
    await ok(
      officer.post(`/cases/${caseId}/ineligibilities`, {
        reasonCodes: ['AGE'],
        text: '未满六十',
        hasRealDifficulty: true,
      }),
    );
    const closing = await officer.post(`/cases/${caseId}/closings`, { reason: 'OTHER', text: '结案' });
    expect([closing.status, closing.body.rule]).toEqual([409, 'S19']);
  });

  it('scenario 2: a family that nobody met on three days cannot pass the investigation (I-07)', async () => {
    const { householdId } = await registerHousehold(officer);
    const caseId = await openCaseOf(officer, householdId);
    for (const day of ['05', '06', '07']) {
      const failure = {
        visitedAt: `2026-09-${day}T10:00:00+08:00`,
        investigators: ['o-1', 'o-2'],
        reason: 'NOBODY_HOME',
      };
      await ok(officer.post(`/cases/${caseId}/visit-failures`, { ...failure, text: '无人应答' }));
    }
    expect(await statusOf(caseId)).toBe('INVESTIGATING');
    const complete = (form: object) => officer.post(`/cases/${caseId}/investigation-completions`, form);
    const tries = [await complete({ result: 'PASSED' }), await complete({ result: 'NOT_SEEN', text: '外出' })];
    expect(tries.map(({ status, body }) => [status, body.rule])).toEqual(Array(2).fill([409, 'I-07']));
    const alone = await officer.post(`/cases/${caseId}/home-visits`, homeVisitForm({ investigators: ['o-1'] }));
    expect([alone.status, alone.body.rule]).toEqual([409, 'I-16']);
  });

  it('a case whose needs are all met ends without need, and the board keeps its age', async () => {
    const caseId = await investigatedCase(officer, [{ code: 'LIVING', met: true }]);
    await app.at(morning('2026-09-11'));
    officer = await app.as('officer-gangkou');
    await ok(officer.post(`/cases/${caseId}/closings`, { reason: 'SELF_SOLVED', text: '子女接走' }));
    expect(await statusOf(caseId)).toBe('NO_NEED');
  });
});
