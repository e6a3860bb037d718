import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projections } from '../../src/projections.js';
import type { GivenFact } from '../support/recorded.js';
import { refusedStart } from '../support/server-process.js';
import { STREAM, cli, cliWith, facts, folderWith, tamper, told } from '../support/shell.js';
import { tempFolder } from '../support/temp-folder.js';

describe('the command line on a log', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await folderWith(facts);
  });

  test('a sound log is verified without a complaint', async () => {
    const { code, answer, said } = await cli(folder, 'verify', '--json');
    expect([code, answer.length, said]).toEqual([0, 1, []]);
    expect(JSON.parse(answer[0] ?? '')).toEqual({
      facts: 4,
      streams: 2,
      factsPerSecond: expect.any(Number),
      unmergedBytes: 0,
      violations: [],
    });
  });

  test('a stream is told as numbered sentences with both clocks, the author and the late mark', async () => {
    expect(await cli(folder, 'replay', STREAM, '--from', '1')).toEqual({
      code: 0,
      answer: [
        '1. 自 2026-09-01 起列入重点人群花名册，类别：低保边缘家庭，致困原因：重病（发生 2026-09-02T01:00:00.000Z，记录 2026-09-02T01:00:00.000Z，OFFICER officer-1）',
        '2. 巡查走访 00000000，见到 1 人（发生 2026-09-10T01:00:00.000Z，记录 2026-10-20T01:00:00.000Z【补录】，OFFICER officer-1）',
      ],
      said: [],
    });
  });

  test('a stream as of an instant ends with what was recorded by then', async () => {
    const { answer } = await cli(folder, 'replay', STREAM, '--as-of', '2026-09-02T09:00:00+08:00', '--json');
    expect(answer.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
      'HouseholdRegistered',
      'HouseholdListedAsKey',
    ]);
  });

  test('facts are exported as stored, with a trailer over the lines before it', async () => {
    const { code, answer } = await cli(
      folder,
      'export',
      'facts',
      '--category',
      'household',
      '--since',
      '2026-09-02T00:00:00Z',
    );
    const lines = answer.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(lines.slice(0, -1).map(({ position, data }) => ({ position, data }))).toEqual([
      { position: 3, data: facts[2]?.data },
      { position: 4, data: facts[3]?.data },
    ]);
    const before = answer.slice(0, -1).map((line) => `${line}\n`);
    expect(lines.at(-1)).toEqual({
      trailer: { count: 2, sha256: createHash('sha256').update(before.join('')).digest('hex') },
    });
  });

  test('an export into a file leaves the whole file and nothing beside it', async () => {
    const { path } = await tempFolder();
    const out = join(path, 'facts.ndjson');
    const { answer } = await cli(folder, 'export', 'facts');
    expect(await cli(folder, 'export', 'facts', '--out', out)).toEqual({ code: 0, answer: [], said: [] });
    expect(readFileSync(out, 'utf8').split('\n').slice(0, -1)).toEqual(answer);
    expect(readdirSync(path)).toEqual(['facts.ndjson']);
    const again = await cli(folder, 'export', 'facts', '--out', out);
    expect(again).toEqual({ code: 3, answer: [], said: [`输出文件 ${out} 已存在`] });
  });

  test('a view is exported as the log gives it', async () => {
    const { code, answer } = await cli(folder, 'export', 'view', 'roster');
    expect([code, answer.length]).toEqual([0, 2]);
    expect(JSON.parse(answer[0] ?? '')).toMatchObject({ state: 'LISTED', position: 3 });
  });

  test('every view comes out the same whole and in small repeated batches', async () => {
    const { code, answer } = await cli(folder, 'rebuild', '--json');
    const { views } = JSON.parse(answer[0] ?? '') as { views: { name: string; problem?: string }[] };
    expect([code, views.map(({ name, problem }) => [name, problem])]).toEqual([
      0,
      projections.map(({ name }) => [name, undefined]),
    ]);
  });

  test('a read store the server would not start on is not rebuilt either, and nothing is looked at before', async () => {
    const env = { DISCOVERY_DATA_DIR: folder, MONGO_URL: 'mongodb://app:changeme@127.0.0.1:1/?w=1' };
    expect(await cliWith(env, 'rebuild')).toEqual({
      code: 2,
      answer: [],
      said: [
        'MONGO_URL 的 w 须为 majority，否则已确认的写入会丢失；请改正或去掉该参数；MONGO_URL 的口令是众所周知的默认口令，请更换',
      ],
    });
  });

  test('the catalogue counts what the log holds', async () => {
    const { answer } = await cli(folder, 'events', '--count', '--json');
    const counted = (JSON.parse(answer[0] ?? '') as { type: string; count: number }[]).filter(({ count }) => count > 0);
    expect(counted.map(({ type, count }) => [type, count])).toEqual([
      ['HouseholdRegistered', 1],
      ['HouseholdListedAsKey', 1],
      ['PatrolVisitRecorded', 1],
      ['PersonReserved', 1],
    ]);
  });

  test.each([
    [['nothing'], '没有这个命令：nothing（用法见 --help）'],
    [['replay'], '缺少参数：流（用法见 --help）'],
    [['verify', '--loud'], '没有这个选项：--loud（用法见 --help）'],
    [['replay', STREAM, '--as-of', '昨天'], '取值无效：--as-of <时刻>（用法见 --help）'],
    [['replay', 'household-unknown'], '日志中没有流 household-unknown'],
    [['export', 'view', 'rooster'], `没有视图 rooster，可选：${projections.map(({ name }) => name).join('、')}`],
  ])('%j is not understood, in one line', async (words, line) => {
    expect(await cli(folder, ...words)).toEqual({ code: 2, answer: [], said: [line] });
  });

  test('a folder without a log cannot be opened', async () => {
    const { path } = await tempFolder();
    const places = [join(path, 'demo/log.sqlite'), join(path, 'log.sqlite')].join('、');
    expect(await cli(path, 'verify')).toEqual({ code: 3, answer: [], said: [`找不到事实日志：${places}`] });
  });
});

