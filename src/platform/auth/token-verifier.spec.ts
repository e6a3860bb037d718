import fc from 'fast-check';
import type { JWK } from 'jose';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { SimulatedClock } from '../clock/simulated.clock.js';
import { roles } from './caller.js';
import type { Verified, VerifierOptions } from './token-verifier.js';
import { TokenVerifier } from './token-verifier.js';
import { RecentTokens } from './recent-tokens.js';

const NOW = '2026-09-10T01:00:00.000Z';
const SECONDS = Date.parse(NOW) / 1000;
const ISSUER = 'https://id.example.gov.cn';
const CLAIMS = { sub: 'u-1', person: 'p-1', role: 'OFFICER', org: '341881100', name: '王主任' };

type Key = Parameters<SignJWT['sign']>[0];

interface Signer {
  readonly alg: string;
  readonly kid: string;
  readonly key: Key;
  readonly open: JWK;
}

async function signer(alg: string, kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, key: privateKey, open: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

interface Recipe {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly by?: Signer;
}

describe('a bearer token', () => {
  let es: Signer;
  let rsa: Signer;
  let ed: Signer;
  const clock = new SimulatedClock(NOW);

  beforeAll(async () => {
    [es, rsa, ed] = [await signer('ES256', 'es'), await signer('RS256', 'rsa'), await signer('EdDSA', 'ed')];
  });
  beforeEach(() => clock.set(NOW));

  const token = async ({ claims = {}, header = {}, by = es }: Recipe = {}): Promise<string> =>
    new SignJWT({ iss: ISSUER, aud: 'city', iat: SECONDS, exp: SECONDS + 3600, ...CLAIMS, ...claims })
      .setProtectedHeader({ alg: by.alg, kid: by.kid, typ: 'at+jwt', ...header })
      .sign(by.key);
  const verifier = (options: Partial<VerifierOptions> = {}): TokenVerifier =>
    new TokenVerifier({
      issuer: ISSUER,
      audience: 'city',
      keys: { set: { keys: [es.open, rsa.open, ed.open] } },
      clock,
      ...options,
    });
  const verify = async (recipe: Recipe, options: Partial<VerifierOptions> = {}): Promise<Verified> =>
    verifier(options).verify(`Bearer ${await token(recipe)}`);
  const reasonOf = (verified: Verified): string => (verified.ok ? 'ok' : verified.reason);
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('of the issuer says who calls', async () => {
    expect(await verify({})).toEqual({
      ok: true,
      caller: { id: 'u-1', person: 'p-1', role: 'OFFICER', org: '341881100', name: '王主任' },
    });
  });

  test('may be signed by ES256, RS256 or EdDSA', async () => {
    expect([await verify({ by: rsa }), await verify({ by: ed })].map(reasonOf)).toEqual(['ok', 'ok']);
  });

  test('without a person stands for itself, without a name is nameless', async () => {
    const { name: _, ...nameless } = { ...CLAIMS, id: 'u-1' };
    expect(await verify({ claims: { person: undefined, name: undefined } })).toEqual({
      ok: true,
      caller: { id: 'u-1', person: 'u-1', role: nameless.role, org: nameless.org },
    });
  });

  test('that is not there is missing; something else is malformed', async () => {
    const good = await token();
    const headers = [
      undefined,
      '',
      good,
      `Basic ${good}`,
      'Bearer',
      'Bearer ',
      `Bearer ${good} ${good}`,
      `Bearer ${good}\n`,
      'Bearer a.b.c',
      'Bearer ..',
    ];
    const found: string[] = [];
    for (const header of headers) found.push(reasonOf(await verifier().verify(header)));
    expect(found).toEqual(['missing', 'missing', ...Array.from({ length: 8 }, () => 'malformed')]);
    expect(reasonOf(await verifier().verify(`bearer  ${good}`))).toBe('ok');
  });

  test('is good for sixty seconds beyond its end by our clock, and no longer', async () => {
    const bearer = `Bearer ${await token()}`;
    const subject = verifier();
    clock.set('2026-09-10T02:00:59.999Z');
    expect(reasonOf(await subject.verify(bearer))).toBe('ok');
    clock.set('2026-09-10T02:01:00.000Z');
    expect(reasonOf(await subject.verify(bearer))).toBe('expired');
    expect(reasonOf(await verifier().verify(bearer))).toBe('expired');
  });

  test('is not good before its beginning, nor without an end', async () => {
    expect(reasonOf(await verify({ claims: { nbf: SECONDS + 60 } }))).toBe('ok');
    expect(reasonOf(await verify({ claims: { nbf: SECONDS + 61 } }))).toBe('claims');
    expect(reasonOf(await verify({ claims: { exp: undefined } }))).toBe('claims');
    expect(reasonOf(await verify({ claims: { exp: 'never' } }))).toBe('claims');
  });

  test('found good is believed for a minute without looking at the signature again', async () => {
    const caller = { id: 'u-1', person: 'p-1', role: 'OFFICER', org: '341881100' } as const;
    const recent = new RecentTokens();
    const found = [999, 1_000, 1_029, 1_030, 1_059, 1_060].map((now) =>
      ['a', 'b'].filter((token) => {
        recent.remember(token, caller, 1_000, token === 'a' ? 5_000 : 1_030);
        return recent.find(token, now) !== undefined;
      }),
    );
    expect(found).toEqual([[], ['a', 'b'], ['a', 'b'], ['a'], ['a'], []]);
  });

  test('is remembered among the last five thousand', () => {
    const caller = { id: 'u-1', person: 'p-1', role: 'OFFICER', org: '341881100' } as const;
    const recent = new RecentTokens();
    for (let number = 0; number < 5_001; number += 1) recent.remember(`t-${number}`, caller, 0, 100);
    expect(['t-0', 't-1', 't-5000'].map((token) => recent.find(token, 1) !== undefined)).toEqual([false, true, true]);
  });

  test('of another issuer or for another audience is refused', async () => {
    expect(reasonOf(await verify({ claims: { iss: 'https://id.example.com' } }))).toBe('issuer');
    expect(reasonOf(await verify({ claims: { iss: undefined } }))).toBe('issuer');
    expect(reasonOf(await verify({ claims: { aud: 'other' } }))).toBe('audience');
    expect(reasonOf(await verify({ claims: { aud: ['other', 'city'] } }))).toBe('ok');
    expect(reasonOf(await verify({ claims: { aud: undefined } }))).toBe('audience');
  });

  test('must be of the configured type: an identity token opens nothing', async () => {
    const typed = async (typ: string | undefined, type?: 'at+jwt' | 'JWT') =>
      reasonOf(await verify({ header: { typ } }, type ? { type } : {}));
    expect([await typed('application/at+jwt'), await typed('AT+JWT')]).toEqual(['ok', 'ok']);
    expect([await typed('JWT'), await typed('dpop+jwt'), await typed(undefined)]).toEqual([
      'claims',
      'claims',
      'claims',
    ]);
    expect([await typed('JWT', 'JWT'), await typed('at+jwt', 'JWT')]).toEqual(['ok', 'claims']);
  });

  test('signed by somebody else is refused, also when it names our key', async () => {
    const stranger = await signer('ES256', 'stranger');
    expect(reasonOf(await verify({ by: stranger }))).toBe('signature');
    expect(reasonOf(await verify({ by: { ...stranger, kid: 'es' } }))).toBe('signature');
  });

  test('changed on the way is refused', async () => {
    const [header, , signature] = (await token()).split('.');
    const raised = encoded({ iss: ISSUER, aud: 'city', exp: SECONDS + 3600, ...CLAIMS, role: 'BUREAU', org: '341881' });
    expect(reasonOf(await verifier().verify(`Bearer ${header}.${raised}.${signature}`))).toBe('signature');
  });

  test('without a signature, or signed with our public key as a secret, is refused', async () => {
    const body = encoded({ iss: ISSUER, aud: 'city', exp: SECONDS + 3600, ...CLAIMS });
    const unsigned = `${encoded({ alg: 'none', typ: 'at+jwt' })}.${body}.`;
    const secret = new TextEncoder().encode(JSON.stringify(es.open));
    const confused = await new SignJWT({ iss: ISSUER, aud: 'city', exp: SECONDS + 3600, ...CLAIMS })
      .setProtectedHeader({ alg: 'HS256', kid: 'es', typ: 'at+jwt' })
      .sign(secret);
    expect(reasonOf(await verifier().verify(`Bearer ${unsigned}`))).toBe('signature');
    expect(reasonOf(await verifier().verify(`Bearer ${confused}`))).toBe('signature');
  });

  test('naming no key is tried with every key of its kind', async () => {
    const next = await signer('ES256', 'next');
    const keys = { set: { keys: [es.open, next.open] } };
    expect(reasonOf(await verify({ by: next, header: { kid: undefined } }, { keys }))).toBe('ok');
    const stranger = await signer('ES256', 'x');
    expect(reasonOf(await verify({ by: stranger, header: { kid: undefined } }, { keys }))).toBe('signature');
    expect(reasonOf(await verify({ by: next, header: { kid: undefined }, claims: { aud: 'x' } }, { keys }))).toBe(
      'audience',
    );
  });

  test('of every role but the system itself is accepted', async () => {
    const found: string[] = [];
    for (const role of roles) found.push(`${role} ${reasonOf(await verify({ claims: { role } }))}`);
    expect(found).toEqual(roles.map((role) => `${role} ${role === 'SYSTEM' ? 'claims' : 'ok'}`));
  });

  test('with claims of another shape is refused', async () => {
    const wrong: Record<string, unknown>[] = [
      { role: 'MAYOR' },
      { role: 'officer' },
      { role: ['OFFICER'] },
      { role: undefined },
      { role: 'toString' },
      { sub: undefined },
      { sub: '' },
      { sub: 'system:monthly-visit' },
      { sub: 'a b' },
      { sub: 'a'.repeat(101) },
      { person: 'system:monthly-visit' },
      { person: '' },
      { person: 7 },
      { org: undefined },
      { org: 341_881 },
      { org: '' },
      { org: ['341881'] },
    ];
    const found: string[] = [];
    for (const claims of wrong) found.push(reasonOf(await verify({ claims })));
    expect(found).toEqual(wrong.map(() => 'claims'));
  });

  test('with a strange display name is accepted without it', async () => {
    for (const name of ['', 'a\nb', 'x'.repeat(51), 7, null]) {
      expect(await verify({ claims: { name } })).toEqual({
        ok: true,
        caller: { id: 'u-1', person: 'p-1', role: 'OFFICER', org: '341881100' },
      });
    }
  });

  test('of any content whatever is answered, never thrown', async () => {
    const [header = '', body = '', signature = ''] = (await token()).split('.');
    const piece = fc.oneof(
      fc.constantFrom(header, body, signature, ''),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.json({ maxDepth: 2 }).map((text) => Buffer.from(text).toString('base64url')),
    );
    const subject = verifier();
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 5 }),
        fc.constantFrom('Bearer ', 'bearer ', ''),
        async (parts, scheme) => {
          const text = `${scheme}${parts.join('.')}`;
          const genuine = text.toLowerCase() === `bearer ${header}.${body}.${signature}`.toLowerCase();
          const verified = await subject.verify(text);
          expect(verified.ok && !genuine).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});
