import { join } from 'node:path';
import type request from 'supertest';
import type { Role } from '../../src/platform/auth/caller.js';
import { DemoIssuer } from '../../src/platform/auth/demo-issuer.js';
import type { Instant, LocalDate } from '../../src/platform/fact.js';
import { livingSections } from '../../src/aggregates/household/visits/visit-report.js';
import type { TestApp, TestCaller } from './app.js';

/** Builders that speak HTTP as a clerk does: each sends a whole, valid form unless told otherwise. */

export const GANGKOU = '341881100';
/** 灰山村, 港口镇; the demo's coordinator and secretary of 港口镇 belong to it. */
export const VILLAGE = '341881100201';
export const OTHER_VILLAGE = '341881100202';
/** 杨山村, 南山街道. */
export const NANSHAN_VILLAGE = '341881002201';

type Fields = Readonly<Record<string, unknown>>;

export interface Registered {
  readonly householdId: string;
  readonly householdNo: string;
  readonly headMemberId: string;
  readonly position: string;
}

let sequence = 0;
let keys = 0;

/** An ID number nobody else in this process has; area 990101 belongs to nobody, the check digit is right. */
export function idNumber(birth?: string): string {
  sequence += 1;
  // Whoever is born on no day in particular: 999 of each year.
  if (birth === undefined)
    return idNumberOf(`${1957 + Math.floor((sequence - 1) / 999)}0607`, 1 + ((sequence - 1) % 999));
  if (sequence > 999) throw new Error('no more ID numbers of one birthday: give another');
  return idNumberOf(birth, sequence);
}

export function idNumberOf(birth: string, ordinal: number): string {
  const first17 = `990101${birth}${String(ordinal).padStart(3, '0')}`;
  const sum = [...first17].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return `${first17}${'10X98765432'.charAt(sum % 11)}`;
}

/** A head with an `idNo` of undefined has none, and none is made for him. */
export function householdForm({ head = {}, ...given }: { head?: Fields; [field: string]: unknown } = {}): Fields {
  return {
    villageCode: VILLAGE,
    head: { name: '张三', relation: 'HEAD', ...('idNo' in head ? {} : { idNo: idNumber() }), ...head },
    address: '一组 1 号',
    source: 'SWEEP',
    ...given,
  };
}

export function coordinatorForm({
  particulars,
  ...given
}: { particulars?: Fields; [field: string]: unknown } = {}): Fields {
  return {
    particulars: { name: '王芳', idNo: idNumberOf('19800311', 7), phone: '13812345678', ...particulars },
    villages: [VILLAGE],
    source: 'VILLAGE_COMMITTEE',
    from: '2026-09-01',
    ...given,
  };
}

export function groupMemberForm(given: Fields = {}): Fields {
  return {
    name: '李民政',
    idNo: idNumberOf('19750311', 8),
    phone: '13912345678',
    unit: '港口镇民政办',
    post: '主任',
    civilAffairsStaff: true,
    villages: [VILLAGE],
    ...given,
  };
}

/** Appoints a coordinator and answers his id. */
export async function appointCoordinator(officer: TestCaller, given: Fields = {}): Promise<string> {
  return String((await ok(officer.post('/coordinators', coordinatorForm(given))))['coordinatorId']);
}

export function clueForm(given: Fields = {}): Fields {
  return {
    villageCode: VILLAGE,
    source: 'COORDINATOR',
    knownAt: '2026-09-09T10:00:00+08:00',
    urgencyHint: 'NORMAL',
    needs: ['LIVING'],
    text: '独居，断粮',
    subject: { name: '赵六', phone: '13712345678', address: '三组桥头' },
    ...given,
  };
}

/** Reports a clue and answers the id of its case. */
export async function reportClue(caller: TestCaller, given: Fields = {}): Promise<string> {
  return String((await ok(caller.post('/cases/clues', clueForm(given))))['caseId']);
}

export const ownerChain = { group: 'g-1', village: 'c-1', township: 'o-1', bureau: 'b-1' };

/** A case of the officer's township, opened from the roster for that family; answers its id. */
export async function openCaseOf(officer: TestCaller, householdRef: string, given: Fields = {}): Promise<string> {
  const form = { villageCode: VILLAGE, householdRef, ownerChain, reason: '花名册入户调查', ...given };
  return String((await ok(officer.post('/cases/roster-openings', form)))['caseId']);
}

export function listingForm(given: Fields = {}): Fields {
  return {
    listedOn: '2026-09-03',
    categoryCodes: ['DIBAO_EDGE'],
    hardshipCodes: ['SEVERE_ILLNESS'],
    currentAids: [],
    partialDibao: false,
    inDifficulty: true,
    kinFlag: false,
    source: 'SWEEP',
    coordinatorRef: 'c-1',
    ...given,
  };
}

export function living(given: Fields = {}): Fields {
  return { ...Object.fromEntries(livingSections.map((section) => [section, { state: 'NORMAL' }])), ...given };
}

