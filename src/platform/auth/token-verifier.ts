import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions, JWTVerifyResult } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { epochMillisOf } from '../calendar/local-date.js';
import type { Clock } from '../clock/clock.port.js';
import type { Caller, Role } from './caller.js';
import { roles } from './caller.js';
import { RecentTokens } from './recent-tokens.js';

export type Refused = 'missing' | 'malformed' | 'expired' | 'issuer' | 'audience' | 'signature' | 'claims';

export type Verified =
  { readonly ok: true; readonly caller: Caller } | { readonly ok: false; readonly reason: Refused };

export interface VerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Public keys: fetched from an address and kept for ten minutes, or given in process (the demo's own). */
  readonly keys: { readonly url: string } | { readonly set: JSONWebKeySet };
  readonly clock: Clock;
  /** `typ` the token's header must carry. Default at+jwt (RFC 9068): an identity token is no key to this door. */
  readonly type?: 'at+jwt' | 'JWT';
}

/** The issuer's keys could not be fetched: the fault is not the caller's, and nobody is let in. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Asymmetric only: with HS256 a public key would serve as the secret, with `none` nothing is proven. */
const ALGORITHMS = ['ES256', 'RS256', 'EdDSA'];
const TOLERANCE_SECONDS = 60;
const KEY_TIMEOUT_MS = 3000;
const ACCOUNT = /^(?!system:)[\x21-\x7e]{1,100}$/;
const ORGANISATION = /^[\x21-\x7e]{1,2000}$/;
const DISPLAY_NAME = /^\P{C}{1,50}$/u;

/** Checks a bearer token: type, algorithm, signature, issuer, audience, time, claims. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;
  private readonly recent = new RecentTokens();

  constructor(private readonly options: VerifierOptions) {
    this.keys = keySource(options.keys);
  }

  /** Takes the Authorization header. Never throws for what a caller sends; rejects with KeysUnavailable alone. */
  async verify(authorization: string | undefined): Promise<Verified> {
    if (authorization === undefined || authorization === '') return { ok: false, reason: 'missing' };
    const token = /^Bearer +([A-Za-z0-9._-]+) *$/i.exec(authorization)?.[1];
    if (token === undefined) return { ok: false, reason: 'malformed' };
    const now = epochMillisOf(this.options.clock.now()) / 1000;
    const known = this.recent.find(token, now);
    if (known) return { ok: true, caller: known };
    try {
      const { payload } = await this.verified(token, now);
      const caller = callerOf(payload);
      if (!caller) return { ok: false, reason: 'claims' };
      this.recent.remember(token, caller, now, (payload.exp ?? 0) + TOLERANCE_SECONDS);
      return { ok: true, caller };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }

  private async verified(token: string, now: number): Promise<JWTVerifyResult> {
    const { issuer, audience, type = 'at+jwt' } = this.options;
    const checks: JWTVerifyOptions = {
      issuer,
      audience,
      typ: type,
      algorithms: ALGORITHMS,
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now * 1000),
      requiredClaims: ['exp', 'sub', 'role', 'org'],
    };
    try {
      return await jwtVerify(token, this.keys, checks);
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return anyOf(error, token, checks);
    }
  }
}

/** While keys are rolled over, a token that names no key may be signed by any of several. */
async function anyOf(
  candidates: errors.JWKSMultipleMatchingKeys,
  token: string,
  checks: JWTVerifyOptions,
): Promise<JWTVerifyResult> {
  for await (const key of candidates) {
    try {
      return await jwtVerify(token, key, checks);
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** Tells the key server's faults from the token's. */
function keySource(keys: VerifierOptions['keys']): JWTVerifyGetKey {
  const source =
    'url' in keys
      ? createRemoteJWKSet(new URL(keys.url), { timeoutDuration: KEY_TIMEOUT_MS })
      : createLocalJWKSet(keys.set);
  return async (header, token) => {
    try {
      return await source(header, token);
    } catch (error) {
      if (
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported
      ) {
        throw error;
      }
      throw new KeysUnavailable('暂时取不到签发方的公钥，无法核验令牌', { cause: error });
    }
  };
}

/** Nobody with a role that is not in the table, and never the system itself: it holds no token. */
function callerOf({ sub, person, role, org, name }: JWTPayload): Caller | undefined {
  const known = roles.find((one): one is Exclude<Role, 'SYSTEM'> => one === role && one !== 'SYSTEM');
  const human = person ?? sub;
  if (known === undefined || !isText(sub, ACCOUNT) || !isText(human, ACCOUNT) || !isText(org, ORGANISATION)) {
    return undefined;
  }
  return { id: sub, person: human, role: known, org, ...(isText(name, DISPLAY_NAME) ? { name } : {}) };
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function reasonOf(error: unknown): Refused {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'iss' ? 'issuer' : error.claim === 'aud' ? 'audience' : 'claims';
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSEAlgNotAllowed
  ) {
    return 'signature';
  }
  if (error instanceof errors.JOSEError) return 'malformed';
  throw error;
}
