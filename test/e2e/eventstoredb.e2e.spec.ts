import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbDouble } from '../support/eventstoredb-double/eventstoredb-double.js';
import type { ServerProcess } from '../support/server-process.js';
import { freePort, refusedStart, startServer } from '../support/server-process.js';

/** The built app as its users start it, its business log on a server that speaks EventStoreDB's protocol. */
describe('the app on a log that is on a server', () => {
  let folder: string;
  let double: EventStoreDbDouble;
  let port: number;
  const running: ServerProcess[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'discovery-esdb-'));
    double = await EventStoreDbDouble.start({ file: join(folder, 'server.jsonl') });
    port = await freePort();
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.kill();
    await double.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const options = () => ({ folder, port, env: { ESDB_URL: double.url, DISCOVERY_DEMO_SEED: '0' } });

  async function start(): Promise<ServerProcess> {
    const server = await startServer(options());
    running.push(server);
    return server;
  }

  it('registers, reads its own write, goes on after the server was killed and after its own restart', async () => {
    const first = await start();
    const caller = await callerOf(first);
    const one = await caller.register('one');
    expect(await caller.page(one)).toBe(one.householdId);
    await double.restart();
    const two = await caller.register('two');
    expect(await caller.page(two)).toBe(two.householdId);
    expect(await first.interrupt()).toBe(0);
    running.pop();
    const again = await callerOf(await start());
    expect([await again.page(one), await again.page(two)]).toEqual([one.householdId, two.householdId]);
    expect(await again.register('two')).toEqual(two);
  });

  it('does not start on a server that may lose what it acknowledged, and says so in one line', async () => {
    double.nodeOptions['UnsafeDisableFlushToDisk'] = 'true';
    const { code, output } = await refusedStart(options());
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      `启动失败：EventStoreDB 127.0.0.1:${double.port} 不可用：UnsafeDisableFlushToDisk=true，已确认的写入可能丢失`,
    ]);
  });
});

interface Registered {
  readonly householdId: string;
  readonly position: string;
}

async function callerOf({ url }: ServerProcess) {
  const json = { 'content-type': 'application/json' };
  const account = JSON.stringify({ account: 'officer-gangkou' });
  const issued = await fetch(`${url}/demo/tokens`, { method: 'POST', headers: json, body: account });
  const { token } = (await issued.json()) as { readonly token: string };
  const authorization = `Bearer ${token}`;
  return {
    register: async (key: string): Promise<Registered> => {
      const headers = { ...json, authorization, 'idempotency-key': `key-of-${key}` };
      const head = { name: '欧阳建国', relation: 'HEAD', noIdReason: 'LOST' };
      const body = JSON.stringify({ villageCode: '341881100201', address: '东组', source: 'SWEEP', head });
      const { householdId, position } = await answered<Registered>(201, () =>
        fetch(`${url}/api/v1/households`, { method: 'POST', headers, body }),
      );
      return { householdId, position };
    },
    page: async ({ householdId, position }: Registered): Promise<string> => {
      const headers = { authorization, 'x-min-position': position };
      const path = `${url}/api/v1/households/${householdId}`;
      return (await answered<Registered>(200, () => fetch(path, { headers }))).householdId;
    },
  };
}

/** Repeats while the log or a view is away, with the same key, as a client has to. */
async function answered<Answer>(expected: number, ask: () => Promise<Response>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    const body = await answer.text();
    if (answer.status === 503) continue;
    expect([answer.status, body]).toEqual([expected, body]);
    return JSON.parse(body) as Answer;
  }
}
