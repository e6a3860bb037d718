import type { Answer, Written } from '../support/http-clerk.js';
import { HttpClerk, betweenQuestions, untilThere, written } from '../support/http-clerk.js';
import type { ServerProcess } from '../support/server-process.js';
import { freePort, startServer } from '../support/server-process.js';
import { SharedStores } from '../support/shared-stores.js';

const LOOKED = 'getHouseholdPage';
const ROSTER = '/api/v1/roster?village=341881100201';

/** The built app as several processes on the same servers. */
describe('several processes on one log and one read store', () => {
  let stores: SharedStores;
  const running: ServerProcess[] = [];

  beforeEach(async () => {
    stores = await SharedStores.open();
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.kill();
    await stores.close();
  });

  async function start(role: 'api' | 'projector' | 'all'): Promise<ServerProcess> {
    const env = { ...stores.env, ROLE: role };
    const server = await startServer({ folder: stores.folder, port: await freePort(), env });
    running.push(server);
    return server;
  }

  it('loses and doubles nothing when the projector is killed under load, and goes on answering', async () => {
    const { url } = await start('api');
    const projectors = [await start('projector'), await start('projector')];
    const first = await stores.leaseOfAnother();
    const clerk = await HttpClerk.at(url);
    await untilThere(() => clerk.get(ROSTER)(url));

    const reads = new Set<Answer['status']>();
    const done = new AbortController();
    const reading = (async () => {
      while (!done.signal.aborted) {
        reads.add((await clerk.get(ROSTER)(url)).status);
        await betweenQuestions();
      }
    })();
    const acknowledged: Written[] = [];
    const register = async (from: number): Promise<void> => {
      for (let n = from; n < from + 20; n++) acknowledged.push(written(await clerk.registration(`key-of-${n}`)(url)));
    };
    await Promise.all([register(100), register(200)]);
    const acting = projectors.find(({ pid }) => pid === first.pid);
    await Promise.all([register(300), register(400), acting?.kill()]);
    const next = await stores.leaseOfAnother(first.pid);
    await register(500);

    const seen: string[] = [];
    // One after the other: a hundred at once would be a flood of their own, and readers told to try again.
    for (const { householdId, position } of acknowledged) {
      const page = await untilThere(() => clerk.get(`/api/v1/households/${householdId}`, position)(url));
      seen.push((JSON.parse(page.body) as Written).householdId);
    }
    done.abort();
    await reading;
    expect(projectors.map(({ pid }) => pid).sort()).toEqual([first.pid, next.pid].sort());
    expect(next.epoch).toBe(first.epoch + 1);
    expect([...reads]).toEqual([200]);
    expect(seen).toEqual(acknowledged.map(({ householdId }) => householdId));
    // Until the last reaction is written, views poured a moment later would hold more.
    const confirmed = await confirmations(acknowledged.length);
    expect(confirmed).toEqual(acknowledged.map(({ householdId }) => householdId).sort());
    expect(await stores.hashes()).toEqual(await stores.freshHashes());
    for (const server of running.filter(({ pid }) => pid !== first.pid)) expect(await server.interrupt()).toBe(0);
  }, 600_000);

  it('shows through one process what was written through another, or says in time that it cannot yet', async () => {
    const [here, there] = [await start('api'), await start('api')];
    const projector = await start('projector');
    const clerk = await HttpClerk.at(here.url);
    const one = written(await clerk.registration('key-of-one')(here.url));
    const page = await untilThere(() => clerk.get(`/api/v1/households/${one.householdId}`, one.position)(there.url));
    expect([page.status, (JSON.parse(page.body) as Written).householdId]).toEqual([200, one.householdId]);
    // Who looked through one process is told by the other.
    const lookedAt = async () => {
      const path = `/api/v1/households/${one.householdId}/accesses`;
      const { body } = await untilThere(() => clerk.get(path)(here.url));
      return (JSON.parse(body) as { rows: readonly { readonly operation: string }[] }).rows.map((row) => row.operation);
    };
    let looks = await lookedAt();
    for (; !looks.includes(LOOKED); looks = await lookedAt()) await betweenQuestions();
    expect(looks.filter((operation) => operation === LOOKED)).toEqual([LOOKED]);
    // The two views read so far were there first; ready is the projector when all are.
    await untilThere(() => clerk.get('/health/ready')(projector.url));
    expect(
      await Promise.all(['/health/live', '/health/ready', '/health/startup', '/metrics'].map(status(projector))),
    ).toEqual([200, 200, 200, 200]);
    expect(await Promise.all([ROSTER, '/docs', '/demo/accounts', '/health/other'].map(status(projector)))).toEqual([
      404, 404, 404, 404,
    ]);

    expect(await projector.terminate()).toBe(0);
    const two = written(await clerk.registration('key-of-two')(here.url));
    const behind = await clerk.get(ROSTER, two.position)(there.url);
    expect([behind.status, behind.retryAfter]).toEqual([503, '2']);
    expect((JSON.parse(behind.body) as { detail: string }).detail).toBe(
      '读模型正在更新，刚登记的内容稍后可见，请勿重复登记',
    );
    expect((await clerk.get(ROSTER)(there.url)).status).toBe(200);

    await start('all');
    const late = await untilThere(() => clerk.get(`/api/v1/households/${two.householdId}`, two.position)(there.url));
    expect([late.status, (JSON.parse(late.body) as Written).householdId]).toEqual([200, two.householdId]);
  }, 600_000);

  it('fails no request that is tried once more while the process that answers is replaced', async () => {
    await start('projector');
    const old = await start('api');
    const clerk = await HttpClerk.at(old.url);
    await untilThere(() => clerk.get(ROSTER)(old.url));
    let targets = [old.url];
    let turn = 0;
    const balanced = async (ask: (url: string) => Promise<Answer>): Promise<Answer> => {
      const first = targets[turn++ % targets.length] ?? old.url;
      const answer = await ask(first);
      if (answer.status !== 503 && answer.status !== 'no answer') return answer;
      return ask(targets.find((url) => url !== first) ?? first);
    };
    const statuses: Answer['status'][] = [];
    const done = new AbortController();
    const work = async (writer: number): Promise<void> => {
      for (let n = 0; !done.signal.aborted; n++) {
        statuses.push((await balanced(clerk.registration(`key-of-${writer}-${n}`))).status);
        statuses.push((await balanced(clerk.get(ROSTER))).status);
        // The load belongs to the replacement; before it, it would only take from the start of the next process.
        if (targets.length === 1 && targets[0] === old.url) await betweenQuestions();
      }
    };
    const load = Promise.all([work(1), work(2)]);
    const next = await start('api');
    targets = [old.url, next.url];
    const before = statuses.length;
    expect(await old.terminate()).toBe(0);
    targets = [next.url];
    const after = statuses.length;
    const registered = written(await clerk.registration('key-of-the-last')(next.url));
    done.abort();
    await load;
    expect([before > 0, after > before]).toEqual([true, true]);
    expect(statuses.filter((status) => status !== 200 && status !== 201)).toEqual([]);
    const page = await untilThere(() => clerk.get(`/api/v1/households/${registered.householdId}`)(next.url));
    expect(page.status).toBe(200);
  }, 600_000);

  const status =
    ({ url }: ServerProcess) =>
    async (path: string) =>
      (await fetch(`${url}${path}`)).status;

  /** Households whose ID number has been confirmed, one entry for each fact, once there are so many. */
  async function confirmations(enough: number): Promise<readonly unknown[]> {
    for (;;) {
      const confirmed = (await stores.facts(['person'])).filter(({ type }) => type === 'PersonConfirmed');
      if (confirmed.length >= enough) return confirmed.map(({ data }) => data['householdRef']).sort();
      await betweenQuestions();
    }
  }
});
