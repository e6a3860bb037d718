import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { announcedCase, applicationForm, investigatedCase, planForm, watchedCase } from '../support/case-clerk.js';
import { allRows, clueForm, download, idNumber, morning, ok, ownerChain, registerHousehold } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';

let app: TestApp;
let officer: TestCaller;
let reviewer: TestCaller;
beforeEach(async () => {
  app = await startApp({ now: morning('2026-09-11') });
  [officer, reviewer] = [await app.as('officer-gangkou'), await app.as('reviewer-gangkou')];
}, 180_000);
afterEach(async () => {
  await app.stop();
});

describe('F51 · audit gaps', () => {
  it('an application withdrawn and a measure ended have their sentences, as many as there are facts', async () => {
    const { caseId, measureId } = await announcedCase(officer, reviewer, 'END');
    const window = await app.as('window-gangkou');
    const form = applicationForm({ path: 'TEMPORARY', acceptedOn: '2026-09-10' });
    const { applicationId } = await ok(window.post(`/cases/${caseId}/applications`, form));
    const of = `/cases/${caseId}/applications/${String(applicationId)}`;
    await ok(window.post(`${of}/withdrawals`, { text: '子女接走' }));
    const end = { reason: 'RECOVERED', from: '2026-10-01', text: '困难已消除' };
    await ok(reviewer.post(`/cases/${caseId}/measures/${measureId}/endings`, end));
    await app.settle();
    const facts = (await app.facts(['case'])).filter(({ stream }) => stream === `case-${caseId}`);
    const told = facts.map(({ revision, type, metadata: { actorId, occurredAt, recordedAt } }) => {
      return [revision, type, actorId, occurredAt, recordedAt];
    });
    const of5 = ({ revision, type, actor, occurredAt, recordedAt }: Record<string, unknown>) => {
      return [revision, type, actor, occurredAt, recordedAt];
    };
    const { rows } = (await officer.get(`/cases/${caseId}/timeline`)).body as { rows: Record<string, unknown>[] };
    const trail = await allRows(await app.as('bureau'), `/audit-trail?stream=case-${caseId}`);
    expect([rows.map(of5), [...trail].reverse().map(of5)]).toEqual([told, told]);
    expect([...trail].reverse().map(({ sentence }) => sentence)).toEqual(rows.map(({ sentence }) => sentence));
    expect(rows.slice(-2).map(({ sentence, actor, recordedAt }) => [sentence, actor, recordedAt])).toEqual([
      [`撤回申请 ${String(applicationId).slice(0, 8)}`, 'demo-window-gangkou', morning('2026-09-11')],
      ['自 2026-10-01 起停止救助，原因：困难已消除', 'demo-reviewer-gangkou', morning('2026-09-11')],
    ]);
  }, 180_000);
});

