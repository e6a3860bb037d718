import type { OpenLog } from '../../src/open-logs.js';
import { StoreUnavailable, UnknownOutcome } from '../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import type { TestApp, TestCaller } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Registered } from '../support/clerk.js';
import { householdForm, listedHousehold, morning, visitForm } from '../support/clerk.js';
import { wrapped } from '../support/faults.js';

/** What goes wrong between a commit and the answer to it, one entry for each append of the stream's category. */
type Fault = 'cut' | 'unknown' | 'away';

let app: TestApp;
let officer: TestCaller;
let url: string;
/** Faults still to come, and the category they wait for. */
let faults: Fault[] = [];
let struck = 'household';
/** Settles when as many requests have reached the server as are wanted before it commits. */
let allHere: Promise<void> = Promise.resolve();

const openLog: OpenLog = async (options) => {
  const store = await openSqliteEventStore(options);
  return wrapped(store, {
    append: async (stream, expected, events) => {
      const fault = stream.startsWith(struck) ? faults.shift() : undefined;
      if (fault === 'away') throw new StoreUnavailable('the log is away');
      const appended = await store.append(stream, expected, events);
      await allHere;
      if (fault === 'cut') app.system.app.getHttpServer().closeAllConnections();
      if (fault === 'unknown') throw new UnknownOutcome('the answer was lost');
      return appended;
    },
  });
};

beforeAll(async () => {
  app = await startApp({ now: morning('2026-09-10'), openLog });
  url = `http://127.0.0.1:${app.port}/api/v1`;
  officer = await app.as('officer-gangkou');
});
afterEach(() => {
  faults = [];
  struck = 'household';
  allHere = Promise.resolve();
});
afterAll(async () => {
  await app.stop();
});

interface Told {
  readonly status: number | 'cut';
  readonly retryAfter?: string | null;
  readonly body?: Record<string, unknown>;
}

async function send(path: string, body: unknown, key: string): Promise<Told> {
  const token = await app.token('officer-gangkou');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
  try {
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const said = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: said };
  } catch {
    return { status: 'cut' };
  }
}

function requestsHere(count: number): Promise<void> {
  return new Promise((resolve) => {
    let here = 0;
    const server = app.system.app.getHttpServer();
    const arrived = (): void => {
      here += 1;
      if (here < count) return;
      server.off('request', arrived);
      resolve();
    };
    server.on('request', arrived);
  });
}

const typesOf = async (stream: string): Promise<readonly string[]> =>
  (await app.facts()).filter((fact) => fact.stream === stream).map(({ type }) => type);

const visitOf = ({ headMemberId }: Registered, given: Record<string, unknown> = {}) =>
  visitForm(headMemberId, { visitedAt: '2026-09-10T08:30:00+08:00', ...given });
const toVisits = ({ householdId }: Registered): string => `/households/${householdId}/patrol-visits`;
const listedAndVisited = ['HouseholdRegistered', 'HouseholdListedAsKey', 'PatrolVisitRecorded'];
const NOT_KNOWN = '结果暂不能确认，请用同一幂等键重试，不会重复登记';

describe('F05 · offline resend', () => {
  it('tells ten senders of one visit the same once their lines hold, though all ten were cut before', async () => {
    const home = await listedHousehold(officer);
    const body = visitOf(home, { visitId: '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c05' });
    const ten = (): Promise<Told[]> =>
      Promise.all(Array.from({ length: 10 }, () => send(toVisits(home), body, 'phone-5')));
    faults = ['cut'];
    allHere = requestsHere(10);
    expect((await ten()).map(({ status }) => status)).toEqual(Array(10).fill('cut'));

    const answers = await ten();
    expect(answers.map(({ status, body: said }) => [status, said])).toEqual(Array(10).fill([200, answers[0]?.body]));
    expect(answers[0]?.body).toMatchObject({ visitId: '1f0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c05', revision: 2 });
    expect(await typesOf(`household-${home.householdId}`)).toEqual(listedAndVisited);
  });
});

describe('F53 · unknown outcome', () => {
  it('leaves the fact once when the line is cut after the commit and nobody asks again', async () => {
    const home = await listedHousehold(officer);
    faults = ['cut'];
    expect((await send(toVisits(home), visitOf(home), 'once')).status).toBe('cut');
    expect(await typesOf(`household-${home.householdId}`)).toEqual(listedAndVisited);
  });

  it('answers the repeated key with the revision the cut answer would have told', async () => {
    const home = await listedHousehold(officer);
    faults = ['cut'];
    expect((await send(toVisits(home), visitOf(home), 'again')).status).toBe('cut');
    const again = await send(toVisits(home), visitOf(home), 'again');
    expect([again.status, again.body?.['revision']]).toEqual([200, 2]);
    expect(await typesOf(`household-${home.householdId}`)).toEqual(listedAndVisited);
  });

  it.each([1, 2])(
    'asks the store again when it loses its answer %i times, and the caller notices nothing',
    async (times) => {
      const home = await listedHousehold(officer);
      faults = Array<Fault>(times).fill('unknown');
      const told = await send(toVisits(home), visitOf(home), `lost-${times}`);
      expect([told.status, told.body?.['revision']]).toEqual([200, 2]);
      expect(await typesOf(`household-${home.householdId}`)).toEqual(listedAndVisited);
    },
  );

  const endings: readonly { readonly lost: readonly Fault[] }[] = [
    { lost: ['unknown', 'unknown', 'unknown'] },
    { lost: ['unknown', 'away'] },
    { lost: ['unknown', 'unknown', 'away'] },
  ];
  it.each(endings)('never says "failed" of a fact that stands: $lost', async ({ lost }) => {
    const home = await listedHousehold(officer);
    faults = [...lost];
    const told = await send(toVisits(home), visitOf(home), 'doubtful');
    expect([told.status, told.retryAfter, told.body?.['detail']]).toEqual([503, '2', NOT_KNOWN]);
    expect(await typesOf(`household-${home.householdId}`)).toEqual(listedAndVisited);
    const again = await send(toVisits(home), visitOf(home), 'doubtful');
    expect([again.status, again.body?.['revision']]).toEqual([200, 2]);
    expect(await typesOf(`household-${home.householdId}`)).toEqual(listedAndVisited);
  });

  it.each(['person', 'household'])(
    'registers one household under one number, whichever answer is lost: %s',
    async (category) => {
      const form = householdForm();
      struck = category;
      faults = ['unknown', 'unknown', 'unknown'];
      const before = (await app.facts()).length;
      const told = await send('/households', form, `register-${category}`);
      expect([told.status, told.body?.['detail']]).toEqual([503, NOT_KNOWN]);
      const again = await send('/households', form, `register-${category}`);
      expect([again.status, again.body?.['revision']]).toEqual([201, 0]);
      await app.settle();
      const household = `household-${String(again.body?.['householdId'])}`;
      expect(await typesOf(household)).toEqual(['HouseholdRegistered']);
      const since = (await app.facts()).slice(before).map(({ type }) => type);
      expect(since).toEqual(['PersonReserved', 'HouseholdRegistered', 'PersonConfirmed']);
    },
  );
});
