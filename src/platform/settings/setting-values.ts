import { isIP } from 'node:net';

/** Each reader takes a text from outside, adds one line per problem to `problems`, and then answers something harmless. */

interface Range {
  readonly name: string;
  readonly standard: number;
  readonly min: number;
  readonly max: number;
}

export function wholeNumber(text: string | undefined, { name, standard, min, max }: Range, problems: string[]): number {
  if (text === undefined) return standard;
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  problems.push(`${name} 须为 ${min} 到 ${max} 的整数`);
  return standard;
}

/** The first choice is the default. */
export function oneOf<Choice extends string>(
  text: string | undefined,
  choices: readonly [Choice, ...Choice[]],
  name: string,
  problems: string[],
): Choice {
  const found = choices.find((choice) => choice === (text ?? choices[0]));
  if (found === undefined) problems.push(`${name} 须为 ${choices.join('、')} 之一`);
  return found ?? choices[0];
}

export function hostName(text: string, problems: string[]): string {
  if (isIP(text) === 0 && !/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(text))
    problems.push('DISCOVERY_HOST 须为 IP 地址或主机名');
  return text;
}

/** Keys fetched over an open line could be anybody's: https, or http within the machine. */
export function jwksUrl(text: string | undefined, problems: string[]): string | undefined {
  const url = urlOf(text);
  if (text !== undefined && !(url && isGuarded(url)))
    problems.push('DISCOVERY_JWKS_URL 须为 https 地址(本机可用 http)，不含用户名和口令');
  return text;
}

export function publicUrl(text: string | undefined, problems: string[]): string | undefined {
  const url = urlOf(text);
  if (text !== undefined && !(url && isGuarded(url) && url.search === '' && url.hash === ''))
    problems.push('DISCOVERY_PUBLIC_URL 须为 https 地址(本机可用 http)，不含参数');
  return text?.replace(/\/+$/, '');
}

/** Whole origins, each by name: `*`, `null` and patterns would let any page act with a signed-in browser. */
export function corsOrigins(text: string | undefined, problems: string[]): readonly string[] {
  const origins = (text ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  if (origins.some((origin) => origin.includes('*'))) {
    problems.push('DISCOVERY_CORS_ORIGINS 不能含 *，请逐一列出来源');
  } else if (origins.some((origin) => !/^https?:/.test(origin) || urlOf(origin)?.origin !== origin)) {
    problems.push('DISCOVERY_CORS_ORIGINS 须为来源，形如 https://example.gov.cn，不带路径和末尾斜杠');
  }
  return origins;
}

/**
 * The address of the read store, refused when an option of it takes back what the app promises of an acknowledged write,
 * whichever of the two the driver would let win, or when its password is one everybody knows. Source of the names:
 * MongoDB manual, connection string options (`j` is the older name of `journal`); they are read without letter case.
 */
export function mongoUrl(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  if (!/^mongodb(\+srv)?:\/\//.test(text)) {
    problems.push('MONGO_URL 须以 mongodb:// 或 mongodb+srv:// 开头');
    return text;
  }
  const options = new URLSearchParams(text.split('?').slice(1).join('?'));
  for (const [name, value] of options) {
    const safe = MONGO_SAFE.get(name.toLowerCase());
    if (safe !== undefined && !safe.includes(value.toLowerCase()))
      problems.push(`MONGO_URL 的 ${name} 须为 ${safe[0]}，否则已确认的写入会丢失；请改正或去掉该参数`);
  }
  if (KNOWN_PASSWORD.test(text)) problems.push('MONGO_URL 的口令是众所周知的默认口令，请更换');
  return text;
}

/** Adds a problem when the log's server is not named by a connection string of EventStoreDB. */
export function esdbUrl(text: string | undefined, problems: string[]): string | undefined {
  if (!/^esdb(\+discover)?:\/\//.test(text ?? 'esdb://'))
    problems.push('ESDB_URL 须以 esdb:// 或 esdb+discover:// 开头');
  return text;
}

const KNOWN_PASSWORD = /^[^/]+\/\/[^/@]*:(password|passw0rd|changeme|admin|root|mongo|secret|example|123456)@/i;

/** By option: the values allowed, the first of them named to the operator. */
const MONGO_SAFE: ReadonlyMap<string, readonly [string, ...string[]]> = new Map([
  ['w', ['majority']],
  ['journal', ['true']],
  ['j', ['true']],
  ['readconcernlevel', ['majority', 'linearizable']],
  ['retrywrites', ['true']],
]);

/** 32 bytes in base64 or hexadecimal, refused when nobody can have drawn them by chance. */
export function keyBytes(text: string | undefined, problems: string[], name = 'DISCOVERY_KEY'): Buffer | undefined {
  if (text === undefined) return undefined;
  const bytes = decoded(text);
  if (!bytes) {
    problems.push(`${name} 须为 32 字节的 base64 或十六进制`);
    return undefined;
  }
  if (isGuessable(bytes)) problems.push(`${name} 过于简单，请用随机生成的 32 字节(openssl rand -base64 32)`);
  return bytes;
}

/** Both forms have the length of 32 bytes. */
function decoded(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  // Node's decoder skips what is no base64, so a mangled key would pass as another one.
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Zeros and other repetitions, counting sequences, and typed pass phrases; random bytes are none of these. */
function isGuessable(bytes: Buffer): boolean {
  const steps = new Set([...bytes.subarray(1)].map((byte, index) => (byte - (bytes[index] ?? 0)) & 0xff));
  return new Set(bytes).size < 12 || steps.size < 4 || bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

function urlOf(text: string | undefined): URL | undefined {
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}

function isGuarded({ protocol, hostname, username, password }: URL): boolean {
  if (username !== '' || password !== '' || hostname === '') return false;
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}
