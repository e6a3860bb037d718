import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CryptoKey, JWK } from 'jose';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { KeysUnavailable, TokenVerifier } from '../../src/platform/auth/token-verifier.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';

const NOW = '2026-09-10T01:00:00.000Z';
const ISSUER = 'https://id.example.gov.cn';
const CLAIMS = { sub: 'u-1', person: 'p-1', role: 'OFFICER', org: '341881100' };

interface Signer {
  readonly kid: string;
  readonly key: CryptoKey;
  readonly open: JWK;
}

async function signer(kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid, key: privateKey, open: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

describe('keys of an address', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: string };
  let asked = 0;
  const clock = new SimulatedClock(NOW);

  beforeAll(async () => {
    server = createServer((_, response) => {
      asked += 1;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => (asked = 0));

  const bearer = async (by: Signer): Promise<string> =>
    `Bearer ${await new SignJWT({ iss: ISSUER, aud: 'city', exp: Date.parse(NOW) / 1000 + 3600, ...CLAIMS })
      .setProtectedHeader({ alg: 'ES256', kid: by.kid, typ: 'at+jwt' })
      .sign(by.key)}`;
  const verifier = () => new TokenVerifier({ issuer: ISSUER, audience: 'city', keys: { url }, clock });

  test('are fetched once and kept', async () => {
    const es = await signer('es');
    const stranger = await signer('stranger');
    answer = { status: 200, body: JSON.stringify({ keys: [es.open] }) };
    const subject = verifier();
    const found = [await subject.verify(await bearer(es)), await subject.verify(await bearer(es))];
    expect(found.map(({ ok }) => ok)).toEqual([true, true]);
    for (let time = 0; time < 5; time += 1) {
      expect(await subject.verify(await bearer(stranger))).toEqual({ ok: false, reason: 'signature' });
    }
    expect(asked).toBe(1);
  });

  test('that cannot be had let nobody in, and blame nobody’s token', async () => {
    const es = await signer('es');
    for (const broken of [
      { status: 500, body: '' },
      { status: 200, body: 'no json' },
      { status: 200, body: '{"keys":7}' },
    ]) {
      answer = broken;
      await expect(verifier().verify(await bearer(es))).rejects.toThrow(KeysUnavailable);
    }
    const nobody = new TokenVerifier({
      issuer: ISSUER,
      audience: 'city',
      keys: { url: 'http://127.0.0.1:1/jwks' },
      clock,
    });
    await expect(nobody.verify(await bearer(es))).rejects.toThrow(KeysUnavailable);
  });
});
