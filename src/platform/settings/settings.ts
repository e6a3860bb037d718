import { basename, join } from 'node:path';
import { nearest } from './nearest-name.js';
import {
  corsOrigins,
  esdbUrl,
  hostName,
  jwksUrl,
  keyBytes,
  mongoUrl,
  oneOf,
  publicUrl,
  wholeNumber,
} from './setting-values.js';

export type Role = 'all' | 'api' | 'projector';

/** Everything an operator may set. Read once at start; every problem is one line, all of them at once. */
export interface Settings {
  /** `demo` when no issuer is configured: own data folder, own issuer, labelled. */
  readonly mode: 'demo' | 'configured';
  /** Which part of the work this process does: `api` answers, `projector` pours views and reacts, `all` does both. */
  readonly role: Role;
  readonly port: number;
  readonly host: string;
  /** Where clients reach the server, without a closing slash; undefined when it is only reached directly. */
  readonly publicUrl?: string;
  readonly dataFolder: string;
  /** Where the business log is; undefined for the embedded one. */
  readonly esdbUrl?: string;
  readonly mongoUrl?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly jwksUrl?: string;
  /** `typ` that a token's header must carry (RFC 9068 says at+jwt; some issuers write JWT). */
  readonly tokenType: 'at+jwt' | 'JWT';
  /** 32 bytes; absent in the demo, which makes and keeps its own. */
  readonly key?: Buffer;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly demoSeed: number;
  readonly evidenceMaxBytes: number;
  readonly corsOrigins: readonly string[];
  /** Writes, and reads, worked on at once. */
  readonly requestsAtOnce: number;
  /** Writes, and reads, that may wait for their turn; what comes beyond is refused. */
  readonly requestsWaiting: number;
}

/** Start is refused. No line repeats a value: it could be a secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Name, default and meaning, for `--help` and the README. */
export const settingsTable: readonly (readonly [name: string, standard: string, meaning: string])[] = [
  ['ESDB_URL', '内嵌', 'EventStoreDB 连接串(事实日志)；不设则用内嵌日志'],
  ['MONGO_URL', '内嵌', 'MongoDB 连接串；不设则用内嵌读库；与 ESDB_URL 同设则密钥与佐证也在其中，须为副本集'],
  ['ROLE', 'all', '本进程的分工：api projector all；内嵌日志或读库只能为 all'],
  ['DISCOVERY_PORT', '3000', '监听端口'],
  ['DISCOVERY_HOST', '127.0.0.1', '监听地址；须由其他机器直接访问时设为 0.0.0.0'],
  ['DISCOVERY_PUBLIC_URL', '无', '对外地址(经反向代理时)'],
  ['DISCOVERY_DATA_DIR', 'data', '数据文件夹(日志、密钥、佐证)；演示用其下的 demo/'],
  ['DISCOVERY_ISSUER', '无', '令牌签发方；不设即为演示'],
  ['DISCOVERY_AUDIENCE', 'proactive-discovery', '令牌受众'],
  ['DISCOVERY_JWKS_URL', '无', '签发方公钥地址；设了签发方则必填'],
  ['DISCOVERY_TOKEN_TYPE', 'at+jwt', '令牌头部的 typ：at+jwt 或 JWT'],
  ['DISCOVERY_KEY', '无', '密钥加密密钥，32 字节的 base64 或十六进制；设了签发方则必填'],
  ['DISCOVERY_LOG_LEVEL', 'info', '日志级别：fatal error warn info debug silent'],
  ['DISCOVERY_DEMO_SEED', '20260901', '演示数据的种子；0 为空库'],
  ['DISCOVERY_EVIDENCE_MAX_BYTES', '20971520', '一份佐证的大小上限(字节)'],
  ['DISCOVERY_CORS_ORIGINS', '无', '允许的浏览器来源，逗号分隔'],
  ['DISCOVERY_REQUESTS_AT_ONCE', '96', '同时办理的写入数，读取数亦同；一个账号至多占三分之二'],
  ['DISCOVERY_REQUESTS_WAITING', '256', '排队等候的写入数，读取数亦同；超出者答 429 或 503'],
];

const ROLES = ['all', 'api', 'projector'] as const;
const LEVELS = ['info', 'fatal', 'error', 'warn', 'debug', 'silent'] as const;
const DEMO_ISSUER = /^urn:proactive-discovery:demo/i;

