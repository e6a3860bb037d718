import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import type { Recorded } from '../../src/platform/fact.js';
import { projections } from '../../src/projections.js';
import { tempFolder } from '../support/temp-folder.js';

const ROOT = resolve(__dirname, '../..');
const GOLDEN = join(ROOT, 'test/golden/logs');
const PAGE = readFileSync(join(ROOT, 'OPERATIONS.md'), 'utf8');
const commands = [...PAGE.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '').join('');
const PLACES = 'export DISCOVERY_DATA_DIR=data BACKUP=/var/backups/discovery/$(date +%F)\n';

const facts = readFileSync(join(GOLDEN, 'first-release.ndjson'), 'utf8')
  .split('\n')
  .slice(0, -2)
  .map((line) => JSON.parse(line) as Recorded);

/** The data folder of the first release's two families. */
async function dataFolder(): Promise<string> {
  const data = join((await tempFolder()).path, 'data');
  mkdirSync(data);
  for (const name of ['keys.sqlite', 'demo.key']) copyFileSync(join(GOLDEN, `first-release.${name}`), join(data, name));
  const store = await openSqliteEventStore({ file: join(data, 'log.sqlite') });
  for (const { stream, revision, id, type, data: told, metadata } of facts) {
    await store.append(stream, revision === 0 ? 'none' : revision - 1, [{ id, type, data: told, metadata }]);
  }
  await store.close();
  await (await openSqliteEventStore({ file: join(data, 'access.sqlite') })).close();
  return data;
}

test('every command of the operations page does what the page says, word for word but for the places', async () => {
  expect(commands.startsWith(PLACES)).toBe(true);
  const data = await dataFolder();
  const places = `export DISCOVERY_DATA_DIR=${data} BACKUP=${data}-backup\n`;
  const script = commands.replace(PLACES, places);
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd: ROOT });
  const count = `${facts.length} 条事实`;
  const lines = stdout.split('\n');
  expect(lines.map((line) => line.replace(/，每秒 \d+ 条|SHA-256 [0-9a-f]{64}|^\S+ +\d+ 份 .*/g, '…'))).toEqual([
    expect.stringMatching(new RegExp(`^恢复演练通过：${count}，\\d+ 个对象.*，${projections.length} 个视图可重建$`)),
    expect.stringMatching(new RegExp(`^事实日志 ${count}，\\d+ 条流…，未发现问题$`)),
    '查阅日志 0 条事实，0 条流…，未发现问题',
    ...projections.map(() => '…'),
    `${count}…，两次重建一致`,
    `已导出 ${count}，…`,
    expect.stringMatching(new RegExp(`^${count}，\\d+ 条流，…，未发现问题，与日志一致$`)),
    `日志现有 ${count}，其中 0 条原已在内，与文件一致，…`,
    expect.stringMatching(/^主密钥已更换，重新包裹 \d+ 把密钥$/),
    expect.stringMatching(
      /^核对通过：\d+ 个对象的密封内容能打开\(已删除 0\)，.*，按姓名查得 3 人，按身份证号查得 3 人$/,
    ),
    '',
  ]);
}, 600_000);
