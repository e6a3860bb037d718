import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Settings } from './settings.js';
import { SettingsError, isShared, readSettings, settingsTable } from './settings.js';

/** As random as a key, and the same in every run. */
const KEY = createHash('sha256').update('key of a test').digest();
const HEX = KEY.toString('hex');

const configured = {
  DISCOVERY_ISSUER: 'https://id.example.gov.cn',
  DISCOVERY_JWKS_URL: 'https://id.example.gov.cn/jwks.json',
  DISCOVERY_KEY: KEY.toString('base64'),
};

function problems(env: Record<string, string | undefined>): readonly string[] {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings of a demo', () => {
  test('nothing set is a demo in a data folder of its own, reachable only from this machine', () => {
    expect(readSettings({ PATH: '/usr/bin', HOME: '/root' })).toEqual<Settings>({
      mode: 'demo',
      role: 'all',
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      dataFolder: join('data', 'demo'),
      mongoUrl: undefined,
      issuer: undefined,
      audience: 'proactive-discovery',
      jwksUrl: undefined,
      tokenType: 'at+jwt',
      key: undefined,
      logLevel: 'info',
      demoSeed: 20_260_901,
      evidenceMaxBytes: 20_971_520,
      corsOrigins: [],
      requestsAtOnce: 96,
      requestsWaiting: 256,
    });
  });

  test('a blank value counts as not set', () => {
    expect(readSettings({ DISCOVERY_PORT: '', DISCOVERY_ISSUER: '  ', ESDB_URL: '' }).mode).toBe('demo');
  });

  test('whoever sets part of a real deployment does not get an open demo by leaving out the issuer', () => {
    const { DISCOVERY_ISSUER: _, ...rest } = configured;
    expect(problems({ ...rest, DISCOVERY_AUDIENCE: 'city' })).toEqual([
      '设了 DISCOVERY_AUDIENCE 却没有 DISCOVERY_ISSUER：正式部署须设签发方，演示须去掉该设置',
      '设了 DISCOVERY_JWKS_URL 却没有 DISCOVERY_ISSUER：正式部署须设签发方，演示须去掉该设置',
      '设了 DISCOVERY_KEY 却没有 DISCOVERY_ISSUER：正式部署须设签发方，演示须去掉该设置',
    ]);
  });
});

