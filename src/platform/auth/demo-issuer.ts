import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { JSONWebKeySet, JWK } from 'jose';
import { SignJWT, importJWK } from 'jose';
import { epochMillisOf } from '../calendar/local-date.js';
import type { Instant } from '../fact.js';
import type { Caller } from './caller.js';

export const DEMO_ISSUER = 'urn:proactive-discovery:demo';
export const DEMO_AUDIENCE = 'proactive-discovery';

const HOURS_VALID = 8;

/** An account anybody at the demo's machine may become. */
export interface DemoAccount extends Caller {
  readonly account: string;
  readonly description: string;
}

/** Issues tokens for the demo; its key lies in the demo's own data folder, so that tokens survive a restart. */
export class DemoIssuer {
  private readonly key: JWK;

  constructor(
    keyFile: string,
    readonly accounts: readonly DemoAccount[],
  ) {
    this.key = existsSync(keyFile) ? (JSON.parse(readFileSync(keyFile, 'utf8')) as JWK) : newKey(keyFile);
  }

  /** The token, or undefined for an account that does not exist. */
  async issue(account: string, now: Instant): Promise<string | undefined> {
    const found = this.accounts.find((candidate) => candidate.account === account);
    if (!found) return undefined;
    const seconds = Math.floor(epochMillisOf(now) / 1000);
    return new SignJWT({
      person: found.person,
      role: found.role,
      org: found.org,
      ...(found.name === undefined ? {} : { name: found.name }),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'demo' })
      .setIssuer(DEMO_ISSUER)
      .setAudience(DEMO_AUDIENCE)
      .setSubject(found.id)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + HOURS_VALID * 3600)
      .sign(await importJWK(this.key, 'ES256'));
  }

  jwks(): JSONWebKeySet {
    const { d, ...open } = this.key;
    return { keys: [{ ...open, alg: 'ES256', use: 'sig', kid: 'demo' }] };
  }
}

function newKey(file: string): JWK {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(key), { mode: 0o600 });
  return key;
}