/** Both stores are on servers, which other processes may use as well. */
export function isShared({ esdbUrl, mongoUrl: url }: Pick<Settings, 'esdbUrl' | 'mongoUrl'>): boolean {
  return esdbUrl !== undefined && url !== undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** One setting by name, undefined when it is not set or blank. */
type Value = (name: string) => string | undefined;

/** Throws SettingsError naming every problem. A blank value counts as not set. */
export function readSettings(env: Env): Settings {
  const problems: string[] = unknownNames(env);
  const value: Value = (name) => env[name]?.trim() || undefined;
  const whole = (name: string, standard: number, min: number, max: number): number =>
    wholeNumber(value(name), { name, standard, min, max }, problems);
  const issuer = value('DISCOVERY_ISSUER');
  const demo = issuer === undefined;
  const folder = value('DISCOVERY_DATA_DIR') ?? 'data';
  const settings: Settings = {
    mode: demo ? 'demo' : 'configured',
    role: roleOf(value) ?? 'all',
    port: whole('DISCOVERY_PORT', 3000, 0, 65_535),
    host: hostName(value('DISCOVERY_HOST') ?? '127.0.0.1', problems),
    publicUrl: publicUrl(value('DISCOVERY_PUBLIC_URL'), problems),
    dataFolder: demo ? join(folder, 'demo') : folder,
    esdbUrl: esdbUrl(value('ESDB_URL'), problems),
    mongoUrl: mongoUrl(value('MONGO_URL'), problems),
    issuer,
    audience: value('DISCOVERY_AUDIENCE') ?? 'proactive-discovery',
    jwksUrl: jwksUrl(value('DISCOVERY_JWKS_URL'), problems),
    tokenType: oneOf(value('DISCOVERY_TOKEN_TYPE'), ['at+jwt', 'JWT'], 'DISCOVERY_TOKEN_TYPE', problems),
    key: keyBytes(value('DISCOVERY_KEY'), problems),
    logLevel: oneOf(value('DISCOVERY_LOG_LEVEL'), LEVELS, 'DISCOVERY_LOG_LEVEL', problems),
    demoSeed: whole('DISCOVERY_DEMO_SEED', 20_260_901, 0, 2 ** 31 - 1),
    evidenceMaxBytes: whole('DISCOVERY_EVIDENCE_MAX_BYTES', 20_971_520, 1024, 2 ** 31),
    corsOrigins: corsOrigins(value('DISCOVERY_CORS_ORIGINS'), problems),
    requestsAtOnce: whole('DISCOVERY_REQUESTS_AT_ONCE', 96, 3, 10_000),
    requestsWaiting: whole('DISCOVERY_REQUESTS_WAITING', 256, 0, 100_000),
  };
  problems.push(...storeProblems(value), ...(demo ? halfConfigured(value) : unsafe(issuer, value)));
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

function unknownNames(env: Env): string[] {
  const known = settingsTable.map(([name]) => name).filter((name) => name.startsWith('DISCOVERY_'));
  return Object.keys(env)
    .filter((name) => /^DISCOVERY_/i.test(name) && !known.includes(name))
    .map((name) => `不认识的设置 ${name}，是否指 ${nearest(name, known)}？`);
}

function storeProblems(value: Value): string[] {
  const problems: string[] = [];
  const role = roleOf(value);
  if (role === undefined) problems.push('ROLE 须为 api、projector、all 之一');
  else if (role !== 'all' && (value('ESDB_URL') === undefined || value('MONGO_URL') === undefined))
    problems.push(`ROLE=${role} 须同时设 ESDB_URL 和 MONGO_URL；内嵌的日志或读库只归一个进程，请用 all`);
  return problems;
}

function roleOf(value: Value): Role | undefined {
  const text = value('ROLE') ?? 'all';
  return ROLES.find((role) => role === text);
}

/**
 * Who sets any of these means a real deployment: without its issuer it would silently become an open demo. And a demo
 * is played into a folder of its own, never into a log that others may use.
 */
function halfConfigured(value: Value): string[] {
  const playsIntoServer = value('ESDB_URL') !== undefined && value('DISCOVERY_DEMO_SEED') !== '0';
  const played = playsIntoServer ? ['演示数据不写入 EventStoreDB：请去掉 ESDB_URL，或设 DISCOVERY_DEMO_SEED=0'] : [];
  const halves = ['DISCOVERY_AUDIENCE', 'DISCOVERY_JWKS_URL', 'DISCOVERY_KEY', 'DISCOVERY_TOKEN_TYPE']
    .filter((name) => value(name) !== undefined)
    .map((name) => `设了 ${name} 却没有 DISCOVERY_ISSUER：正式部署须设签发方，演示须去掉该设置`);
  return [...played, ...halves];
}

function unsafe(issuer: string, value: Value): string[] {
  const problems: string[] = [];
  if (DEMO_ISSUER.test(issuer)) problems.push('DISCOVERY_ISSUER 不能是演示签发方');
  if (value('DISCOVERY_KEY') === undefined) problems.push('DISCOVERY_KEY 必须设置：32 字节的 base64 或十六进制');
  if (value('DISCOVERY_JWKS_URL') === undefined) problems.push('DISCOVERY_JWKS_URL 必须设置：签发方的公钥地址');
  if (basename(value('DISCOVERY_DATA_DIR') ?? 'data') === 'demo')
    problems.push('DISCOVERY_DATA_DIR 不能是演示的数据文件夹 demo');
  if (value('DISCOVERY_DEMO_SEED') !== undefined) problems.push('DISCOVERY_DEMO_SEED 只用于演示，请去掉该设置');
  return problems;
}
