import type { Test } from 'supertest';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import {
  NANSHAN_VILLAGE,
  attemptForm,
  householdForm,
  idNumber,
  listedHousehold,
  listingForm,
  living,
  memberForm,
  morning,
  registerHousehold,
  visit,
  visitForm,
} from '../support/clerk.js';

interface Expected {
  readonly status: number;
  readonly rule?: string;
  readonly pointers?: readonly string[];
}

const MARK = '金丝雀';

describe('input that cannot be taken', () => {
  let app: TestApp;
  let officer: TestCaller;
  let home: Registered;
  let foreign: Registered;
  const VISIT = 'b9b0a2a8-6f0b-4a3e-8a51-8c1c2a3f4d5e';

  beforeAll(async () => {
    app = await startApp({ now: morning('2026-09-03') });
    home = await listedHousehold(await app.as('officer-gangkou'));
    await app.at(morning('2026-09-10'));
    officer = await app.as('officer-gangkou');
    await visit(officer, home, '2026-09-08T10:00:00+08:00', { visitId: VISIT });
    foreign = await registerHousehold(await app.as('officer-nanshan'), { villageCode: NANSHAN_VILLAGE });
    await app.settle();
  });
  afterAll(async () => {
    await app.stop();
  });

  /** A 4xx problem in Chinese with a trace id; the business log is what it was. */
  const isRefused = async (send: () => Test, { status, rule, pointers }: Expected): Promise<void> => {
    const before = await app.facts();
    const answer = await send();
    expect([answer.status, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.body).toMatchObject({
      status,
      traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: expect.stringMatching(/^urn:/),
    });
    expect(`${answer.body.title}${answer.body.detail}`).toMatch(/[\u4e00-\u9fff]/);
    expect(answer.body.rule).toBe(rule);
    if (pointers) expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
    for (const { detail } of answer.body.errors ?? []) expect(detail).toMatch(/[\u4e00-\u9fff]/);
    expect(JSON.stringify(answer.body)).not.toContain(MARK);
    expect(await app.facts()).toEqual(before);
  };
  const raw = (text: string | Buffer, type = 'application/json', path = '/households'): Test =>
    officer
      .post(path, undefined, { 'content-type': type })
      .serialize((body) => body as string)
      .send(text as string);
  const register = (given: Parameters<typeof householdForm>[0]): Test =>
    officer.post('/households', householdForm(given));
  const recordVisit = (given: Record<string, unknown>): Test =>
    officer.post(`/households/${home.householdId}/patrol-visits`, visitForm(home.headMemberId, given));

  describe('bodies that are no JSON object', () => {
    it.each<[string, () => Test, Expected]>([
      [
        'JSON cut off in the middle',
        () => raw(`{"villageCode":"341881100201","head":{"name":"${MARK}","idNo":"9901`),
        { status: 400 },
      ],
      ['no JSON at all', () => raw(MARK), { status: 400 }],
      ['an empty body of JSON type', () => raw(''), { status: 400 }],
      ['no body and no type', () => officer.post('/households', undefined), { status: 422 }],
      ['an array', () => raw('[]'), { status: 422, pointers: [''] }],
      ['null', () => raw('null'), { status: 422, pointers: [''] }],
      ['a number', () => raw('7'), { status: 422, pointers: [''] }],
      ['a text', () => raw(`"${MARK}"`), { status: 422, pointers: [''] }],
      ['a form', () => raw('villageCode=341881100201', 'application/x-www-form-urlencoded'), { status: 415 }],
      ['plain text', () => raw(MARK, 'text/plain'), { status: 415 }],
      ['XML', () => raw('<a/>', 'application/xml'), { status: 415 }],
      ['a content type that is none', () => raw('{}', 'nonsense'), { status: 415 }],
      ['10 MB', () => raw(JSON.stringify({ address: 'a'.repeat(10 * 1024 * 1024) })), { status: 413 }],
      ['10,000 levels of arrays', () => raw(`{"address":${'['.repeat(10_000)}${']'.repeat(10_000)}}`), { status: 422 }],
      ['10,000 levels of objects', () => raw(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`), { status: 422 }],
      ['a prototype key', () => raw('{"__proto__":{"villageCode":"341881100201"}}'), { status: 400 }],
      ['a prototype key further in', () => raw('{"head":{"__proto__":{"name":"x"}}}'), { status: 400 }],
      ['a constructor with a prototype', () => raw('{"constructor":{"prototype":{"a":1}}}'), { status: 400 }],
    ])('%s', (_, send, expected) => isRefused(send, expected));
  });

  describe('fields', () => {
    it.each<[string, () => Test, Expected]>([
      ['an unknown field', () => register({ approver: MARK }), { status: 422, pointers: ['/approver'] }],
      [
        'an unknown field further in',
        () => register({ head: { salary: 1 } }),
        { status: 422, pointers: ['/head/salary'] },
      ],
      ['a field called constructor', () => register({ constructor: 'x' }), { status: 422, pointers: ['/constructor'] }],
      ['a field called toString', () => register({ toString: 'x' }), { status: 422, pointers: ['/toString'] }],
      [
        'a number where text belongs',
        () => register({ villageCode: 341881100201 }),
        { status: 422, pointers: ['/villageCode'] },
      ],
      ['a list where text belongs', () => register({ address: [MARK] }), { status: 422, pointers: ['/address'] }],
      ['null where text belongs', () => register({ address: null }), { status: 422, pointers: ['/address'] }],
      [
        'text where an object belongs',
        () => officer.post('/households', { ...householdForm(), head: MARK }),
        { status: 422 },
      ],
      [
        '$ne instead of a code',
        () => register({ villageCode: { $ne: '' } }),
        { status: 422, pointers: ['/villageCode'] },
      ],
      [
        '$ne instead of a name',
        () => officer.post('/household-searches', { name: { $ne: '' } }),
        { status: 422, pointers: ['/name'] },
      ],
      [
        '$ne instead of an ID number',
        () => officer.post('/household-searches', { idNo: { $gt: '' } }),
        { status: 422, pointers: ['/idNo'] },
      ],
      [
        'a lone surrogate',
        () => raw(JSON.stringify(householdForm()).replace('一组 1 号', '\\ud800')),
        { status: 422, pointers: ['/address'] },
      ],
      ['a lone surrogate in a key', () => raw('{"\\ud800":1}'), { status: 422 }],
      ['NUL in a text', () => register({ address: `一组\u0000${MARK}` }), { status: 422, pointers: ['/address'] }],
      [
        'NUL in a name',
        () => register({ head: { name: `王\u0000${MARK}` } }),
        { status: 422, pointers: ['/head/name'] },
      ],
      ['10^400 where text belongs', () => raw('{"address":1e400}'), { status: 422 }],
      [
        '10^400 where a number belongs',
        () => raw('{"townCode":"341881002","reason":"失火","hours":1e400}', 'application/json', '/break-glass-grants'),
        { status: 422, pointers: ['/hours'] },
      ],
      [
        'a field whose name may be a person',
        () => register({ [`${MARK}990101`]: 'x' }),
        { status: 422, pointers: ['/…'] },
      ],
      ['a code that is none', () => register({ source: MARK }), { status: 422, pointers: ['/source'] }],
      ['a code of the prototype', () => register({ source: 'constructor' }), { status: 422, pointers: ['/source'] }],
      [
        'a text that is too long',
        () => register({ address: MARK.repeat(1000) }),
        { status: 422, pointers: ['/address'] },
      ],
      [
        'a wrong check digit',
        () => register({ head: { idNo: '99010119580307009X' } }),
        { status: 422, pointers: ['/head/idNo'] },
      ],
      [
        'an impossible birthday',
        () => register({ head: { idNo: '990101195802300019' } }),
        { status: 422, pointers: ['/head/idNo'] },
      ],
      [
        'a day that does not exist',
        () => officer.post(`/households/${home.householdId}/members`, memberForm({ on: '2026-02-30' })),
        { status: 422, pointers: ['/on'] },
      ],
      [
        'a moment without an offset',
        () => recordVisit({ visitedAt: '2026-09-09T10:00:00' }),
        { status: 422, pointers: ['/visitedAt'] },
      ],
      [
        'a member id that is no UUID',
        () =>
          officer.post(`/households/${home.householdId}/head-changes`, {
            memberId: 'x',
            on: '2026-09-10',
            reason: '因病',
          }),
        { status: 422, pointers: ['/memberId'] },
      ],
      [
        'a code twice',
        () =>
          officer.post(
            `/households/${foreign.householdId}/listings`,
            listingForm({ categoryCodes: ['DIBAO', 'DIBAO'] }),
          ),
        { status: 404 },
      ],
    ])('%s', (_, send, expected) => isRefused(send, expected));
  });

  describe('what a rule forbids', () => {
    it.each<[string, () => Test, Expected]>([
      [
        'a village that does not exist',
        () => register({ villageCode: '341881100299' }),
        { status: 404, pointers: ['/villageCode'] },
      ],
      [
        'the pseudo-village 虚拟社区',
        () => register({ villageCode: '341881400498' }),
        { status: 404, pointers: ['/villageCode'] },
      ],
      [
        'a village of another township',
        () => register({ villageCode: NANSHAN_VILLAGE }),
        { status: 404, pointers: ['/villageCode'] },
      ],
      [
        'a household of another township',
        () => officer.post(`/households/${foreign.householdId}/listings`, listingForm()),
        { status: 404 },
      ],
      [
        'a household that does not exist',
        () => officer.post('/households/4ebd46ba-36f2-43e7-8a8a-9d32b9e24608/listings', listingForm()),
        { status: 404 },
      ],
      ['an id that is no UUID', () => officer.post('/households/%24ne/listings', listingForm()), { status: 404 }],
      ['an address that does not exist', () => officer.post('/household', {}), { status: 404 }],
      [
        'a listing of tomorrow',
        () => officer.post(`/households/${foreign.householdId}/listings`, listingForm({ listedOn: '2026-09-11' })),
        { status: 404 },
      ],
      [
        'a visit that has not happened',
        () => recordVisit({ visitedAt: '2026-09-10T11:00:00+08:00' }),
        { status: 409, rule: 'I-22', pointers: ['/visitedAt'] },
      ],
      [
        'a visit of 1970',
        () => recordVisit({ visitedAt: '1970-01-01T08:00:00+08:00' }),
        { status: 409, rule: 'I-22', pointers: ['/visitedAt'] },
      ],
      [
        'a visit without the living conditions',
        () => recordVisit({ living: undefined }),
        { status: 409, rule: 'I-06', pointers: ['/living/food'] },
      ],
      [
        'a visit with one section missing',
        () => recordVisit({ living: living({ care: undefined }) }),
        { status: 409, rule: 'I-06', pointers: ['/living/care'] },
      ],
      [
        'a visit without a disposal',
        () => recordVisit({ disposal: undefined }),
        { status: 409, rule: 'I-06', pointers: ['/disposal'] },
      ],
      [
        'a visit where nobody was seen',
        () => recordVisit({ whoSeen: [] }),
        { status: 409, rule: 'I-06', pointers: ['/whoSeen'] },
      ],
      [
        'a visit id that is taken',
        () => recordVisit({ visitId: VISIT }),
        { status: 409, rule: 'visit-already-recorded', pointers: ['/visitId'] },
      ],
      [
        'an attempt under a visit id that is taken',
        () => officer.post(`/households/${home.householdId}/failed-visits`, attemptForm({ visitId: VISIT })),
        { status: 409, rule: 'visit-already-recorded', pointers: ['/visitId'] },
      ],
      [
        'a second listing',
        () => officer.post(`/households/${home.householdId}/listings`, listingForm()),
        { status: 409, rule: 'I-05' },
      ],
      [
        'a member of the future',
        () => officer.post(`/households/${home.householdId}/members`, memberForm({ on: '2026-09-11' })),
        { status: 409, rule: 'I-22', pointers: ['/on'] },
      ],
      [
        'a first member who is no head',
        () => register({ head: { relation: 'CHILD' } }),
        { status: 409, rule: 'I-24', pointers: ['/head/relation'] },
      ],
    ])('%s', (_, send, expected) => isRefused(send, expected));
  });

  describe('headers', () => {
    const withHeaders = (headers: Record<string, string>): Test =>
      officer.post('/households', householdForm(), headers);
    const delistIf = (ifMatch: string): Test => {
      const delisting = { on: '2026-09-10', reason: 'RECOVERED' };
      return officer.post(`/households/${home.householdId}/delistings`, delisting, { 'if-match': ifMatch });
    };

    it('a creation without an idempotency key', () =>
      isRefused(() => withHeaders({}).unset('idempotency-key'), { status: 428 }));

    it.each<[string, () => Test, Expected]>([
      [
        'an empty idempotency key',
        () => withHeaders({ 'idempotency-key': '' }),
        { status: 422, pointers: ['#/header/Idempotency-Key'] },
      ],
      [
        'an idempotency key with a blank',
        () => withHeaders({ 'idempotency-key': 'a b' }),
        { status: 422, pointers: ['#/header/Idempotency-Key'] },
      ],
      [
        'an idempotency key of 101 characters',
        () => withHeaders({ 'idempotency-key': 'k'.repeat(101) }),
        { status: 422, pointers: ['#/header/Idempotency-Key'] },
      ],
      ['an If-Match that names no revision', () => delistIf('abc'), { status: 422, pointers: ['#/header/If-Match'] }],
      ['an If-Match of a list', () => delistIf('"r1", "r2"'), { status: 422, pointers: ['#/header/If-Match'] }],
      ['an If-Match of a passed revision', () => delistIf('"r0"'), { status: 412 }],
      ['an If-Match of a revision to come', () => delistIf('"r99"'), { status: 412 }],
      ['a token that is none', () => withHeaders({ authorization: 'Bearer abc' }), { status: 401 }],
      ['no token', () => withHeaders({}).unset('authorization'), { status: 401 }],
    ])('%s', (_, send, expected) => isRefused(send, expected));
  });

  describe('questions', () => {
    const get = (path: string, headers?: Record<string, string>): Test => officer.get(path, headers);
    const own = (position: number): string => `${home.position.split(':')[0]}:${position}`;
    const FOREIGN = '00000000-0000-4000-8000-000000000000:1';

    it.each<[string, () => Test, Expected]>([
      ['an unknown parameter', () => get(`/roster?x=${encodeURIComponent(MARK)}`), { status: 422, pointers: ['/x'] }],
      ['a parameter twice', () => get('/roster?town=341881100&town=341881002'), { status: 422, pointers: ['/town'] }],
      ['a limit twice', () => get('/roster?limit=1&limit=2'), { status: 422, pointers: ['/limit'] }],
      ['asOf twice', () => get('/roster?asOf=2026-09-01T00:00:00Z&asOf=2026-09-02T00:00:00Z'), { status: 422 }],
      ['minPosition twice', () => get(`/roster?minPosition=${own(1)}&minPosition=${own(2)}`), { status: 422 }],
      ['a parameter as an object', () => get('/roster?town[$ne]=1'), { status: 422 }],
      ['a limit of 0', () => get('/roster?limit=0'), { status: 422, pointers: ['/limit'] }],
      ['a limit of 201', () => get('/roster?limit=201'), { status: 422, pointers: ['/limit'] }],
      ['a limit that is no number', () => get('/roster?limit=1e1'), { status: 422, pointers: ['/limit'] }],
      ['a month that is none', () => get('/visit-calendar?month=2026-13'), { status: 422, pointers: ['/month'] }],
      ['a cursor that is none', () => get('/roster?cursor=abc'), { status: 422, pointers: ['#/query/cursor'] }],
      [
        'a cursor of another list',
        () => get(`/patrol-ledger?cursor=${Buffer.from('["roster","a","b"]').toString('base64url')}`),
        { status: 422, pointers: ['#/query/cursor'] },
      ],
      [
        'a cursor with an operator',
        () => get(`/patrol-ledger?cursor=${Buffer.from('["patrol-ledger",{"$ne":1},"b"]').toString('base64url')}`),
        { status: 422, pointers: ['#/query/cursor'] },
      ],
      [
        'asOf in the future',
        () => get('/roster?asOf=2026-09-10T10:00:00Z'),
        { status: 422, pointers: ['#/query/asOf'] },
      ],
      ['asOf that is no instant', () => get('/roster?asOf=yesterday'), { status: 422 }],
      ['asOf beyond the head of the log', () => get(`/roster?asOf=${own(999_999)}`), { status: 422 }],
      ['asOf of another log', () => get(`/roster?asOf=${FOREIGN}`), { status: 410 }],
      ['a position of another log', () => get(`/roster?minPosition=${FOREIGN}`), { status: 410 }],
      ['a position of another log in a header', () => get('/roster', { 'x-min-position': FOREIGN }), { status: 410 }],
      ['a position that is none', () => get('/roster', { 'x-min-position': MARK.length.toString() }), { status: 422 }],
      ['an address of 5,000 characters', () => get(`/households/${'a'.repeat(5000)}`), { status: 414 }],
      ['an address that cannot be decoded', () => get('/households/%E0%A4%A'), { status: 400 }],
      ['a method that is not offered', () => app.http.delete('/api/v1/households'), { status: 404 }],
      ['a search for nothing', () => officer.post('/household-searches', {}), { status: 422, pointers: ['/name'] }],
      [
        'a search for two things',
        () => officer.post('/household-searches', { name: '王', idNo: idNumber() }),
        { status: 422, pointers: ['/name'] },
      ],
      [
        'a reveal of a field that is none',
        () => officer.post(`/households/${home.householdId}/reveals`, { fields: ['bank'] }),
        { status: 422, pointers: ['/fields'] },
      ],
    ])('%s', (_, send, expected) => isRefused(send, expected));
  });
});
