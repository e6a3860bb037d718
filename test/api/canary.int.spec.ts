import { join } from 'node:path';
import {
  NANSHAN_VILLAGE,
  attemptForm,
  download,
  householdForm,
  list,
  living,
  memberForm,
  morning,
  ok,
  visitForm,
} from '../support/clerk.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { CanaryHit } from '../support/canary.js';
import { canaries, findCanaries } from '../support/canary.js';
import { tempFolder } from '../support/temp-folder.js';

const head = canaries('head');
const member = canaries('member');
const other = canaries('other');
const note = (of: string): string => canaries(of).note;

/** Every personal field of every form, each with a marker of its own. */
const marks: Readonly<Record<string, string>> = {
  headName: head.name,
  headIdNo: head.idNumber,
  headPhone: head.phone,
  headAddress: head.address,
  headHealth: note('health'),
  headDisability: note('disability'),
  memberName: member.name,
  memberIdNo: member.idNumber,
  memberPhone: member.phone,
  newAddress: member.address,
  remark: note('remark'),
  adjustReason: note('adjust'),
  delistText: note('delist'),
  headReason: note('head-reason'),
  living: note('living'),
  change: note('change'),
  disposal: note('disposal'),
  place: note('place'),
  device: note('device'),
  attempt: note('attempt'),
  report: note('report'),
  visitReason: note('visit-reason'),
  rejection: note('rejection'),
  excuse: note('excuse'),
  correctionReason: note('correction-reason'),
  correctedRemark: note('corrected-remark'),
  otherName: other.name,
  otherIdNo: other.idNumber,
  otherPhone: other.phone,
  otherAddress: other.address,
  otherNote: other.note,
};