export function visitForm(seen: string, given: Fields = {}): Fields {
  return {
    visitedAt: '2026-09-09T10:00:00+08:00',
    mode: 'HOME',
    visitors: ['c-1'],
    whoSeen: [seen],
    living: living(),
    needs: [],
    disposal: { kind: 'NONE' },
    acknowledgement: 'SIGNED',
    ...given,
  };
}

export function attemptForm(given: Fields = {}): Fields {
  return {
    attemptedAt: '2026-09-05T10:00:00+08:00',
    mode: 'HOME',
    visitors: ['c-1'],
    reason: 'NOBODY_HOME',
    text: '敲门无人应答',
    ...given,
  };
}

export function memberForm(given: Fields = {}): Fields {
  return { name: '李四', idNo: idNumber(), relation: 'CHILD', on: '2026-09-10', ...given };
}

export async function registerHousehold(
  caller: TestCaller,
  given: Parameters<typeof householdForm>[0] = {},
): Promise<Registered> {
  const { householdId, householdNo, headMemberId, position } = await ok(
    caller.post('/households', householdForm(given)),
  );
  return { householdId, householdNo, headMemberId, position } as unknown as Registered;
}

export async function list(caller: TestCaller, householdId: string, given: Fields = {}): Promise<Answered> {
  return ok(caller.post(`/households/${householdId}/listings`, listingForm(given)));
}

export async function delist(
  caller: TestCaller,
  householdId: string,
  on: LocalDate,
  reason = 'RECOVERED',
): Promise<Answered> {
  return ok(caller.post(`/households/${householdId}/delistings`, { on, reason }));
}

export async function visit(
  caller: TestCaller,
  { householdId, headMemberId }: Registered,
  visitedAt: string,
  given: Fields = {},
): Promise<Answered> {
  return ok(caller.post(`/households/${householdId}/patrol-visits`, visitForm(headMemberId, { visitedAt, ...given })));
}

export async function attempt(caller: TestCaller, householdId: string, attemptedAt: string): Promise<Answered> {
  return ok(caller.post(`/households/${householdId}/failed-visits`, attemptForm({ attemptedAt })));
}

export async function addMember(
  caller: TestCaller,
  householdId: string,
  given: Fields = {},
): Promise<Answered & { memberId: string }> {
  return (await ok(caller.post(`/households/${householdId}/members`, memberForm(given)))) as Answered & {
    memberId: string;
  };
}

/** A household of 港口镇, registered and listed. */
export async function listedHousehold(
  officer: TestCaller,
  given: Parameters<typeof householdForm>[0] = {},
  listing: Fields = {},
): Promise<Registered> {
  const registered = await registerHousehold(officer, given);
  const { position } = await list(officer, registered.householdId, listing);
  return { ...registered, position };
}

export interface Answered {
  readonly revision: number;
  readonly position: string;
  readonly [field: string]: unknown;
}

/** The body of a 2xx; anything else fails with what the server said. */
export async function ok(sent: request.Test): Promise<Answered> {
  const { status, body } = await sent;
  if (status < 200 || status > 299) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as Answered;
}

/** All rows of a list, page by page, as a program follows `next`. */
export async function allRows(caller: TestCaller, path: string): Promise<readonly Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let cursor = ''; ;) {
    const answer = await caller.get(
      `${path}${cursor === '' ? '' : `${path.includes('?') ? '&' : '?'}cursor=${cursor}`}`,
    );
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    rows.push(...(answer.body.rows as Record<string, unknown>[]));
    if (answer.body.next === undefined) return rows;
    cursor = answer.body.next as string;
  }
}

export interface MadeUp {
  readonly account: string;
  readonly role: Exclude<Role, 'SYSTEM'>;
  readonly org: string;
  /** The human being behind the account; its own by default. */
  readonly person?: string;
}

/** A caller the demo does not have, with a token signed by the demo's own issuer. */
export async function madeUpCaller(app: TestApp, { account, role, org, person }: MadeUp): Promise<TestCaller> {
  const made = { account, id: account, person: person ?? `person-of-${account}`, role, org, description: account };
  const issuer = new DemoIssuer(join(app.system.platform.settings.dataFolder, 'issuer.json'), [made]);
  const authorization = `Bearer ${await issuer.issue(account, app.clock.now())}`;
  return {
    caller: made,
    get: (path, headers = {}) => app.http.get(`/api/v1${path}`).set({ authorization, ...headers }),
    post: (path, body, headers = {}) =>
      app.http
        .post(`/api/v1${path}`)
        .set({ authorization, 'idempotency-key': `m-${process.pid}-${keys++}`, ...headers })
        .send(body as object),
  };
}

/** What a download answers, byte by byte. */
export async function download(sent: request.Test): Promise<request.Response> {
  return sent.buffer(true).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => done(null, Buffer.concat(chunks)));
  });
}

/** 09:00 of that day in Asia/Shanghai. */
export function morning(day: LocalDate): Instant {
  return `${day}T01:00:00.000Z`;
}