describe('F48 · masks combined over a case', () => {
  it('all that is shown of one person together: 3 + 4 of the phone, no number, no birth date, no address', async () => {
    const idNo = idNumber('19611123');
    const subject = { name: '欧阳娜娜', idNo, phone: '13698765432', address: '红星路 77 号' };
    const clue = clueForm({ subject, urgencyHint: 'URGENT', knownAt: '2026-09-11T08:30:00+08:00' });
    const { caseId } = await ok(officer.post('/cases/clues', clue));
    const path = `/cases/${String(caseId)}`;
    await app.settle();
    const inbox = (await officer.get('/clue-inbox')).text;
    await ok(officer.post(`${path}/openings`, { ownerChain }));
    const home = await registerHousehold(officer, { head: { name: '欧阳娜娜', idNo, phone: '13698765432' } });
    await ok(officer.post(`${path}/household-links`, { householdRef: home.householdId }));
    await watchedCase(officer);
    await app.at(morning('2026-09-25'));
    officer = await app.as('officer-gangkou');
    const order = { 'x-purpose': 'AUDIT_ORDER', 'x-purpose-ref': 'SJ-48' };
    const texts = [inbox];
    for (const read of [
      '/clue-inbox',
      '/cases',
      '/case-board',
      `${path}/timeline`,
      '/ineligible-ledger',
      '/class-ledger',
      '/deadlines',
      '/alerts',
      '/watch-list',
      '/audit-trail?limit=200',
      `/households/${home.householdId}/accesses`,
    ])
      texts.push((await officer.get(read)).text);
    const refused = [
      await officer.post('/cases/clues', clueForm({ subject: { ...subject, phone: '136987654' } })),
      await officer.post('/cases/clues', clueForm({ subject: { ...subject, idNo: `${idNo}1` } })),
      await officer.post(`${path}/rejections`, { reason: 'OTHER', text: '已迁走' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 409]);
    texts.push(...refused.map(({ text }) => text));
    for (const sheet of ['/ineligible-ledger.xlsx', '/class-ledger.xlsx', '/deadlines.xlsx', '/alerts.xlsx']) {
      const { body } = await download(officer.get(sheet));
      texts.push(JSON.stringify([...partsOf(body as Buffer)]));
    }
    const shown = texts.join('\n');
    const hidden = [idNo, '19611123', '1961-11', '13698765432', '136987654', '红星路', '独居，断粮'];
    expect(hidden.slice(0, -1).filter((value) => shown.includes(value))).toEqual([]);
    expect(['136****5432', '欧阳娜娜'].filter((value) => !inbox.includes(value))).toEqual([]);

    const bureau = await app.as('bureau');
    const audit = { orderNo: 'SJ-48', towns: ['341881100'], auditors: ['demo-auditor'], reason: '审计' };
    await ok(bureau.post('/audit-orders', { ...audit, until: '2026-12-31T00:00:00+08:00' }));
    const auditor = await app.as('auditor');
    const reads = [`${path}/timeline`, `/streams/case-${String(caseId)}/facts`, '/audit-trail?limit=200'];
    const replayed = await Promise.all(reads.map((read) => auditor.get(read, order)));
    expect(replayed.map(({ status }) => status)).toEqual([200, 200, 200]);
    const whole = replayed.map(({ text }) => text).join('\n');
    expect([...hidden, '欧阳'].filter((value) => whole.includes(value))).toEqual([]);
  }, 180_000);
});

describe('F01 · a family whose case is open is merged into another', () => {
  it('its case goes on and points to the family it became part of, and before that day to the one it was', async () => {
    const caseId = await investigatedCase(officer);
    const survivor = await registerHousehold(officer, { head: { idNo: undefined, noIdReason: 'LOST' } });
    await app.settle();
    const timeline = async () => (await officer.get(`/cases/${caseId}/timeline`)).body;
    const before = await timeline();
    const [row] = await allRows(officer, '/cases');
    const unmerged = app.clock.now();
    app.clock.set('2026-09-11T01:30:00.000Z');
    const ended = `/households/${String(row?.['householdRef'])}`;
    const merge = { into: survivor.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '登记两次' };
    const { proposalId } = await ok(officer.post(`${ended}/mergers`, merge));
    await ok(reviewer.post(`${ended}/mergers/${String(proposalId)}/approvals`, {}));
    await app.settle();
    expect(await timeline()).toEqual(before);
    expect(await allRows(officer, '/cases')).toEqual([{ ...row, householdRef: survivor.householdId }]);
    expect(await allRows(officer, `/cases?asOf=${unmerged}`)).toEqual([row]);
    expect((await officer.get(ended)).body.mergedInto).toBe(survivor.householdId);
    await ok(officer.post(`/cases/${caseId}/aid-plans`, planForm));
    await app.settle();
    expect((await allRows(officer, '/cases')).map(({ status }) => status)).toEqual(['AIDING']);
  }, 180_000);

  it('and whoever it puts on the watch list is watched where the family is now', async () => {
    const caseId = await investigatedCase(officer);
    const survivor = await registerHousehold(officer, { head: { idNo: undefined, noIdReason: 'LOST' } });
    await app.settle();
    const { householdRef } = (await allRows(officer, '/cases')).find((row) => row['caseId'] === caseId) ?? {};
    const ended = `/households/${String(householdRef)}`;
    const merge = { into: survivor.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '登记两次' };
    const { proposalId } = await ok(officer.post(`${ended}/mergers`, merge));
    await ok(reviewer.post(`${ended}/mergers/${String(proposalId)}/approvals`, {}));
    await app.settle();
    const refusal = { reasonCodes: ['AGE'], text: '未满六十', hasRealDifficulty: true };
    await ok(officer.post(`/cases/${caseId}/ineligibilities`, refusal));
    const classified = { class: 'WATCH', subItems: [], beneficiaries: ['m-head'] };
    await ok(officer.post(`/cases/${caseId}/classifications`, classified));
    await app.settle();
    const watched = await allRows(officer, '/watch-list');
    expect(watched.map((row) => [row['householdId'], row['caseRef']])).toEqual([[survivor.householdId, caseId]]);
    for (const ledger of ['/ineligible-ledger', '/class-ledger'])
      expect((await allRows(officer, ledger)).map((row) => [row['caseId'], row['householdRef']])).toEqual([
        [caseId, survivor.householdId],
      ]);
    expect(await allRows(officer, '/policy-refusals')).toEqual([]);
  }, 180_000);
});
