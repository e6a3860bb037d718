import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openMongoEvidenceStore } from '../../src/platform/evidence/mongo.evidence-store.js';
import { openMongoKeyStore } from '../../src/platform/sealing/mongo.key-store.js';
import { photoOf, sha256Of } from '../contract/evidence-store.contract.js';
import { householdForm, listingForm, visitForm } from '../support/clerk.js';
import type { ServerProcess } from '../support/server-process.js';
import { freePort, refusedStart, startServer } from '../support/server-process.js';
import { SharedStores } from '../support/shared-stores.js';
import { tempFolder } from '../support/temp-folder.js';

interface Told {
  readonly status: number;
  readonly body: Buffer;
}

/** The built app as two processes that share log, read store, keys and evidence, and no folder. */
describe('processes with a data folder of their own each', () => {
  let stores: SharedStores;
  let folders: readonly [string, string];
  const running: ServerProcess[] = [];

  beforeEach(async () => {
    stores = await SharedStores.open();
    folders = [(await tempFolder()).path, (await tempFolder()).path];
    lay(folders[0], stores.folder, 'demo.key');
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.kill();
    await stores.close();
  });

  const options = async (folder: string) => ({ folder, port: await freePort(), env: { ...stores.env } });

  async function start(folder: string): Promise<ServerProcess> {
    const server = await startServer(await options(folder));
    running.push(server);
    return server;
  }

  /** The demo makes its issuer at its first start; a real one is told it, and its key. */
  async function two(): Promise<readonly [ServerProcess, ServerProcess]> {
    const here = await start(folders[0]);
    for (const name of ['demo.key', 'issuer.json']) lay(folders[1], folders[0], name);
    return [here, await start(folders[1])];
  }

  const demoKey = () => Buffer.from(readFileSync(join(folders[0], 'demo', 'demo.key'), 'utf8').trim(), 'hex');

  it('open at each what was sealed at the other, evidence too, and forget at once a key that was destroyed', async () => {
    const [here, there] = await two();
    const officer = await clerkOf(here);
    const { householdId, headMemberId } = json(await officer.post(here, '/households', householdForm(), 'home'));
    const page = `/households/${householdId}`;
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    json(await officer.post(here, `${page}/listings`, listingForm({ listedOn: today }), 'listed'));
    const photo = photoOf(2_500_000);
    const sent = await officer.send(here, '/evidence', { 'content-type': 'image/jpeg' }, photo);
    expect([sent.status, json(sent)]).toEqual([
      201,
      { sha256: sha256Of(photo), size: photo.length, contentType: 'image/jpeg' },
    ]);
    const visit = visitForm(headMemberId ?? '', {
      visitedAt: new Date().toISOString(),
      evidence: [{ sha256: sha256Of(photo), kind: 'PHOTO' }],
    });
    const { position } = json(await officer.post(there, `${page}/patrol-visits`, visit, 'visited'));
    const seen = { 'x-min-position': position ?? '' };
    for (const server of [here, there]) {
      expect((await officer.get(server, page, seen)).body.toString()).toContain('张三');
      const purpose = { ...seen, 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': householdId ?? '' };
      const opened = await officer.get(server, `${page}/evidence/${sha256Of(photo)}`, purpose);
      expect([opened.status, opened.body.equals(photo)]).toEqual([200, true]);
    }
    const keys = await openMongoKeyStore({ url: stores.mongoUrl, keyEncryptionKey: demoKey() });
    const sealed = JSON.stringify(await stores.facts(['household'])).matchAll(/"subject":"([^"]+)","keyVersion"/g);
    const subjects = new Set([...sealed].map(([, subject]) => subject ?? ''));
    for (const subject of subjects) await keys.destroy(subject);
    const evidence = await openMongoEvidenceStore({ url: stores.mongoUrl, keys });
    await evidence.erase(sha256Of(photo));
    for (const server of [here, there]) {
      const told = (await officer.get(server, page, seen)).body.toString();
      expect([told.includes('张三'), told.includes('已依法删除')]).toEqual([false, true]);
      const purpose = { ...seen, 'x-purpose': 'VISIT_TASK', 'x-purpose-ref': householdId ?? '' };
      expect((await officer.get(server, `${page}/evidence/${sha256Of(photo)}`, purpose)).status).toBe(404);
    }
    await evidence.close();
    await keys.close();
    for (const folder of folders)
      expect(['keys.sqlite', 'evidence'].filter((name) => existsSync(join(folder, 'demo', name)))).toEqual([]);
    expect(readdirSync(join(folders[1], 'demo')).sort()).toEqual(['demo.key', 'issuer.json']);
  }, 600_000);

  it('refuse a start with another key, and with an empty key store beside a log that needs one', async () => {
    const here = await start(folders[0]);
    const officer = await clerkOf(here);
    await officer.post(here, '/households', householdForm(), 'home');
    // The second makes a key of its own.
    const other = await refusedStart(await options(folders[1]));
    expect([other.code, other.output.trim()]).toEqual([
      1,
      '启动失败：主密钥与密钥库 MONGO_URL/keys 不符：请检查主密钥的配置(未作任何改动)',
    ]);
    expect(await here.terminate()).toBe(0);
    await stores.dropKeys();
    const { code, output } = await refusedStart(await options(folders[0]));
    expect([code, output.trim()]).toEqual([
      1,
      '启动失败：事实日志已有登记内容，MONGO_URL 的密钥库却是空的：请检查 MONGO_URL，或在存有 keys.sqlite 的数据文件夹运行 npm run cli -- keys move',
    ]);
  }, 600_000);
});

function lay(folder: string, from: string, name: string): void {
  mkdirSync(join(folder, 'demo'), { recursive: true });
  copyFileSync(join(from, 'demo', name), join(folder, 'demo', name));
}

async function clerkOf({ url }: ServerProcess) {
  const body = JSON.stringify({ account: 'officer-gangkou' });
  const issued = await fetch(`${url}/demo/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { token } = (await issued.json()) as { readonly token: string };
  const ask = async (server: ServerProcess, path: string, init: RequestInit): Promise<Told> => {
    for (;;) {
      const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` };
      const answer = await fetch(`${server.url}/api/v1${path}`, { ...init, headers });
      const told = { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
      // A view behind, or the first turn of the projector: a client asks again.
      if (told.status !== 503) return told;
    }
  };
  const send = (
    server: ServerProcess,
    path: string,
    headers: Record<string, string>,
    sent: string | Buffer,
  ): Promise<Told> => ask(server, path, { method: 'POST', headers, body: sent });
  return {
    send,
    get: (server: ServerProcess, path: string, headers: Record<string, string>) => ask(server, path, { headers }),
    post: (server: ServerProcess, path: string, form: unknown, key: string) =>
      send(server, path, { 'content-type': 'application/json', 'idempotency-key': key }, JSON.stringify(form)),
  };
}

function json({ status, body }: Told): Readonly<Record<string, string>> {
  if (status > 299) throw new Error(`${status} ${body.toString()}`);
  return JSON.parse(body.toString()) as Record<string, string>;
}
