import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDivisions } from '../../src/platform/divisions/divisions.js';
import { openSqliteKeyStore } from '../../src/platform/sealing/sqlite.key-store.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import { applicationForm, decidableCase } from '../support/case-clerk.js';
import { addMember, idNumberOf, morning, ok, registerHousehold } from '../support/clerk.js';

let app: TestApp;
let caseId: string;
let of: string;
beforeAll(async () => {
  app = await startApp();
  ({ caseId, of } = await posted());
}, 180_000);
afterAll(async () => {
  await app.stop();
});

const as = (account: string): Promise<TestCaller> => app.as(account);
const FIELDS = [
  { field: 'APPLICANT_NAME', value: '周九' },
  { field: 'MEMBER_COUNT', value: '2 人' },
  { field: 'AMOUNT', value: '每月 780.00 元' },
];

async function posted(given: object = {}, application: Readonly<Record<string, unknown>> = {}) {
  const notice = { from: '2026-09-10', fields: FIELDS, ...given };
  const made = await decidableCase(await as('officer-gangkou'), { notice, application });
  return { ...made, of: `/cases/${made.caseId}/applications/${made.applicationId}` };
}

const HANGING = {
  townName: '港口镇',
  villageName: '灰山村委会',
  place: 'VILLAGE_BOARD',
  placeName: '村(社区)公示栏',
  from: '2026-09-10',
  until: '2026-09-17',
  fields: [
    { field: 'APPLICANT_NAME', name: '申请人姓名', value: '周九' },
    { field: 'MEMBER_COUNT', name: '家庭成员数量', value: '2 人' },
    { field: 'AMOUNT', name: '保障金额', value: '每月 780.00 元' },
  ],
  objections: '对公示内容有异议的，请于公示期内向港口镇提出',
  erased: false,
};
const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>社会救助初审公示</title>
<style>STYLE</style></head><body><h1>社会救助初审公示</h1>
<p>港口镇　灰山村委会</p>
<table><tr><th>申请人姓名</th><td>周九</td></tr><tr><th>家庭成员数量</th><td>2 人</td></tr><tr><th>保障金额</th><td>每月 780.00 元</td></tr></table>
<p>公示时间：2026-09-10 至 2026-09-17</p>
<p>公示地点：村(社区)公示栏</p>
<p>对公示内容有异议的，请于公示期内向港口镇提出。</p></body></html>`;
const householdOf = async (id: string): Promise<string> => {
  const opened = (await app.facts(['case'])).find(
    ({ stream, type }) => `case-${id}` === stream && type.startsWith('CaseOpened'),
  );
  return String((opened?.data as { householdRef?: string }).householdRef);
};
const refusal = async (caller: TestCaller, path: string) => {
  const { status, body } = await caller.get(path);
  return [status, body.type.split(':').at(-1), body.detail];
};

describe('a public notice (privacy.md)', () => {
  it('is read by everybody of the area, the same by each, with the fields it was posted with and no others', async () => {
    const readers = ['coordinator', 'secretary', 'officer', 'reviewer', 'window', 'hotline'];
    for (const account of [...readers.map((role) => `${role}-gangkou`), 'bureau']) {
      const { status, body } = await (await as(account)).get(`${of}/notice`);
      expect([account, status, body]).toEqual([account, 200, HANGING]);
    }
    const log = JSON.stringify(await app.facts(['case']));
    expect(['周九', '2 人', '780.00'].filter((word) => log.includes(word))).toEqual([]);
  });

  it('is printed as one page without a script, whatever was written in it', async () => {
    const officer = await as('officer-gangkou');
    const { status, text, headers } = await officer.get(`${of}/notice.html`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(text.replace(/<style>.*<\/style>/, '<style>STYLE</style>')).toBe(PAGE);
    const wild = await posted({ fields: [{ field: 'APPLICANT_NAME', value: '<script>"周&九"' }] });
    expect((await officer.get(`${wild.of}/notice.html`)).text).toContain(
      '<td>&#60;script&#62;&#34;周&#38;九&#34;</td>',
    );
  });

  it('is on record for each of its readers', async () => {
    await app.system.platform.accessLog.flush();
    const { accessStore } = app.system.platform;
    const after = await accessStore.head();
    await ok((await as('officer-gangkou')).get(`${of}/notice`));
    await app.system.platform.accessLog.flush();
    const { events } = await accessStore.readAll(after, { limit: 10 });
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      [
        'SensitiveDataViewed',
        {
          operation: 'getPublicNotice',
          subjects: [caseId],
          fields: ['notice'],
          kind: 'routine',
          purposeCode: 'ROUTINE_DUTY',
          resultCount: 1,
          channel: 'api',
        },
      ],
    ]);
  });

  it('is nobody else’s, and is not there where none was posted', async () => {
    expect((await (await as('officer-nanshan')).get(`${of}/notice`)).status).toBe(404);
    expect(await refusal(await as('officer-gangkou'), `/cases/${caseId}/applications/a-none/notice`)).toEqual([
      404,
      'not-found',
      '该申请没有公示',
    ]);
    expect((await app.http.get(`/api/v1${of}/notice`)).status).toBe(401);
  });

  it('holds no number of a person, and of a minor the guardian alone', async () => {
    const officer = await as('officer-gangkou');
    const minor = applicationForm({ minor: true });
    const fields = [
      { field: 'GUARDIAN_NAME', value: '周八' },
      { field: 'MEMBER_COUNT', value: '等 2 人' },
    ];
    const child = await posted({ fields }, minor);
    expect((await officer.get(`${child.of}/notice`)).body.fields).toEqual([
      { field: 'GUARDIAN_NAME', name: '监护人姓名', value: '周八' },
      { field: 'MEMBER_COUNT', name: '家庭成员数量', value: '等 2 人' },
    ]);
    const notice = { place: 'VILLAGE_BOARD', from: '2026-09-10' };
    const named = await officer.post(`${child.of}/notices`, { ...notice, fields: FIELDS });
    expect([named.status, named.body.rule, named.body.errors[0].pointer]).toEqual([409, 'notice-minor', '/fields/0']);
    for (const value of ['138 1234 5678', '户主 341881195706070012', '６２２８４８００']) {
      const typed = [...FIELDS.slice(0, 1), { field: 'AMOUNT', value }];
      const numbered = await officer.post(`${of}/notices`, { ...notice, fields: typed });
      expect([numbered.status, numbered.body.errors]).toEqual([
        422,
        [{ pointer: '/fields/1/value', detail: '公示内容不得含有身份证号、电话、账号等号码' }],
      ]);
    }
  });

  it('names no minor of the family in any of its fields, nor of the one the family has ended in', async () => {
    const officer = await as('officer-gangkou');
    const notice = { place: 'VILLAGE_BOARD', from: '2026-09-10' };
    const named = await posted();
    const told = async (value: string) => {
      const fields = [...FIELDS.slice(0, 1), { field: 'CATEGORY', value }];
      const { status, body } = await officer.post(`${named.of}/notices`, { ...notice, fields });
      return [status, body.rule, body.errors];
    };
    const detail = '公示内容中有该户未成年人的姓名，请删去';
    const refused = [409, 'notice-minor', [{ pointer: '/fields/1/value', detail }]];
    const [ended, into] = [await householdOf(named.caseId), await registerHousehold(officer)];
    const child = (name: string, ordinal: number) => ({
      name,
      relation: 'CHILD',
      idNo: idNumberOf('20150607', ordinal),
    });
    await addMember(officer, ended, child('周小宝', 1));
    expect([await told('低保（长子周 小宝）'), await told('低保（户主）')]).toEqual([
      refused,
      [200, undefined, undefined],
    ]);

    const mergers = `/households/${ended}/mergers`;
    const merge = { into: into.householdId, headHolds: 'SURVIVOR', addressHolds: 'SURVIVOR', reason: '两户合为一户' };
    const { proposalId } = await ok(officer.post(mergers, merge));
    await ok((await as('reviewer-gangkou')).post(`${mergers}/${String(proposalId)}/approvals`, {}));
    await app.settle();
    await addMember(officer, into.householdId, child('周小贝', 2));
    expect(await told('低保（次子周小贝）')).toEqual(refused);
  });

  it('comes down when an objection is upheld', async () => {
    const officer = await as('officer-gangkou');
    const contested = await posted();
    const { objectionId } = await ok(officer.post(`${contested.of}/objections`, { by: '吴十', text: '名下有车' }));
    const settlement = { outcome: 'UPHELD', text: '属实' };
    await ok(officer.post(`${contested.of}/objections/${String(objectionId)}/settlements`, settlement));
    expect(await refusal(officer, `${contested.of}/notice`)).toEqual([410, 'notice-ended', '公示已撤下，内容不再公开']);
  });

  it('says the same after the villages bear other names and the program began anew', async () => {
    const renamed = loadDivisions('2023').divisions.map((one) => ({ ...one, name: `新${one.name}`.slice(0, 30) }));
    const edition = { edition: '2026-2', divisions: renamed, source: '试验' };
    await ok((await as('bureau')).post('/rulebook/divisions', edition));
    app = await app.restart();
    expect((await (await as('officer-gangkou')).get(`${of}/notice`)).body).toEqual(HANGING);
  });

  it('hangs to the last second of its last day in 宁国, and shows nothing after it, also not of an earlier day', async () => {
    await app.at('2026-09-17T15:59:59.999Z');
    expect((await (await as('officer-gangkou')).get(`${of}/notice`)).body).toEqual(HANGING);
    await app.at('2026-09-17T16:00:00.000Z');
    const officer = await as('officer-gangkou');
    const ended = [410, 'notice-ended', '公示已于 2026-09-17 期满，内容不再公开'];
    const early = encodeURIComponent('2026-09-12T00:00:00.000Z');
    for (const path of [`${of}/notice`, `${of}/notice.html`, `${of}/notice?asOf=${early}`])
      expect(await refusal(officer, path)).toEqual(ended);
  });

  it('says so once its words are erased', async () => {
    await app.at(morning('2026-09-21'));
    const erased = await posted({ from: '2026-09-21' });
    await app.system.stop();
    const { dataFolder } = app.system.platform.settings;
    const keyEncryptionKey = Buffer.from(readFileSync(join(dataFolder, 'demo.key'), 'utf8').trim(), 'hex');
    const keys = openSqliteKeyStore({ file: join(dataFolder, 'keys.sqlite'), keyEncryptionKey });
    await keys.destroy(erased.caseId);
    await keys.close();
    app = await startApp({ folder: app.folder, now: app.clock.now() });
    const officer = await as('officer-gangkou');
    const { body } = await officer.get(`${erased.of}/notice`);
    expect([body.erased, body.fields.map(({ value }: { value: string }) => value)]).toEqual([
      true,
      ['已依法删除', '已依法删除', '已依法删除'],
    ]);
    expect((await officer.get(`${erased.of}/notice.html`)).text).toContain('</table>\n<p>公示内容已依法删除。</p>\n');
  });
});