describe('settings of a deployment', () => {
  test('issuer, key address and key make one', () => {
    const settings = readSettings({
      ...configured,
      DISCOVERY_DATA_DIR: '/var/lib/discovery',
      DISCOVERY_HOST: '0.0.0.0',
      DISCOVERY_PUBLIC_URL: 'https://discovery.example.gov.cn/',
      DISCOVERY_TOKEN_TYPE: 'JWT',
      DISCOVERY_CORS_ORIGINS: 'https://a.example.gov.cn, https://b.example.gov.cn:8443',
      MONGO_URL: 'mongodb+srv://db.example',
    });
    expect(settings).toMatchObject({
      mode: 'configured',
      dataFolder: '/var/lib/discovery',
      host: '0.0.0.0',
      publicUrl: 'https://discovery.example.gov.cn',
      tokenType: 'JWT',
      corsOrigins: ['https://a.example.gov.cn', 'https://b.example.gov.cn:8443'],
    });
    expect(settings.key?.equals(KEY)).toBe(true);
  });

  test('the key may be written in hexadecimal or base64, with or without its closing sign', () => {
    for (const text of [HEX, HEX.toUpperCase(), KEY.toString('base64'), KEY.toString('base64url')]) {
      expect(readSettings({ ...configured, DISCOVERY_KEY: text }).key?.equals(KEY)).toBe(true);
    }
  });

  test('key and key address are demanded, each in one line', () => {
    expect(problems({ DISCOVERY_ISSUER: 'https://id.example.gov.cn' })).toEqual([
      'DISCOVERY_KEY 必须设置：32 字节的 base64 或十六进制',
      'DISCOVERY_JWKS_URL 必须设置：签发方的公钥地址',
    ]);
  });

  test('a key of another length or with strange signs is refused, and never repeated in the message', () => {
    for (const text of [HEX.slice(2), `${HEX}00`, `${KEY.toString('base64').slice(0, 40)}!!!=`, 'secret-of-the-city']) {
      const found = problems({ ...configured, DISCOVERY_KEY: text });
      expect(found).toEqual(['DISCOVERY_KEY 须为 32 字节的 base64 或十六进制']);
    }
  });

  test('zeros, repetitions, sequences and typed pass phrases are no keys', () => {
    const ascending = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    const phrase = Buffer.from('correct horse battery staple 123');
    for (const bytes of [Buffer.alloc(32), Buffer.alloc(32, 0xa5), Buffer.from('0123'.repeat(8)), ascending, phrase]) {
      expect(problems({ ...configured, DISCOVERY_KEY: bytes.toString('base64') })).toEqual([
        'DISCOVERY_KEY 过于简单，请用随机生成的 32 字节(openssl rand -base64 32)',
      ]);
    }
  });

  test('the demo’s issuer, data folder and seed are refused', () => {
    expect(
      problems({
        ...configured,
        DISCOVERY_ISSUER: 'urn:proactive-discovery:demo',
        DISCOVERY_DEMO_SEED: '1',
        DISCOVERY_DATA_DIR: 'data/demo/',
      }),
    ).toEqual([
      'DISCOVERY_ISSUER 不能是演示签发方',
      'DISCOVERY_DATA_DIR 不能是演示的数据文件夹 demo',
      'DISCOVERY_DEMO_SEED 只用于演示，请去掉该设置',
    ]);
  });

  test('keys are not fetched over an open line, except within the machine', () => {
    const refused = [
      'http://id.example.gov.cn/jwks',
      'ftp://id.example.gov.cn',
      'id.example.gov.cn/jwks',
      'http://127.0.0.1.example.cn/',
      'https://user:word@id.example.gov.cn/',
    ];
    const accepted = [
      'http://127.0.0.1:8080/jwks',
      'http://localhost/jwks',
      'http://[::1]:9000',
      'https://10.0.0.1/jwks',
    ];
    const found = [...refused, ...accepted].map((url) => problems({ ...configured, DISCOVERY_JWKS_URL: url }).length);
    expect(found).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0]);
  });

  test('an address of the read store that takes back the promise of a write is refused, option by option', () => {
    const found = (options: string): readonly string[] =>
      problems({ ...configured, MONGO_URL: `mongodb://a:27017,b:27017/?replicaSet=rs0&${options}` });
    const lost = '，否则已确认的写入会丢失；请改正或去掉该参数';
    expect(found('w=0')).toEqual([`MONGO_URL 的 w 须为 majority${lost}`]);
    expect(found('W=1&journal=false')).toEqual([
      `MONGO_URL 的 W 须为 majority${lost}`,
      `MONGO_URL 的 journal 须为 true${lost}`,
    ]);
    expect(found('w=2&j=0')).toEqual([`MONGO_URL 的 w 须为 majority${lost}`, `MONGO_URL 的 j 须为 true${lost}`]);
    expect(found('readConcernLevel=local&retryWrites=false')).toEqual([
      `MONGO_URL 的 readConcernLevel 须为 majority${lost}`,
      `MONGO_URL 的 retryWrites 须为 true${lost}`,
    ]);
    expect(found('w=majority&journal=true&readConcernLevel=majority&retryWrites=true&tls=true')).toEqual([]);
    expect(problems({ MONGO_URL: 'mongodb://127.0.0.1/?w=1' })).toEqual([`MONGO_URL 的 w 须为 majority${lost}`]);
  });

  test('a password everybody knows is refused, and never repeated in the message', () => {
    const found = ['changeme', 'Password', 'ex&ample'].map((word) =>
      problems({ ...configured, MONGO_URL: `mongodb://app:${word}@db.example.gov.cn/` }),
    );
    expect(found).toEqual([
      ['MONGO_URL 的口令是众所周知的默认口令，请更换'],
      ['MONGO_URL 的口令是众所周知的默认口令，请更换'],
      [],
    ]);
  });

  test('browser origins are named one by one', () => {
    expect(problems({ ...configured, DISCOVERY_CORS_ORIGINS: 'https://a.gov.cn,*' })).toEqual([
      'DISCOVERY_CORS_ORIGINS 不能含 *，请逐一列出来源',
    ]);
    for (const origin of ['null', 'https://a.gov.cn/', 'https://a.gov.cn/path', 'a.gov.cn']) {
      expect(problems({ ...configured, DISCOVERY_CORS_ORIGINS: origin })).toEqual([
        'DISCOVERY_CORS_ORIGINS 须为来源，形如 https://example.gov.cn，不带路径和末尾斜杠',
      ]);
    }
  });
});

