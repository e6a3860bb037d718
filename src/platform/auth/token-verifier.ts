import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { epochMillisOf } from '../calendar/local-date.js';
import type { Clock } from '../clock/clock.port.js';
import type { Caller, Role } from './caller.js';
import { roles } from './caller.js';

export type Verified =
  | { readonly ok: true; readonly caller: Caller }
  | {
      readonly ok: false;
      readonly reason: 'missing' | 'malformed' | 'expired' | 'issuer' | 'audience' | 'signature' | 'claims';
    };

export interface VerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: { readonly url: string } | { readonly set: JSONWebKeySet };
  readonly clock: Clock;
}

const ALGORITHMS = ['ES256', 'RS256', 'EdDSA'];
const TYPES: readonly (string | undefined)[] = ['at+jwt', 'application/at+jwt', 'jwt'];
const TOLERANCE_SECONDS = 60;
const VISIBLE = /^[\x21-\x7e]{1,100}$/;

/** Checks a bearer token: issuer, audience, type, algorithm, signature, time. Never throws for what a caller sends. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;

  constructor(private readonly options: VerifierOptions) {
    const { keys } = options;
    this.keys = 'url' in keys ? createRemoteJWKSet(new URL(keys.url)) : createLocalJWKSet(keys.set);
  }

  async verify(authorization: string | undefined): Promise<Verified> {
    if (authorization === undefined) return { ok: false, reason: 'missing' };
    const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
    if (token === undefined) return { ok: false, reason: 'malformed' };
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys, {
        issuer: this.options.issuer,
        audience: this.options.audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(epochMillisOf(this.options.clock.now())),
        requiredClaims: ['exp', 'sub', 'role'],
      });
      if (!TYPES.includes(protectedHeader.typ?.toLowerCase())) return { ok: false, reason: 'claims' };
      return callerOf(payload);
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }
}

function callerOf({ sub, person, role, org, name }: JWTPayload): Verified {
  const known = roles.find(
    (candidate): candidate is Exclude<Role, 'SYSTEM'> => candidate === role && candidate !== 'SYSTEM',
  );
  const human = person ?? sub;
  if (known === undefined || typeof sub !== 'string' || !VISIBLE.test(sub) || sub.startsWith('system:'))
    return { ok: false, reason: 'claims' };
  if (typeof human !== 'string' || !VISIBLE.test(human) || typeof org !== 'string' || org.length > 2000)
    return { ok: false, reason: 'claims' };
  return {
    ok: true,
    caller: { id: sub, person: human, role: known, org, ...(typeof name === 'string' ? { name } : {}) },
  };
}

/** Errors of the key server itself are no fault of the token and are thrown on. */
function reasonOf(error: unknown): Exclude<Verified, { ok: true }>['reason'] {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'iss' ? 'issuer' : error.claim === 'aud' ? 'audience' : 'claims';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'signature';
  if (error instanceof errors.JOSEError) return 'malformed';
  throw error;
}