describe('F49 · particulars stay where they belong', () => {
  let app: TestApp;
  let officer: TestCaller;
  let reviewer: TestCaller;
  const problems: string[] = [];
  const shown: string[] = [];

  const told = async (sent: ReturnType<TestCaller['get']>): Promise<void> => {
    const { status, text, headers } = await sent;
    if (status < 400) throw new Error(`${status}: this was to be refused`);
    problems.push(text, JSON.stringify(headers));
  };
  const read = async (sent: ReturnType<TestCaller['get']>): Promise<void> => {
    const { status, text, headers } = await sent;
    if (status !== 200) throw new Error(`${status} ${text}`);
    shown.push(text);
    problems.push(JSON.stringify(headers));
  };

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-01'), folder: (await tempFolder()).path });
    [officer, reviewer] = [await app.as('officer-gangkou'), await app.as('reviewer-gangkou')];
    const form = householdForm({
      address: marks['headAddress'],
      head: {
        name: marks['headName'],
        idNo: marks['headIdNo'],
        phone: marks['headPhone'],
        health: marks['headHealth'],
        disability: marks['headDisability'],
      },
    });
    const home = await ok(officer.post('/households', form));
    const path = `/households/${String(home['householdId'])}`;
    const headId = String(home['headMemberId']);
    await list(officer, String(home['householdId']), { listedOn: '2026-09-01', remark: marks['remark'] });
    const { memberId } = await ok(
      officer.post(
        `${path}/members`,
        memberForm({
          name: marks['memberName'],
          idNo: marks['memberIdNo'],
          phone: marks['memberPhone'],
          on: '2026-09-01',
        }),
      ),
    );
    await ok(officer.post(`${path}/address-changes`, { address: marks['newAddress'], on: '2026-09-01' }));
    await ok(officer.post(`${path}/listing-adjustments`, { inDifficulty: false, reason: marks['adjustReason'] }));
    await ok(
      (await app.as('coordinator-gangkou')).post(`${path}/change-reports`, { kind: 'HEALTH', text: marks['report'] }),
    );
    const { visitId } = await ok(
      officer.post(
        `${path}/patrol-visits`,
        visitForm(headId, {
          visitedAt: '2026-09-01T08:30:00+08:00',
          living: living({ food: { state: 'DIFFICULT', text: marks['living'] } }),
          changes: [{ kind: 'INCOME', text: marks['change'] }],
          disposal: { kind: 'SOLVED', text: marks['disposal'] },
          place: marks['place'],
          device: marks['device'],
        }),
      ),
    );
    await ok(
      officer.post(
        `${path}/failed-visits`,
        attemptForm({ attemptedAt: '2026-09-01T08:40:00+08:00', text: marks['attempt'] }),
      ),
    );
    const proposed = await ok(
      officer.post(`${path}/visit-corrections`, {
        correctsVisitId: visitId,
        corrected: { visitedAt: '2026-09-01T08:31:00+08:00' },
        reason: marks['visitReason'],
      }),
    );
    await ok(
      reviewer.post(`${path}/visit-corrections/${String(proposed['proposalId'])}/rejections`, {
        reason: marks['rejection'],
      }),
    );
    await ok(officer.post(`${path}/excuses`, { month: '2026-09', reason: 'IN_HOSPITAL', text: marks['excuse'] }));
    const listed = (await app.facts(['household'])).find(({ type }) => type === 'HouseholdListedAsKey');
    await ok(
      officer.post(`${path}/corrections`, {
        corrects: listed?.id,
        corrected: { remark: marks['correctedRemark'] },
        reason: marks['correctionReason'],
      }),
    );
    await ok(officer.post(`${path}/head-changes`, { memberId, on: '2026-09-01', reason: marks['headReason'] }));
    await ok(officer.post(`${path}/members/${headId}/changes`, { phone: marks['headPhone'], idNo: marks['headIdNo'] }));
    const purpose = { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': String(home['householdId']) };
    const everything = ['idNo', 'phone', 'address', 'birthYearMonth', 'health', 'disability'];
    await read(officer.post(`${path}/reveals`, { fields: everything, memberId: headId }, purpose));
    await read(officer.post('/household-searches', { name: marks['headName'] }));
    await read(officer.post('/household-searches', { idNo: marks['headIdNo'] }, purpose));
    for (const question of [
      '/roster',
      path,
      '/patrol-ledger',
      '/visit-calendar',
      '/proposals',
      '/audit-trail',
      `${path}/accesses`,
      `/roster?asOf=${home.position}`,
    ]) {
      await read(officer.get(question));
    }
    await download(officer.get('/roster.xlsx'));
    await download(officer.get(`${path}/page.xlsx`));
    await ok(officer.post(`${path}/delistings`, { on: '2026-09-01', reason: 'OTHER', text: marks['delistText'] }));

    await mistakes(path, headId);
    await app.settle();
    await app.system.platform.accessLog.flush();
  }, 120_000);
  afterAll(async () => {
    await app.stop();
  });

  /** Particulars in every kind of request that is refused (they belong to somebody who is never registered). */
  const mistakes = async (path: string, headId: string): Promise<void> => {
    const form = householdForm({
      address: marks['otherAddress'],
      head: { name: marks['otherName'], idNo: marks['otherIdNo'], phone: marks['otherPhone'] },
    });
    const text = JSON.stringify(form);
    const raw = (body: string, type = 'application/json'): ReturnType<TestCaller['get']> =>
      officer
        .post('/households', undefined, { 'content-type': type })
        .serialize((one) => one as string)
        .send(body);
    await told(raw(text.slice(0, text.indexOf(String(marks['otherIdNo'])) + 18)));
    await told(raw(text, 'text/plain'));
    await told(raw(`${text}${text}`));
    await told(officer.post('/households', { ...form, villageCode: marks['otherIdNo'] }));
    await told(officer.post('/households', { ...form, villageCode: '341881100299' }));
    await told(officer.post('/households', { ...form, [String(marks['otherName'])]: marks['otherIdNo'] }));
    await told(officer.post('/households', { ...form, note: marks['otherNote'] }));
    await told(
      officer.post('/households', { ...form, address: `${String(marks['otherAddress'])}${'长'.repeat(500)}` }),
    );
    await told(officer.post('/households', { ...form, source: marks['otherName'] }));
    await told(officer.post('/households', { ...form, villageCode: NANSHAN_VILLAGE }));
    await told(
      officer.post('/households', {
        ...form,
        head: { name: [marks['otherName']], idNo: { number: marks['otherIdNo'] }, relation: 'HEAD' },
      }),
    );
    await told(
      officer.post('/households', householdForm({ head: { idNo: marks['headIdNo'], name: marks['otherName'] } })),
    );
    await told(officer.post(`${path}/patrol-visits`, visitForm(headId, { visitors: [marks['otherName']] })));
    await told(officer.post(`${path}/members`, memberForm({ idNo: marks['memberIdNo'], name: marks['otherName'] })));
    await told(officer.post('/household-searches', { idNo: `${String(marks['otherIdNo']).slice(0, 17)}?` }));
    await told(officer.post('/household-searches', { idNo: marks['otherIdNo'] }));
    await told(officer.get(`/households/${encodeURIComponent(String(marks['otherName']))}`));
    await told(officer.get(`/roster?town=${String(marks['otherIdNo'])}`));
    await told(officer.get(`/roster?${encodeURIComponent(String(marks['otherName']))}=1`));
    await told(officer.get(`/nothing/${encodeURIComponent(String(marks['otherName']))}`));
    await told(officer.get('/roster', { authorization: `Bearer ${String(marks['otherIdNo'])}` }));
    await told(
      officer.post('/households', form, {
        'idempotency-key': encodeURIComponent(String(marks['otherName'])).repeat(20),
      }),
    );
    await told(officer.get('/roster', { 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': String(marks['otherPhone']) }));
  };

  const where = (hits: readonly CanaryHit[]): string[] =>
    hits.map(({ field, form, where: place }) => `${field} ${form} ${place}`);
  const found = async (text: string): Promise<string[]> => where(await findCanaries(marks, { text }));

  it('are shown where they may be: the search would find them', async () => {
    const fields = new Set((await findCanaries(marks, { text: shown.join('\n') })).map(({ field }) => field));
    expect([...fields].sort()).toEqual(
      [
        'attempt',
        'change',
        'correctionReason',
        'disposal',
        'excuse',
        'headDisability',
        'headHealth',
        'headIdNo',
        'headName',
        'headPhone',
        'living',
        'memberName',
        'newAddress',
        'remark',
        'report',
      ].sort(),
    );
  });

  it('are in no problem text and no header', async () => {
    expect(await found(problems.join('\n'))).toEqual([]);
  });

  it('are in no log line', async () => {
    expect(app.logs.lines.length).toBeGreaterThan(40);
    expect(await found(app.logs.lines.join('\n'))).toEqual([]);
  });

  it('are in no metric', async () => {
    const { text } = await app.http.get('/metrics');
    expect(text).toContain('registerHousehold');
    expect(await found(text)).toEqual([]);
  });

  it('are in no file of the data folder: log, access log, keys, evidence', async () => {
    expect(where(await findCanaries(marks, { folder: app.folder }))).toEqual([]);
    expect(
      where(await findCanaries(marks, { file: join(app.system.platform.settings.dataFolder, 'log.sqlite') })),
    ).toEqual([]);
  });

  it('are in no fact of either log', async () => {
    const access = await app.system.platform.accessStore.readAll(0, { limit: 10_000 });
    expect(access.events.length).toBeGreaterThan(10);
    expect(await found(JSON.stringify([await app.facts(), access.events]))).toEqual([]);
  });

  it('are in no document of the read stores', async () => {
    const { readStore } = app.system.platform;
    const texts: string[] = [];
    for (const { name } of await readStore.db.listCollections().toArray()) {
      texts.push(JSON.stringify(await readStore.db.collection(name).find({}).toArray()));
    }
    expect(texts.length).toBeGreaterThan(7);
    expect(await found(texts.join('\n'))).toEqual([]);
  });

  it('are in no log line, problem or metric when a fault strikes inside a handler', async () => {
    await app.system.platform.store.close();
    const sent = [
      officer.post(
        '/households',
        householdForm({
          address: marks['otherAddress'],
          head: { name: marks['otherName'], idNo: marks['otherIdNo'], phone: marks['otherPhone'] },
        }),
      ),
      officer.post('/household-searches', { name: marks['otherName'] }),
    ];
    const answers = await Promise.all(sent);
    expect(answers[0]?.status).toBe(503);
    const { text } = await app.http.get('/metrics');
    expect(await found([...answers.map((answer) => answer.text), ...app.logs.lines, text].join('\n'))).toEqual([]);
  });
});