describe('settings in general', () => {
  test('an unknown name is refused, and the nearest known one suggested', () => {
    expect(problems({ DISCOVERY_PROT: '1', DISCOVERY_LOGLEVEL: 'info', discovery_host: '::1' })).toEqual([
      '不认识的设置 DISCOVERY_PROT，是否指 DISCOVERY_PORT？',
      '不认识的设置 DISCOVERY_LOGLEVEL，是否指 DISCOVERY_LOG_LEVEL？',
      '不认识的设置 discovery_host，是否指 DISCOVERY_HOST？',
    ]);
  });

  test('every problem is told at once, each on one line', () => {
    const found = problems({
      ...configured,
      ESDB_URL: 'http://localhost:2113',
      MONGO_URL: 'postgres://db',
      ROLE: 'projector',
      DISCOVERY_PORT: '70000',
      DISCOVERY_HOST: 'not a host',
      DISCOVERY_PUBLIC_URL: 'http://discovery.example.gov.cn',
      DISCOVERY_LOG_LEVEL: 'loud',
      DISCOVERY_TOKEN_TYPE: 'jws',
      DISCOVERY_EVIDENCE_MAX_BYTES: '1e9',
    });
    expect(found).toEqual([
      'DISCOVERY_PORT 须为 0 到 65535 的整数',
      'DISCOVERY_HOST 须为 IP 地址或主机名',
      'DISCOVERY_PUBLIC_URL 须为 https 地址(本机可用 http)，不含参数',
      'ESDB_URL 须以 esdb:// 或 esdb+discover:// 开头',
      'MONGO_URL 须以 mongodb:// 或 mongodb+srv:// 开头',
      'DISCOVERY_TOKEN_TYPE 须为 at+jwt、JWT 之一',
      'DISCOVERY_LOG_LEVEL 须为 info、fatal、error、warn、debug、silent 之一',
      'DISCOVERY_EVIDENCE_MAX_BYTES 须为 1024 到 2147483648 的整数',
    ]);
    expect(problems({ ROLE: 'worker' })).toEqual(['ROLE 须为 api、projector、all 之一']);
  });

  test('work is divided among processes only where log and read store are on servers', () => {
    const servers = { ESDB_URL: 'esdb://127.0.0.1:2113', MONGO_URL: 'mongodb://127.0.0.1' };
    const alone = (role: string) => [
      `ROLE=${role} 须同时设 ESDB_URL 和 MONGO_URL；内嵌的日志或读库只归一个进程，请用 all`,
    ];
    expect(problems({ ROLE: 'api' })).toEqual(alone('api'));
    expect(problems({ ...configured, ROLE: 'api', ESDB_URL: servers.ESDB_URL })).toEqual(alone('api'));
    expect(problems({ ...configured, ROLE: 'projector', MONGO_URL: servers.MONGO_URL })).toEqual(alone('projector'));
    const roles = ['api', 'projector', 'all', undefined];
    expect(roles.map((role) => readSettings({ ...configured, ...servers, ROLE: role }).role)).toEqual([
      'api',
      'projector',
      'all',
      'all',
    ]);
    expect(
      [servers, { ...servers, MONGO_URL: undefined }, {}].map((env) =>
        isShared(readSettings({ ...configured, ...env })),
      ),
    ).toEqual([true, false, false]);
  });

  test('a log on a server is named by its connection string, and no demo is played into it', () => {
    const url = 'esdb+discover://cluster.example:2113';
    expect(readSettings({ ...configured, ESDB_URL: url }).esdbUrl).toBe(url);
    expect(readSettings({ ESDB_URL: url, DISCOVERY_DEMO_SEED: '0' }).esdbUrl).toBe(url);
    expect(problems({ ESDB_URL: url })).toEqual([
      '演示数据不写入 EventStoreDB：请去掉 ESDB_URL，或设 DISCOVERY_DEMO_SEED=0',
    ]);
  });

  test('the table names every setting once, with default and meaning', () => {
    const names = settingsTable.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(settingsTable.filter(([, standard, meaning]) => standard === '' || meaning === '')).toEqual([]);
  });

  test('each name of the table is understood', () => {
    const good: Record<string, string> = { ...configured, MONGO_URL: 'mongodb://127.0.0.1', ROLE: 'all' };
    const unknown = settingsTable
      .map(([name]) => name)
      .filter((name) => problems({ ...good, [name]: good[name] ?? 'x' }).some((line) => line.startsWith('不认识')));
    expect(unknown).toEqual([]);
  });

  test('the defaults of the table are those in force', () => {
    const table = Object.fromEntries(settingsTable.map(([name, standard]) => [name, standard]));
    const settings = readSettings({});
    expect([
      table['DISCOVERY_PORT'],
      table['DISCOVERY_HOST'],
      table['DISCOVERY_AUDIENCE'],
      table['DISCOVERY_TOKEN_TYPE'],
      table['DISCOVERY_LOG_LEVEL'],
      table['DISCOVERY_DEMO_SEED'],
      table['DISCOVERY_EVIDENCE_MAX_BYTES'],
    ]).toEqual([
      String(settings.port),
      settings.host,
      settings.audience,
      settings.tokenType,
      settings.logLevel,
      String(settings.demoSeed),
      String(settings.evidenceMaxBytes),
    ]);
  });
});
