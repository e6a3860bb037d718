import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '../../src/platform/event-store/event-store.port.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { LogWriter } from '../support/log-of.js';
import type { GivenFact } from '../support/recorded.js';
import { STREAM, cli, facts, folderWith, tamper } from '../support/shell.js';
import { tempFolder } from '../support/temp-folder.js';

const LOOKS = 'access-20260901-one';
/** Of the write-ahead file; see https://www.sqlite.org/fileformat2.html#walformat */
const FIRST_FRAME = 32;
const FRAME_HEADER = 24;

function look(type: string, recordedAt: string): GivenFact {
  return { type, stream: LOOKS, data: { operation: 'findRoster' }, metadata: { recordedAt } };
}

/** Lines without the speed, which no two machines share. */
async function verified(folder: string): Promise<readonly unknown[]> {
  const { code, answer, said } = await cli(folder, 'verify');
  return [code, ...answer.map((line) => line.replace(/每秒 \d+ 条/, '每秒若干条')), ...said];
}

describe('the second log beside the first', () => {
  async function folderWithLooks(...looks: readonly GivenFact[]): Promise<string> {
    const folder = await folderWith(facts);
    const store = await openSqliteEventStore({ file: join(folder, 'demo/access.sqlite') });
    await new LogWriter(store).write(...looks);
    await store.close();
    return folder;
  }

  test('is verified too', async () => {
    const folder = await folderWithLooks(
      look('SensitiveDataViewed', '2026-09-01T01:00:00.000Z'),
      look('AccessDenied', '2026-09-01T02:00:00.000Z'),
    );
    expect(await verified(folder)).toEqual([
      0,
      '事实日志 4 条事实，2 条流，每秒若干条，未发现问题',
      '查阅日志 2 条事实，1 条流，每秒若干条，未发现问题',
    ]);
  });

  test('is missed when it is not there', async () => {
    expect(await verified(await folderWith(facts))).toEqual([
      0,
      '事实日志 4 条事实，2 条流，每秒若干条，未发现问题',
      '没有查阅日志（access.sqlite）',
    ]);
  });

  test('is told of what was changed in it or is not known', async () => {
    const folder = await folderWithLooks(
      look('SensitiveDataViewed', '2026-09-01T01:00:00.000Z'),
      look('SensitiveDataSold', '2026-09-01T02:00:00.000Z'),
    );
    tamper(
      folder,
      `UPDATE events SET data = replace(data, 'findRoster', 'findNothing') WHERE position = 1`,
      'access.sqlite',
    );
    expect(await verified(folder)).toEqual([
      1,
      '事实日志 4 条事实，2 条流，每秒若干条，未发现问题',
      `${LOOKS}@0 位置 1：校验和不符，内容不是当初写入的`,
      `${LOOKS}@1 位置 2：本版本不认识的事实 SensitiveDataSold(v1)`,
      '查阅日志 2 条事实，1 条流，每秒若干条，发现 2 处问题',
    ]);
  });
});

describe('the log of a server that was killed', () => {
  let store: EventStore;
  let file: string;
  beforeEach(async () => {
    const { path } = await tempFolder();
    store = await openSqliteEventStore({ file: join(path, 'running/log.sqlite') });
    await new LogWriter(store).write(...facts);
    cpSync(join(path, 'running'), join(path, 'killed'), { recursive: true });
    file = join(path, 'killed/log.sqlite');
  });
  afterEach(() => store.close());

  test('is verified with what was not merged into it', async () => {
    const size = readFileSync(`${file}-wal`).length;
    expect(size).toBeGreaterThan(FIRST_FRAME);
    expect(await verified(join(file, '..'))).toEqual([
      0,
      `事实日志有 ${size} 字节尚未并入：服务器正在运行，或没有正常停止；其中的事实已一并核对`,
      '事实日志 4 条事实，2 条流，每秒若干条，未发现问题',
      '没有查阅日志（access.sqlite）',
    ]);
  });

  test('is not opened when acknowledged facts would vanish from it', async () => {
    const bytes = readFileSync(`${file}-wal`);
    const place = FIRST_FRAME + FRAME_HEADER + 100;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(`${file}-wal`, bytes);
    const [code, line] = await verified(join(file, '..'));
    expect([code, line]).toEqual([1, '事实日志文件：预写日志第 1 帧校验不符，其后还有已提交的事务']);
    expect(readFileSync(`${file}-wal`).equals(bytes)).toBe(true);
  });
});

describe('a log that cannot be read', () => {
  test.each([
    ['of a newer format', '的格式为第 99 版，本程序只认识到第 1 版，请使用较新的程序', 'UPDATE log SET format = 99'],
    ['without its tables', '已损坏（表结构不符：Error: no such table: log），请停止写入并从备份恢复', 'DROP TABLE log'],
  ])('because it is %s is refused in one line by every command', async (_, reason, sql) => {
    const folder = await folderWith(facts);
    tamper(folder, sql);
    const file = join(folder, 'demo/log.sqlite');
    for (const words of [['verify'], ['replay', STREAM], ['export', 'facts'], ['rebuild'], ['events', '--count']])
      expect(await cli('/nowhere', ...words, '--data', folder)).toEqual({
        code: 3,
        answer: [],
        said: [`事实日志 ${file} ${reason}`],
      });
  });
});
