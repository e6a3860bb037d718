import type { Chance } from './chance.js';
import type { Head } from './request-bytes.js';

export interface HostileHead extends Head {
  readonly astray?: true;
  readonly broken?: true;
  readonly last?: true;
}

type Twist = (head: Head, chance: Chance) => HostileHead;

const header =
  (name: string, ...values: readonly [string, ...string[]]): Twist =>
  (head, chance) => ({ ...head, headers: { ...head.headers, [name]: chance.of(values) } });
const query =
  (...queries: readonly [string, ...string[]]): Twist =>
  (head, chance) => ({ ...head, url: `${head.url}${head.url.includes('?') ? '&' : '?'}${chance.of(queries)}` });
/** One step of the path replaced. */
const step =
  (...steps: readonly [string, ...string[]]): Twist =>
  (head, chance) => {
    const [path = '', search] = head.url.split('?');
    const parts = path.split('/');
    const at = 3 + chance.whole(Math.max(1, parts.length - 3));
    const url = parts.map((part, index) => (index === at ? chance.of(steps) : part)).join('/');
    return { ...head, url: search === undefined ? url : `${url}?${search}`, astray: true };
  };

const LATIN = Buffer.from('张三').toString('latin1');
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Heads nobody's program sends by accident, by the name they have in the report. */
export const hostileHeads: Readonly<Record<string, Twist>> = {
  queryTwice: query(
    'limit=1&limit=2',
    'asOf=2026-09-01&asOf=2026-09-02',
    'minPosition=1&minPosition=2',
    'cursor=a&cursor=b',
  ),
  queryObject: query('limit[]=1', 'town[$ne]=1', 'town[__proto__]=1', 'a[b][c]=1'),
  queryPrototype: query('__proto__=1', 'constructor=1', '__proto__[x]=1', 'toString=1', 'hasOwnProperty=1'),
  queryUndecodable: query('%', '%zz', 'town=%E0%A4%A', 'town=%00', '%00=1', 'town=%ff'),
  queryLong: query(
    `x=${'a'.repeat(10_000)}`,
    `cursor=${'A'.repeat(800)}`,
    Array.from({ length: 1500 }, (_, n) => `k${n}=1`).join('&'),
  ),
  queryNumbers: query(
    'limit=1e400',
    'limit=-1',
    'limit=0',
    'limit=9007199254740993',
    'limit=٣',
    'limit=1.0',
    'limit=%201',
  ),
  queryOperator: query(
    'stream=$ne',
    'type=__proto__',
    'actor=%24gt',
    'month=constructor',
    'category=toString',
    'state=__proto__',
  ),
  queryTime: query(
    'asOf=0000-01-01',
    'asOf=9999-12-31T23:59:59Z',
    'asOf=2026-02-30',
    'asOf=-271821-04-20T00:00:00Z',
    'asOf=2026-09-10T08:00:00%2B99:99',
    'asOf=1969-12-31',
  ),
  queryPosition: query(
    `asOf=${UNKNOWN}:1`,
    `minPosition=${UNKNOWN}:999999999999999`,
    'minPosition=-:1',
    `minPosition=${'-'.repeat(36)}:0`,
  ),
  queryCursor: query(
    `cursor=${Buffer.from('["roster",{"$ne":1},"b"]').toString('base64url')}`,
    `cursor=${Buffer.from('["roster",null,null]').toString('base64url')}`,
    `cursor=${Buffer.from(`["patrol-ledger",${'['.repeat(200)}`).toString('base64url')}`,
    `cursor=${Buffer.from('["roster",1e999,"\\ud800"]').toString('base64url')}`,
    `cursor=${Buffer.from('{"__proto__":[]}').toString('base64url')}`,
  ),
  pathStep: step(
    '%00',
    '%2e%2e',
    '..',
    '.',
    '%24ne',
    '__proto__',
    'constructor',
    '%F0%9F%92%A3',
    'null',
    'undefined',
    '-1',
    '%20',
    '*',
    ';x=1',
    '%2F',
    '%5C',
    UNKNOWN,
    UNKNOWN.toUpperCase(),
  ),
  pathUndecodable: step('%', '%E0%A4%A', '%zz', '%ff'),
  pathLong: step('a'.repeat(201), 'a'.repeat(5000), '%41'.repeat(200)),
  pathRaw: (head) => ({ ...head, url: `${head.url}/${LATIN}`, astray: true }),
  pathSlashes: (head, chance) => ({
    ...head,
    url: chance.of([
      `${head.url}/`,
      `/${head.url}`,
      head.url.replace('/api', '/API'),
      `${head.url}//`,
      `/.${head.url}`,
    ]),
    astray: true,
  }),
  pathAbsolute: (head) => ({ ...head, url: `http://127.0.0.1${head.url}`, astray: true }),
  pathFragment: (head) => ({ ...head, url: `${head.url}#x`, astray: true }),
  token: header(
    'authorization',
    '',
    'Bearer',
    'Bearer ',
    'Bearer abc',
    'Bearer a.b.c',
    'Basic YTpi',
    `Bearer ${'x'.repeat(9000)}`,
    `Bearer ${LATIN}`,
    'Bearer eyJhbGciOiJub25lIn0.e30.',
  ),
  twoTokens: (head) => ({
    ...head,
    headers: { ...head.headers, authorization: [String(head.headers['authorization'] ?? 'x'), 'Bearer abc'] },
  }),
  key: header('idempotency-key', '', ' ', 'a b', '"quoted"', '"', 'k'.repeat(101), LATIN, 'a\tb', '__proto__', '$ne'),
  twoKeys: (head) => ({ ...head, headers: { ...head.headers, 'idempotency-key': ['one', 'two'] } }),
  ifMatch: header('if-match', '*', '"r1", "r2"', 'W/"r1"', '"r-1"', '"r999999999999999"', 'r', '""', LATIN, '"r0x1"'),
  purpose: header(
    'x-purpose',
    'NONE',
    '__proto__',
    'constructor',
    'AUDIT_ORDER',
    'SUPERVISION',
    'OPEN_CASE',
    LATIN,
    '',
  ),
  purposeRef: header('x-purpose-ref', '__proto__', 'constructor', UNKNOWN, LATIN, '', '$ne', 'a'.repeat(81)),
  breakGlass: header('x-break-glass', '__proto__', 'constructor', UNKNOWN, '', LATIN, 'toString', 'a'.repeat(5000)),
  asOf: header('x-as-of', 'yesterday', '', LATIN, '2026-09-10', `${UNKNOWN}:1`, '9'.repeat(300)),
  minPosition: header('x-min-position', '', 'x', `${UNKNOWN}:1`, `${UNKNOWN}:99999999999999999999`, LATIN),
  trace: header('traceparent', '', 'x', '-'.repeat(55), '0'.repeat(5000), LATIN),
  fileName: header('x-file-name', '%', '%00', 'a'.repeat(5000), '..%2F..%2Fetc', LATIN, '%ED%A0%80'),
  accept: header('accept', 'text/nonsense', '*/*;q=2', '', LATIN),
  expect: header('expect', '100-continue', 'nonsense'),
  // Of a line that was offered for another protocol Node no longer says that its bytes cannot be read.
  upgrade: (head) => ({
    ...head,
    headers: { ...head.headers, connection: 'upgrade', upgrade: 'websocket' },
    last: true,
  }),
  forwarded: header('x-forwarded-for', '__proto__', LATIN, '127.0.0.1'),
  origin: header('origin', 'null', 'https://evil.example', LATIN),
  longHeader: (head) => ({ ...head, headers: { ...head.headers, 'x-long': 'a'.repeat(20_000) } }),
  manyHeaders: (head) => ({
    ...head,
    headers: { ...head.headers, ...Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`x-${n}`, '1'])) },
  }),
  strangeHeader: header('__proto__', 'x'),
  twoHosts: (head) => ({ ...head, headers: { ...head.headers, host: ['a', 'b'] } }),
  noHost: (head) => ({ ...head, headers: { ...head.headers, host: [] } }),
  badHeader: (head) => ({ ...head, headers: { ...head.headers, 'x-bad': 'a\u0000b' }, broken: true }),
  split: (head) => ({ ...head, headers: { ...head.headers, 'x-split': 'a\r\nx-other: b' } }),
  method: (head, chance) => ({
    ...head,
    method: chance.of(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'FOO', 'get']),
    astray: true,
    broken: true,
  }),
};
