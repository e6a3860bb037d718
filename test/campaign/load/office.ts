import { join } from 'node:path';
import { DemoIssuer } from '../../../src/platform/auth/demo-issuer.js';
import { householdForm, listingForm, visitForm } from '../../support/clerk.js';
import type { Chance } from '../fuzz/chance.js';
import { HttpConnection } from './http-connection.js';
import type { LoadRequest } from './load.js';

export interface Home {
  readonly householdId: string;
  readonly headMemberId: string;
}

/** A township's office at work: its clerks with their tokens, and the households on its roster. */
export interface Office {
  readonly port: number;
  readonly clerks: readonly { readonly name: string; readonly token: string }[];
  readonly homes: readonly Home[];
}

export interface OfficeOptions {
  readonly port: number;
  /** Data folder of the demo server: its issuer signs the clerks' tokens. */
  readonly folder: string;
  readonly clerks: number;
  readonly homes: number;
}

const REGISTERING_AT_ONCE = 16;

/** Engages clerks the demo does not have, and registers and lists their households. Throws for what is refused. */
export async function openOffice({ port, folder, clerks, homes }: OfficeOptions): Promise<Office> {
  const engaged = await engage(folder, clerks);
  const registered: Home[] = [];
  let begun = 0;
  const register = async (): Promise<void> => {
    const connection = new HttpConnection(port);
    while (begun < homes) {
      const { token } = engaged[begun % clerks] ?? { token: '' };
      registered.push(await listedHome(connection, token, begun++));
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: REGISTERING_AT_ONCE }, register));
  return { port, clerks: engaged, homes: registered };
}

async function engage(folder: string, count: number): Promise<Office['clerks']> {
  const accounts = Array.from({ length: count }, (_, n) => ({
    account: `clerk-${n}`,
    id: `load-clerk-${n}`,
    person: `load-person-${n}`,
    role: 'OFFICER' as const,
    org: '341881100',
    description: '压力试验',
  }));
  const issuer = new DemoIssuer(join(folder, 'demo', 'issuer.json'), accounts);
  const now = new Date().toISOString();
  return Promise.all(
    accounts.map(async ({ account }) => ({ name: account, token: (await issuer.issue(account, now)) ?? '' })),
  );
}

async function listedHome(connection: HttpConnection, token: string, n: number): Promise<Home> {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const form = householdForm({
    registeredOn: today.replace(/\d\d$/, '01'),
    head: { idNo: undefined, noIdReason: 'LOST' },
  });
  const home = await told<Home>(connection, { token, path: '/households', key: `load-home-${n}`, body: form });
  const listing = listingForm({ listedOn: today.replace(/\d\d$/, '01') });
  await told(connection, {
    token,
    path: `/households/${home.householdId}/listings`,
    key: `load-listing-${n}`,
    body: listing,
  });
  return home;
}

interface Post {
  readonly token: string;
  readonly path: string;
  readonly key: string;
  readonly body: object;
}

async function told<Answered>(connection: HttpConnection, { token, path, key, body }: Post): Promise<Answered> {
  const text = JSON.stringify(body);
  const head = [
    `POST /api/v1${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${token}`,
    `idempotency-key: ${key}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  const answer = await connection.send(`${head.join('\r\n')}\r\n\r\n${text}`);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(answer.body) as Answered;
}

/** Records a patrol visit of just now at a household by chance. `key` makes it the same visit when sent again. */
export function visitBy(
  { clerks, homes }: Office,
  clerk: number,
  { chance, key }: { chance: Chance; key: string },
): LoadRequest {
  const { name, token } = clerks[clerk % clerks.length] ?? { name: '', token: '' };
  const { householdId, headMemberId } = chance.oneOf(homes) ?? { householdId: '', headMemberId: '' };
  return {
    method: 'POST',
    path: `/api/v1/households/${householdId}/patrol-visits`,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: JSON.stringify(visitForm(headMemberId, { visitedAt: new Date().toISOString() })),
    client: name,
  };
}

/** Opens the page of a household by chance, or a list of fifty. */
export function readBy({ clerks, homes }: Office, clerk: number, chance: Chance): LoadRequest {
  const { name, token } = clerks[clerk % clerks.length] ?? { name: '', token: '' };
  const home = chance.oneOf(homes)?.householdId ?? '';
  const path = chance.of([
    `/households/${home}?limit=10`,
    '/roster?limit=50',
    '/visit-calendar?limit=50',
    `/households/${home}?limit=10`,
  ]);
  return { method: 'GET', path: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` }, client: name };
}
