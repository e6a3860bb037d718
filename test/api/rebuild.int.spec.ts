import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projections } from '../../src/projections.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { careOffer, grantedTekunCase } from '../support/care-clerk.js';
import { refusedStep } from '../support/case-clerk.js';
import {
  NANSHAN_VILLAGE,
  addMember,
  appointCoordinator,
  attempt,
  delist,
  groupMemberForm,
  list,
  listedHousehold,
  memberForm,
  morning,
  ok,
  registerHousehold,
  reportClue,
  visit,
} from '../support/clerk.js';
import { tempFolder } from '../support/temp-folder.js';

/** A family registered twice, and made one. */
async function merged(officer: TestCaller, reviewer: TestCaller): Promise<void> {
  const head = { idNo: undefined, noIdReason: 'LOST' };
  const [twice, once] = [await registerHousehold(officer, { head }), await registerHousehold(officer, { head })];
  const mergers = `/households/${twice.householdId}/mergers`;
  const merge = { into: once.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '登记两次' };
  const { proposalId } = await ok(officer.post(mergers, merge));
  await ok(reviewer.post(`${mergers}/${String(proposalId)}/approvals`, {}));
}

describe('a view is what the log says, poured live or anew', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-08-01'), folder: (await tempFolder({ memory: true })).path });
    const gangkou = await app.as('officer-gangkou');
    const one = await listedHousehold(gangkou, {}, { listedOn: '2026-08-01' });
    const two = await listedHousehold(gangkou, { groupNo: '02' }, { listedOn: '2026-08-01' });
    const three = await registerHousehold(await app.as('officer-nanshan'), {
      villageCode: NANSHAN_VILLAGE,
      head: { idNo: undefined, noIdReason: 'LOST' },
    });
    await ok(gangkou.post('/groups', { townCode: '341881100', leader: groupMemberForm(), on: '2026-08-01' }));
    const coordinator = await appointCoordinator(gangkou, { from: '2026-08-01' });
    const insured = { validFrom: '2026-08-01', validUntil: '2026-09-10' };
    await ok(gangkou.post(`/coordinators/${coordinator}/insurances`, insured));
    await ok((await app.as('bureau')).post('/filing-campaigns', { year: '2026' }));
    const names = { filledBy: '李民政', reviewedBy: '王主任' };
    await ok(gangkou.post('/filings', { year: '2026', townCode: '341881100', annex: 'A3', ...names }));
    const act = { townCode: '341881100', channel: 'WECHAT', on: '2026-08-01', evidence: [] };
    await ok(gangkou.post('/townships/publicity-acts', act));
    const observed = { beneficiaries: [two.headMemberId] };
    const [watch, monitoring] = [
      { on: '2026-08-01', reasonCodes: ['AGE'] },
      { from: '2026-08-01', reason: '病后' },
    ];
    await ok(gangkou.post(`/households/${two.householdId}/watches`, { ...observed, ...watch }));
    await ok(
      gangkou.post(`/households/${two.householdId}/monitorings`, { ...observed, ...monitoring, category: 'OTHER_LOW' }),
    );
    const risk = { memberId: two.headMemberId, kind: 'HAZARD', on: '2026-08-01', text: '独居' };
    await ok(gangkou.post(`/households/${two.householdId}/care-risks`, risk));
    await reportClue(gangkou, {
      knownAt: '2026-08-01T08:00:00+08:00',
      householdRef: two.householdId,
      subject: undefined,
    });
    const supervision = { townCode: '341881100', on: '2026-08-01', finding: '报告及时' };
    await ok(gangkou.post('/townships/supervisions', supervision));
    const duties = { post: '副镇长', duties: '统筹' };
    const person = { townCode: '341881100', name: '陈镇长', phone: '13912349876', ...duties, on: '2026-08-01' };
    await ok(gangkou.post('/townships/responsible-persons', person));
    const call = { townCode: '341881100', channel: 'H12345', callAt: '2026-08-01T08:00:00+08:00', callNo: 'c-1' };
    await ok(gangkou.post('/cases/calls', call));
    const basis = { title: '通知', issuer: '市政府', on: '2022-02-25', goals: [{ goal: '应救尽救' }] };
    await ok((await app.as('bureau')).post('/policy-bases', basis));
    await app.at(morning('2026-08-20'));
    const officer = await app.as('officer-gangkou');
    const child = await addMember(officer, one.householdId, { on: '2026-08-10' });
    await ok(
      officer.post(`/households/${one.householdId}/members/${child.memberId}/changes`, { phone: '13912345678' }),
    );
    await ok(
      officer.post(`/households/${one.householdId}/members/${one.headMemberId}/removals`, {
        reason: 'DEATH',
        on: '2026-08-15',
        newHeadMemberId: child.memberId,
      }),
    );
    await ok(
      officer.post(`/households/${two.householdId}/address-changes`, {
        address: '二组 8 号',
        on: '2026-08-18',
        groupNo: '03',
      }),
    );
    await ok(
      (await app.as('coordinator-gangkou')).post(`/households/${two.householdId}/change-reports`, {
        kind: 'HEALTH',
        text: '住院',
      }),
    );
    const { visitId } = await visit(officer, two, '2026-08-19T10:00:00+08:00');
    await attempt(officer, one.householdId, '2026-08-19T11:00:00+08:00');
    const { proposalId } = await ok(
      officer.post(`/households/${two.householdId}/visit-corrections`, {
        correctsVisitId: visitId,
        corrected: { visitedAt: '2026-08-18T10:00:00+08:00' },
        reason: '日期记错',
      }),
    );
    await ok(
      officer.post(`/households/${one.householdId}/excuses`, { month: '2026-08', reason: 'DEATH', text: '户主去世' }),
    );
    await ok(
      (await app.as('reviewer-gangkou')).post(
        `/households/${two.householdId}/visit-corrections/${String(proposalId)}/approvals`,
        {},
      ),
    );
    await ok(
      officer.post(`/coordinators/${coordinator}/suspensions`, { from: '2026-08-19', reason: 'LEAVE', text: '请假' }),
    );
    await list(await app.as('officer-nanshan'), three.householdId, { listedOn: '2026-08-20' });
    await app.at(morning('2026-09-20'));
    await delist(await app.as('officer-gangkou'), two.householdId, '2026-09-19');
    await merged(await app.as('officer-gangkou'), await app.as('reviewer-gangkou'));
    const cared = await grantedTekunCase(await app.as('officer-gangkou'), await app.as('reviewer-gangkou'));
    await ok((await app.as('officer-gangkou')).post(`/cases/${cared}/central-care-offers`, careOffer));
    await refusedStep(app, cared);
    await ok(
      (await app.as('officer-gangkou')).post(
        `/households/${one.householdId}/members`,
        memberForm({ on: '2026-09-20' }),
      ),
    );
    await app.settle();
  });
  afterAll(async () => {
    await app.stop();
  });

  const hashes = async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      await Promise.all(
        projections.map(async (projection) => [projection.name, await app.system.platform.runner.hashOf(projection)]),
      ),
    );

  /** Views that this process has poured from the log's beginning. */
  const poured = ({ logs }: TestApp): readonly string[] =>
    logs.lines
      .map((line) => JSON.parse(line) as { msg: string; projection?: string })
      .filter(({ msg, projection }) => msg === 'rebuilding view' && projection !== 'access-history')
      .map(({ projection }) => String(projection))
      .sort();

  it('every view holds something that a rebuild could lose', async () => {
    const { views } = app.system.platform;
    const empty = [];
    for (const projection of projections)
      if ((await (await views.of(projection)).count({})) === 0) empty.push(projection.name);
    expect(empty).toEqual([]);
  });

  it('gives the same content live, after a rebuild, and after starts with a snapshot, an older one and none', async () => {
    const live = await hashes();
    expect(new Set(Object.values(live)).size).toBe(projections.length);
    for (const { name } of projections) await app.system.platform.runner.rebuild(name);
    expect(await hashes()).toEqual(live);
    const before = await app.facts();
    const snapshot = join(app.folder, 'demo/views.snapshot');
    app = await app.restart();
    await app.settle();
    expect([await hashes(), poured(app)]).toEqual([live, []]);
    const older = readFileSync(snapshot);
    const officer = await app.as('officer-gangkou');
    await listedHousehold(officer, { groupNo: '07' }, { listedOn: '2026-09-20' });
    await app.settle();
    const later = await hashes();
    const grown = await app.facts();
    app = await app.restart();
    await app.settle();
    expect([await hashes(), poured(app)]).toEqual([later, []]);
    await app.system.stop();
    writeFileSync(snapshot, older);
    app = await startApp({ folder: app.folder, now: app.clock.now() });
    await app.settle();
    expect([await hashes(), poured(app)]).toEqual([later, []]);
    await app.system.stop();
    rmSync(snapshot);
    app = await startApp({ folder: app.folder, now: app.clock.now() });
    await app.settle();
    expect([await hashes(), poured(app)]).toEqual([later, projections.map(({ name }) => name).sort()]);
    // Pouring the log again writes nothing into it.
    expect(await app.facts()).toEqual(grown);
    expect(grown.slice(0, before.length)).toEqual(before);
  });
});
