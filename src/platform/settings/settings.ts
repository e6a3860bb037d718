import { join } from 'node:path';

/** Everything an operator may set. Read once at start; every problem is one line, all of them at once. */
export interface Settings {
  /** `demo` when no issuer is configured: own data folder, own issuer, labelled. */
  readonly mode: 'demo' | 'configured';
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly mongoUrl?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly jwksUrl?: string;
  /** 32 bytes; absent in the demo, which makes and keeps its own. */
  readonly key?: Buffer;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  readonly demoSeed: number;
  readonly evidenceMaxBytes: number;
  readonly corsOrigins: readonly string[];
}

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Name, default and meaning, for `--help` and the README. */
export const settingsTable: readonly (readonly [name: string, standard: string, meaning: string])[] = [
  ['MONGO_URL', '内嵌', 'MongoDB 连接串；不设则用内嵌读库'],
  ['DISCOVERY_PORT', '3000', '监听端口'],
  ['DISCOVERY_HOST', '127.0.0.1', '监听地址'],
  ['DISCOVERY_DATA_DIR', 'data', '数据文件夹(日志、密钥、佐证)；演示用其下的 demo/'],
  ['DISCOVERY_ISSUER', '无', '令牌签发方；不设即为演示'],
  ['DISCOVERY_AUDIENCE', 'proactive-discovery', '令牌受众'],
  ['DISCOVERY_JWKS_URL', '无', '签发方公钥地址；设了签发方则必填'],
  ['DISCOVERY_KEY', '无', '密钥加密密钥，32 字节的 base64 或十六进制；设了签发方则必填'],
  ['DISCOVERY_LOG_LEVEL', 'info', '日志级别：fatal error warn info debug silent'],
  ['DISCOVERY_DEMO_SEED', '20260901', '演示数据的种子'],
  ['DISCOVERY_EVIDENCE_MAX_BYTES', '20971520', '一份佐证的大小上限(字节)'],
  ['DISCOVERY_CORS_ORIGINS', '无', '允许的浏览器来源，逗号分隔'],
];

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

type Env = Readonly<Record<string, string | undefined>>;

/** Throws SettingsError naming every problem. An empty value counts as not set. */
export function readSettings(env: Env): Settings {
  const problems: string[] = unknownNames(env);
  const value = (name: string) => (env[name] === '' ? undefined : env[name]);
  const issuer = value('DISCOVERY_ISSUER');
  const settings: Settings = {
    mode: issuer === undefined ? 'demo' : 'configured',
    port: whole(value('DISCOVERY_PORT'), 3000, 0, 65_535, 'DISCOVERY_PORT', problems),
    host: value('DISCOVERY_HOST') ?? '127.0.0.1',
    dataFolder: dataFolder(value('DISCOVERY_DATA_DIR') ?? 'data', issuer === undefined),
    mongoUrl: value('MONGO_URL'),
    issuer,
    audience: value('DISCOVERY_AUDIENCE') ?? 'proactive-discovery',
    jwksUrl: value('DISCOVERY_JWKS_URL'),
    key: keyOf(value('DISCOVERY_KEY'), problems),
    logLevel: levelOf(value('DISCOVERY_LOG_LEVEL'), problems),
    demoSeed: whole(value('DISCOVERY_DEMO_SEED'), 20_260_901, 0, 2 ** 31 - 1, 'DISCOVERY_DEMO_SEED', problems),
    evidenceMaxBytes: whole(
      value('DISCOVERY_EVIDENCE_MAX_BYTES'),
      20_971_520,
      1024,
      2 ** 31,
      'DISCOVERY_EVIDENCE_MAX_BYTES',
      problems,
    ),
    corsOrigins: (value('DISCOVERY_CORS_ORIGINS') ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
  };
  problems.push(...unsafe(settings, value));
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

function dataFolder(folder: string, demo: boolean): string {
  return demo ? join(folder, 'demo') : folder;
}

function unknownNames(env: Env): string[] {
  const known = settingsTable.map(([name]) => name);
  return Object.keys(env)
    .filter((name) => name.startsWith('DISCOVERY_') && !known.includes(name))
    .map((name) => `不认识的设置 ${name}，是否指 ${nearest(name, known)}？`);
}

function unsafe(settings: Settings, value: (name: string) => string | undefined): string[] {
  const problems: string[] = [];
  if (value('ESDB_URL') !== undefined)
    problems.push('ESDB_URL：本版本尚不含 EventStoreDB 适配器，请去掉该设置，使用内嵌日志');
  if (settings.mongoUrl !== undefined && !/^mongodb(\+srv)?:\/\//.test(settings.mongoUrl)) {
    problems.push('MONGO_URL 须以 mongodb:// 或 mongodb+srv:// 开头');
  }
  if (settings.mode === 'demo') return problems;
  if (settings.issuer?.startsWith('urn:proactive-discovery:demo')) problems.push('DISCOVERY_ISSUER 不能是演示签发方');
  if (!settings.key) problems.push('DISCOVERY_KEY 必须设置：32 字节的 base64 或十六进制');
  else if (new Set(settings.key).size < 8) problems.push('DISCOVERY_KEY 过于简单，请用随机生成的 32 字节');
  if (settings.jwksUrl === undefined) problems.push('DISCOVERY_JWKS_URL 必须设置');
  else if (
    !/^https:\/\//.test(settings.jwksUrl) &&
    !/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//.test(settings.jwksUrl)
  ) {
    problems.push('DISCOVERY_JWKS_URL 须为 https 地址(本机除外)');
  }
  if (settings.corsOrigins.includes('*')) problems.push('DISCOVERY_CORS_ORIGINS 不能为 *，请逐一列出');
  return problems;
}

function whole(
  text: string | undefined,
  standard: number,
  min: number,
  max: number,
  name: string,
  problems: string[],
): number {
  if (text === undefined) return standard;
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  problems.push(`${name} 须为 ${min} 到 ${max} 的整数`);
  return standard;
}

function levelOf(text: string | undefined, problems: string[]): Settings['logLevel'] {
  const level = LEVELS.find((candidate) => candidate === (text ?? 'info'));
  if (!level) problems.push(`DISCOVERY_LOG_LEVEL 须为 ${LEVELS.join('、')} 之一`);
  return level ?? 'info';
}

function keyOf(text: string | undefined, problems: string[]): Buffer | undefined {
  if (text === undefined) return undefined;
  const bytes = /^[0-9a-fA-F]{64}$/.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (bytes.length === 32) return bytes;
  problems.push('DISCOVERY_KEY 须为 32 字节的 base64 或十六进制');
  return undefined;
}

function nearest(name: string, known: readonly string[]): string {
  return known.reduce(
    (best, candidate) => (distance(name, candidate) < distance(name, best) ? candidate : best),
    known[0] ?? '',
  );
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
