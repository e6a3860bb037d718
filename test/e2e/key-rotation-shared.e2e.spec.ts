import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/command-line.js';
import { householdForm } from '../support/clerk.js';
import type { ServerProcess } from '../support/server-process.js';
import { freePort, refusedStart, startServer } from '../support/server-process.js';
import { SharedStores } from '../support/shared-stores.js';

const STEPS = [
  '正在用新的主密钥重新包裹各对象的密钥',
  '已全部重新包裹，正在写入密钥库',
  '密钥库已改用新的主密钥',
  '正在替换 demo.key',
  '正在用新的主密钥核对',
];
const NEXT = randomBytes(32).toString('hex');

/** Log, keys and evidence on servers, as processes that share no folder have them. */
describe('keys rotate for processes that share their stores', () => {
  let stores: SharedStores;
  let running: ServerProcess | undefined;

  beforeEach(async () => (stores = await SharedStores.open()));
  afterEach(async () => {
    await running?.kill();
    running = undefined;
    await stores.close();
  });

  async function rotate(env: Readonly<Record<string, string>>) {
    let answer = '';
    const said: string[] = [];
    const code = await runCommandLine(['keys', 'rotate', '--json', '--data', stores.folder], {
      env: { ...stores.env, ...env },
      answer: (text) => (answer += text),
      say: (line) => said.push(line),
    });
    return { code, said, told: answer === '' ? undefined : (JSON.parse(answer) as Record<string, unknown>) };
  }

  const options = async () => ({ folder: stores.folder, port: await freePort(), env: { ...stores.env } });
  const demoKey = () => readFileSync(join(stores.folder, 'demo/demo.key'), 'utf8').trim();

  it('exchanges the key in MongoDB, proves it by the facts in EventStoreDB, and is done when it is asked again', async () => {
    running = await startServer(await options());
    const { householdId } = await registered(running);
    expect(await running.terminate()).toBe(0);
    const old = demoKey();
    const first = await rotate({ DISCOVERY_NEXT_KEY: NEXT });
    expect([first.code, first.said]).toEqual([0, STEPS]);
    const proven = {
      subjects: { opened: 2, erased: 0 },
      evidence: { opened: 0, erased: 0 },
      lookUps: { names: 1, idNumbers: 1 },
      problems: [],
    };
    expect(first.told).toEqual({ changed: true, keys: 2, ...proven });
    expect(demoKey()).toBe(NEXT);
    expect(await rotate({ DISCOVERY_KEY: old, DISCOVERY_NEXT_KEY: NEXT })).toEqual({
      code: 0,
      said: STEPS.slice(-1),
      told: { changed: false, keys: 0, ...proven },
    });

    running = await startServer(await options());
    expect(await pageOf(running, householdId)).toContain('张三');
    expect(await running.terminate()).toBe(0);
    const behind = { ...(await options()), folder: join(stores.folder, 'behind') };
    mkdirSync(behind.folder);
    cpSync(join(stores.folder, 'demo'), join(behind.folder, 'demo'), { recursive: true });
    writeFileSync(join(behind.folder, 'demo/demo.key'), `${old}\n`);
    const refused = await refusedStart(behind);
    expect([refused.code, refused.output.trim()]).toEqual([
      1,
      '启动失败：主密钥与密钥库 MONGO_URL/keys 不符：请检查主密钥的配置(未作任何改动)',
    ]);
  }, 600_000);

  it('refuses without a store, with neither key, and while a folder still holds keys, each in one line', async () => {
    running = await startServer(await options());
    await registered(running);
    expect(await running.terminate()).toBe(0);
    const before = demoKey();
    const next = { DISCOVERY_NEXT_KEY: NEXT };
    const port = await freePort();
    const foreign = await rotate({ ...next, DISCOVERY_KEY: randomBytes(32).toString('hex') });
    expect(foreign).toEqual({
      code: 3,
      said: ['两把主密钥都与密钥库 MONGO_URL/keys 不符：请检查主密钥的配置(未作任何改动)'],
      told: undefined,
    });
    const away = await rotate({ ...next, ESDB_URL: `esdb://127.0.0.1:${port}?tls=false` });
    expect([away.code, away.said.length, away.told]).toEqual([3, 1, undefined]);
    writeFileSync(join(stores.folder, 'demo/keys.sqlite'), '');
    expect(await rotate(next)).toEqual({
      code: 3,
      said: [`${join(stores.folder, 'demo')} 中还有 keys.sqlite：请先运行 keys move`],
      told: undefined,
    });
    expect(demoKey()).toBe(before);
  }, 600_000);
});

async function bearerOf({ url }: ServerProcess): Promise<string> {
  const issued = await fetch(`${url}/demo/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'officer-gangkou' }),
  });
  return `Bearer ${((await issued.json()) as { readonly token: string }).token}`;
}

async function registered(server: ServerProcess): Promise<{ readonly householdId: string }> {
  const answer = await fetch(`${server.url}/api/v1/households`, {
    method: 'POST',
    headers: {
      authorization: await bearerOf(server),
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(householdForm()),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { readonly householdId: string };
}

/** A view behind, or the first turn of the projector: a client asks again. */
async function pageOf(server: ServerProcess, householdId: string): Promise<string> {
  const authorization = await bearerOf(server);
  for (;;) {
    const answer = await fetch(`${server.url}/api/v1/households/${householdId}`, { headers: { authorization } });
    if (answer.status !== 503 && answer.status !== 404) return answer.text();
  }
}