describe('a log that is not what was written', () => {
  /** The lines of violations, without the two closing ones. */
  async function violations(given: readonly GivenFact[], sql?: string): Promise<readonly unknown[]> {
    const folder = await folderWith(given);
    if (sql !== undefined) tamper(folder, sql);
    const { code, answer } = await cli(folder, 'verify');
    return [code, ...answer.slice(0, -2)];
  }

  test('a changed payload is named by its place', async () => {
    const lines = await violations(facts, `UPDATE events SET data = replace(data, 'HOME', 'PHONE') WHERE position = 4`);
    expect(lines).toEqual([1, `${STREAM}@2 位置 4：校验和不符，内容不是当初写入的`]);
  });

  test('a fact taken out is missed in the log and in its stream', async () => {
    expect(await violations(facts, 'DELETE FROM events WHERE position = 3')).toEqual([
      1,
      `${STREAM}@2 位置 4：之前缺失位置 3 至 3`,
      `${STREAM}@2 位置 4：之前缺失版次 1 至 1`,
    ]);
  });

  test('a clock that ran backwards is named', async () => {
    const early = told('HouseholdRegistered', '2026-08-01T00:00:00.000Z');
    expect(await violations([...facts.slice(1, 2), early])).toEqual([
      1,
      `${STREAM}@0 位置 2：记录时间 2026-08-01T00:00:00.000Z 早于前一条的 2026-09-01T01:00:01.000Z`,
    ]);
  });

  test('a type and a version of a newer release are named', async () => {
    const newer = { ...told('HeadChanged', '2026-10-21T00:00:00.000Z'), type: 'HouseholdMovedToMars' };
    const next = told('HeadChanged', '2026-10-22T00:00:00.000Z', { schemaVersion: '2' });
    expect(await violations([...facts, newer, next])).toEqual([
      1,
      `${STREAM}@3 位置 5：本版本不认识的事实 HouseholdMovedToMars(v1)`,
      `${STREAM}@4 位置 6：本版本不认识 HeadChanged 的第 2 版`,
    ]);
  });

  test('a stream that cannot be remembered is named, without its payload', async () => {
    const broken = { ...told('MemberAdded', '2026-10-21T00:00:00.000Z'), data: { on: '2026-10-01' } };
    const [code, line] = await violations([...facts, broken]);
    expect([code, String(line).replace(/TypeError at .*/, 'TypeError')]).toEqual([
      1,
      `${STREAM}@3 位置 5：折叠出错：TypeError`,
    ]);
  });
});

describe('F62 a log of a newer release', () => {
  test.each([
    ['type', { type: 'HouseholdMovedToMars' }, 'HouseholdMovedToMars(v1)'],
    ['version', { metadata: { recordedAt: '2026-10-21T00:00:00.000Z', schemaVersion: '2' } }, 'HeadChanged(v2)'],
    [
      'version of a type that has several',
      { type: 'MonthlyVisitExcused', metadata: { recordedAt: '2026-10-21T00:00:00.000Z', schemaVersion: '3' } },
      'MonthlyVisitExcused(v3)',
    ],
  ])(
    'an unknown %s refuses the start in one line and leaves the log as it was',
    async (_, change, name) => {
      const folder = await folderWith([...facts, { ...told('HeadChanged', '2026-10-21T00:00:00.000Z'), ...change }]);
      const file = join(folder, 'demo/log.sqlite');
      const before = readFileSync(file);
      const { code, output } = await refusedStart({ folder, port: 0 });
      expect([code, output]).toEqual([
        1,
        `启动失败：日志位置 5（${STREAM}@3）是本版本不认识的事实 ${name}，请用更新的版本启动\n`,
      ]);
      expect(readFileSync(file).equals(before)).toBe(true);
    },
    60_000,
  );
});
