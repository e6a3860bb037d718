import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { JSONWebKeySet, JWK } from 'jose';
import { SignJWT, importJWK } from 'jose';
import { epochMillisOf } from '../calendar/local-date.js';
import type { Instant } from '../fact.js';
import type { Caller } from './caller.js';

/** No deployment with an issuer of its own accepts this one (settings refuse it, the verifier knows other keys). */
export const DEMO_ISSUER = 'urn:proactive-discovery:demo';
export const DEMO_AUDIENCE = 'proactive-discovery';

const HOURS_VALID = 8;
const KEY_ID = 'demo';

/** An account anybody at the demo's machine may become. */
export interface DemoAccount extends Caller {
  readonly account: string;
  readonly description: string;
}

/** Issues tokens for the demo; its key lies in the demo's own data folder, so that tokens survive a restart. */
export class DemoIssuer {
  private readonly key: JWK;

  /** Throws one line when the key file is damaged, an account is there twice or would be the system itself. */
  constructor(
    keyFile: string,
    readonly accounts: readonly DemoAccount[],
  ) {
    assertAccounts(accounts);
    this.key = existsSync(keyFile) ? storedKey(keyFile) : newKey(keyFile);
  }

  /** A token for 8 hours from `now`, or undefined for an account that does not exist. */
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
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: KEY_ID })
      .setIssuer(DEMO_ISSUER)
      .setAudience(DEMO_AUDIENCE)
      .setSubject(found.id)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + HOURS_VALID * 3600)
      .setJti(randomUUID())
      .sign(await importJWK(this.key, 'ES256'));
  }

  /** The public half. */
  jwks(): JSONWebKeySet {
    const { kty, crv, x, y } = this.key;
    return { keys: [{ kty, crv, x, y, alg: 'ES256', use: 'sig', kid: KEY_ID }] };
  }
}

function assertAccounts(accounts: readonly DemoAccount[]): void {
  const twice = accounts.find(({ account }, index) => accounts.findIndex((one) => one.account === account) !== index);
  if (twice) throw new Error(`演示账号 ${twice.account} 重复`);
  if (accounts.some(({ role }) => role === 'SYSTEM')) throw new Error('演示账号不能是系统');
}

function storedKey(file: string): JWK {
  chmodSync(file, 0o600);
  const key = parsed(readFileSync(file, 'utf8'));
  if (key?.kty !== 'EC' || key.crv !== 'P-256' || [key.x, key.y, key.d].some((part) => typeof part !== 'string')) {
    throw new Error(`演示签发密钥 ${file} 已损坏，请删除该文件后重新启动`);
  }
  return key;
}

function parsed(text: string): JWK | undefined {
  try {
    return JSON.parse(text) as JWK;
  } catch {
    return undefined; // Damaged text and a damaged key are one and the same to the caller.
  }
}

/** Written beside and renamed, so that a start broken off here leaves no half key. */
function newKey(file: string): JWK {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JWK;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(key), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return key;
}
