import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { demoAccounts } from '../../src/demo/demo-accounts.js';
import { roles } from '../../src/platform/auth/caller.js';
import type { DemoAccount } from '../../src/platform/auth/demo-issuer.js';
import { DEMO_AUDIENCE, DEMO_ISSUER, DemoIssuer } from '../../src/platform/auth/demo-issuer.js';
import { TokenVerifier } from '../../src/platform/auth/token-verifier.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import { tempFolder } from '../support/temp-folder.js';

const NOW = '2026-09-10T01:00:00.000Z';
const clock = new SimulatedClock(NOW);

async function keyFile(): Promise<string> {
  return join((await tempFolder()).path, 'demo', 'issuer.json');
}

function verifierOf(issuer: DemoIssuer): TokenVerifier {
  return new TokenVerifier({ issuer: DEMO_ISSUER, audience: DEMO_AUDIENCE, keys: { set: issuer.jwks() }, clock });
}

const officer: DemoAccount = {
  account: 'officer',
  description: '港口镇 民政工作人员',
  id: 'demo-officer',
  person: 'demo-person-officer',
  role: 'OFFICER',
  org: '341881100',
  name: '示例',
};

describe('the demo issuer', () => {
  test('issues a token that the demo’s door accepts as the account', async () => {
    const issuer = new DemoIssuer(await keyFile(), [officer]);
    const { account: _, description: __, ...caller } = officer;
    expect(await verifierOf(issuer).verify(`Bearer ${await issuer.issue('officer', NOW)}`)).toEqual({
      ok: true,
      caller,
    });
  });

  test('issues for eight hours', async () => {
    const issuer = new DemoIssuer(await keyFile(), [officer]);
    const { iat = 0, exp = 0, iss } = decodeJwt((await issuer.issue('officer', NOW)) ?? '');
    expect([iss, iat, exp - iat]).toEqual([DEMO_ISSUER, Date.parse(NOW) / 1000, 8 * 3600]);
  });

  test('has no token for an account that does not exist', async () => {
    expect(await new DemoIssuer(await keyFile(), [officer]).issue('mayor', NOW)).toBeUndefined();
  });

  test('keeps its key, so that tokens survive a restart', async () => {
    const file = await keyFile();
    const token = await new DemoIssuer(file, [officer]).issue('officer', NOW);
    expect(await verifierOf(new DemoIssuer(file, [officer])).verify(`Bearer ${token}`)).toMatchObject({ ok: true });
    expect(await verifierOf(new DemoIssuer(await keyFile(), [officer])).verify(`Bearer ${token}`)).toEqual({
      ok: false,
      reason: 'signature',
    });
  });

  test('keeps its key from the eyes of others, also after somebody opened it up', async () => {
    const file = await keyFile();
    new DemoIssuer(file, [officer]);
    expect([(await stat(file)).mode & 0o777, (await stat(join(file, '..'))).mode & 0o777]).toEqual([0o600, 0o700]);
    await chmod(file, 0o644);
    new DemoIssuer(file, [officer]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(file, '..'))).toEqual(['issuer.json']);
  });

  test('shows only the public half of its key', async () => {
    const file = await keyFile();
    const issuer = new DemoIssuer(file, [officer]);
    const { d } = JSON.parse(await readFile(file, 'utf8')) as { d: string };
    expect(JSON.stringify(issuer.jwks())).not.toContain(d);
    expect(issuer.jwks().keys.map((key) => Object.keys(key).sort())).toEqual([
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
    ]);
  });

  test('says in one line that its key is damaged', async () => {
    const file = await keyFile();
    new DemoIssuer(file, [officer]);
    for (const text of ['', '{"kty":', 'null', '{"kty":"EC","crv":"P-256"}', '{"kty":"oct","k":"AAAA"}']) {
      await writeFile(file, text);
      expect(() => new DemoIssuer(file, [officer])).toThrow(/^演示签发密钥 .* 已损坏，请删除该文件后重新启动$/);
    }
  });

  test('is no system, and knows no account twice', async () => {
    const file = await keyFile();
    expect(() => new DemoIssuer(file, [{ ...officer, role: 'SYSTEM' }])).toThrow('演示账号不能是系统');
    expect(() => new DemoIssuer(file, [officer, officer])).toThrow('演示账号 officer 重复');
  });

  test('a deployment with an issuer of its own refuses the demo’s tokens, even if it knew the demo’s key', async () => {
    const issuer = new DemoIssuer(await keyFile(), [officer]);
    const token = `Bearer ${await issuer.issue('officer', NOW)}`;
    const real = { issuer: 'https://id.example.gov.cn', audience: DEMO_AUDIENCE, clock };
    expect(await new TokenVerifier({ ...real, keys: { set: { keys: [] } } }).verify(token)).toEqual({
      ok: false,
      reason: 'signature',
    });
    expect(await new TokenVerifier({ ...real, keys: { set: issuer.jwks() } }).verify(token)).toEqual({
      ok: false,
      reason: 'issuer',
    });
  });

  test('the demo has an account for every role but the system, and every one can come in', async () => {
    const issuer = new DemoIssuer(await keyFile(), demoAccounts);
    const verifier = verifierOf(issuer);
    const seen = new Set<string>();
    for (const { account } of issuer.accounts) {
      const verified = await verifier.verify(`Bearer ${await issuer.issue(account, NOW)}`);
      if (verified.ok) seen.add(verified.caller.role);
    }
    expect([...seen].sort()).toEqual(roles.filter((role) => role !== 'SYSTEM').sort());
  });
});
