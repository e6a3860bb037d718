import { randomUUID } from 'node:crypto';
import { brokenViews } from '../campaign/invariants.js';
import { until } from '../contract/eventstoredb-on-double.js';
import type { TestCaller } from '../support/app.js';
import { householdForm, listedHousehold, morning, visitForm } from '../support/clerk.js';
import type { NetworkApp } from '../support/network-app.js';
import { startNetworkApp } from '../support/network-app.js';

/** A command whose answers are swallowed costs three times the patience of the store. */
jest.setTimeout(180_000);

let network: NetworkApp;
let officer: TestCaller;
let url: string;

beforeAll(async () => {
  network = await startNetworkApp(morning('2026-09-10'));
  url = `http://127.0.0.1:${network.app.port}`;
  officer = await network.app.as('officer-gangkou');
});
afterEach(async () => {
  for (const line of [network.toLog, network.toProjections, network.toViews]) await line.heal();
});
afterAll(() => network.stop());

interface Told {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

async function ask(
  path: string,
  init: RequestInit = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const authorization = `Bearer ${await network.app.token('officer-gangkou')}`;
  const answer = await fetch(`${url}${path}`, {
    ...init,
    headers: { authorization, 'content-type': 'application/json', ...headers },
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body };
}
const post = (path: string, form: unknown, key: string): Promise<Told> =>
  ask(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(form) }, { 'idempotency-key': key });
const typesOf = async (stream: string): Promise<readonly string[]> =>
  (await network.app.facts()).filter((fact) => fact.stream === stream).map(({ type }) => type);

/** Sends until the stores are there again, with the same key, as a client has to. */
async function insist(send: () => Promise<Told>): Promise<Told> {
  for (;;) {
    const told = await send();
    if (told.status !== 503) return told;
  }
}

describe('F53 · unknown outcome, over the network', () => {
  it('tells one revision and leaves one fact when the line breaks between the commit and its answer', async () => {
    const { householdId, headMemberId } = await listedHousehold(officer);
    await network.app.settle();
    const path = `/households/${householdId}/patrol-visits`;
    const visit = visitForm(headMemberId, { visitedAt: '2026-09-10T08:30:00+08:00' });
    const arrived = network.double.arrived.length;
    const cut = network.toLog.cutNextAnswer();
    const told = await insist(() => post(path, visit, 'cut-on-the-wire'));
    await cut;
    expect([told.status, told.body['revision']]).toEqual([200, 2]);
    expect(network.double.arrived.length).toBeGreaterThan(arrived);
    const again = await post(path, visit, 'cut-on-the-wire');
    expect([again.status, again.body]).toEqual([200, told.body]);
    expect(await typesOf(`household-${householdId}`)).toEqual([
      'HouseholdRegistered',
      'HouseholdListedAsKey',
      'PatrolVisitRecorded',
    ]);
  });

  it('never says "failed" of a fact that stands while its answers are swallowed', async () => {
    const { householdId, headMemberId } = await listedHousehold(officer);
    await network.app.settle();
    const path = `/households/${householdId}/patrol-visits`;
    const visit = visitForm(headMemberId, { visitedAt: '2026-09-10T08:40:00+08:00' });
    const { double } = network;
    const before = double.arrived.length;
    double.faults.arm('hold answer');
    const telling = post(path, visit, 'swallowed');
    await until(() => double.arrived.length > before);
    network.toLog.swallow(['down']);
    double.faults.release();
    const told = await telling;
    expect([told.status, told.retryAfter, told.body['detail']]).toEqual([
      503,
      '2',
      '结果暂不能确认，请用同一幂等键重试，不会重复登记',
    ]);
    await network.toLog.heal();
    const again = await insist(() => post(path, visit, 'swallowed'));
    expect([again.status, again.body['revision']]).toEqual([200, 2]);
    expect((await typesOf(`household-${householdId}`)).filter((type) => type === 'PatrolVisitRecorded')).toEqual([
      'PatrolVisitRecorded',
    ]);
  });
});

describe('F54 · store away', () => {
  const CALLERS = 64;

  it('answers 64 callers with a wish to be asked again, reads go on, and everything goes on once it is back', async () => {
    const known = await listedHousehold(officer);
    await network.app.settle();
    const before = (await network.app.facts()).length;
    await network.toLog.refuse();
    const forms = Array.from({ length: CALLERS }, (_, n) => [`away-${n}`, householdForm()] as const);
    const answers = await Promise.all(forms.map(([key, form]) => post('/households', form, key)));
    expect(answers.map(({ status, retryAfter }) => [status, retryAfter])).toEqual(Array(CALLERS).fill([503, '2']));
    const read = await ask(`/api/v1/households/${known.householdId}`);
    expect([read.status, read.body['householdId']]).toEqual([200, known.householdId]);
    expect((await ask('/health/ready')).status).toBe(503);

    await network.toLog.heal();
    const later = await Promise.all(forms.map(([key, form]) => insist(() => post('/households', form, key))));
    expect(later.map(({ status }) => status)).toEqual(Array(CALLERS).fill(201));
    await network.app.settle();
    const since = (await network.app.facts()).slice(before).filter(({ type }) => type === 'HouseholdRegistered');
    expect(since.length).toBe(CALLERS);
    expect((await ask('/health/ready')).body).toMatchObject({ status: 'ok' });
  });
});

describe('F55 · silent subscription', () => {
  const VISITS = 100;

  it('shows its lag and says degraded, answers nothing old as new, and the views are whole after the thaw', async () => {
    const { householdId, headMemberId } = await listedHousehold(officer);
    await network.app.settle();
    expect((await ask('/health/ready')).status).toBe(200);
    network.toProjections.swallow();
    let position = '';
    for (let n = 0; n < VISITS; n++) {
      const visit = visitForm(headMemberId, { visitedAt: '2026-09-10T08:30:00+08:00', visitId: randomUUID() });
      const told = await post(`/households/${householdId}/patrol-visits`, visit, `silent-${n}`);
      expect(told.status).toBe(200);
      position = String(told.body['position']);
    }
    const page = `/api/v1/households/${householdId}`;
    const behind = await ask(page, {}, { 'x-min-position': position });
    expect([behind.status, behind.body['type']]).toEqual([503, expect.stringContaining('view-behind')]);
    const ready = await degraded();
    const lags = ready['projections'] as readonly { readonly name: string; readonly lag: number }[];
    expect(lags.filter(({ lag }) => lag === 0)).toEqual([]);

    await network.toProjections.heal();
    await network.app.settle();
    const whole = await ask(page, {}, { 'x-min-position': position });
    expect([whole.status, whole.body['householdId']]).toEqual([200, householdId]);
    expect((await ask('/health/ready')).status).toBe(200);
    const facts = await network.app.facts();
    const visits = facts.filter(({ type, stream }) => type === 'PatrolVisitRecorded' && stream.endsWith(householdId));
    expect(visits.length).toBe(VISITS);
    expect(await brokenViews(network.app.system.platform.runner, facts)).toEqual([]);
  });

  /** Asks as a probe does, until it is told that something is wrong. */
  async function degraded(): Promise<Readonly<Record<string, unknown>>> {
    for (;;) {
      const { status, body } = await ask('/health/ready');
      if (status === 503) return body;
    }
  }
});

describe('a read store that was away for longer than the projector’s turn', () => {
  /** What was logged since the `from`th line, of these messages. */
  const said = (from: number, messages: readonly string[]): readonly string[] =>
    network.app.logs.lines
      .slice(from)
      .map((line) => (JSON.parse(line) as { readonly msg: string }).msg)
      .filter((message) => messages.includes(message));

  it('is read on from where it stood: its documents are looked through at a start and not whenever it is back', async () => {
    const { db } = network.app.system.platform.readStore;
    await network.app.settle();
    const entry = await db.collection<{ _id: string; active: string }>('_registry').findOne({ _id: 'roster' });
    const roster = db.collection<{ _id: string }>(entry?.active ?? '');
    await roster.insertOne({ _id: 'put in by hand' });
    const from = network.app.logs.lines.length;
    await network.toViews.refuse();
    await until(() => said(from, ['turn of the projector is over']).length > 0);
    await network.toViews.heal();
    const { body } = await insist(() => post('/households', householdForm(), 'after-the-turn'));
    await until(() => said(from, ['turn of the projector begins']).length > 0);
    await network.app.settle();
    expect((await ask(`/api/v1/households/${String(body['householdId'])}`)).status).toBe(200);
    expect(said(from, ['turn of the projector begins', 'rebuilding view'])).toEqual(['turn of the projector begins']);
    await roster.deleteOne({ _id: 'put in by hand' });
  });
});
