import type { TestApp, TestCaller } from '../../support/app.js';
import { attemptForm, download, householdForm, list, living, memberForm, ok, visitForm } from '../../support/clerk.js';
import type { Marks } from './marks.js';
import { mistakes } from './mistakes.js';

/** What an office was answered while it put marked particulars into every form there is. */
export interface Heard {
  /** Bodies of answers in which particulars may be shown. */
  readonly shown: string[];
  /** Workbooks downloaded. */
  readonly workbooks: Buffer[];
  /** Refusals, and the headers of all answers. */
  readonly problems: string[];
}

/** One household with everything that can be told of it, read through every list, then every kind of mistake. */
export async function goThrough(app: TestApp, marks: Marks, heard: Heard): Promise<void> {
  const [officer, reviewer] = [await app.as('officer-gangkou'), await app.as('reviewer-gangkou')];
  const read = async (sent: ReturnType<TestCaller['get']>): Promise<void> => {
    const { status, text, headers } = await sent;
    if (status !== 200) throw new Error(`${status} ${text}`);
    heard.shown.push(text);
    heard.problems.push(JSON.stringify(headers));
  };
  const save = async (sent: ReturnType<TestCaller['get']>): Promise<void> => {
    const { status, body, headers } = await download(sent);
    if (status !== 200 || !Buffer.isBuffer(body)) throw new Error(`${status}: no workbook`);
    heard.workbooks.push(body);
    heard.problems.push(JSON.stringify(headers));
  };
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
  const listed = (await app.facts(['household'])).find(
    ({ type, stream }) => type === 'HouseholdListedAsKey' && stream === `household-${String(home['householdId'])}`,
  );
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
  await save(officer.get('/roster.xlsx'));
  await save(officer.get(`${path}/page.xlsx`));
  await ok(officer.post(`${path}/delistings`, { on: '2026-09-01', reason: 'OTHER', text: marks['delistText'] }));
  await mistakes({ officer, marks, path, headId, problems: heard.problems });
  await app.settle();
  await app.system.platform.accessLog.flush();
}
