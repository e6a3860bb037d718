import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tempFolder } from '../support/temp-folder.js';

const ROOT = resolve(__dirname, '../..');
const GOLDEN = 'test/golden';

/** What `generate --check` says in a folder whose generated files were changed like this. */
async function checked(change: (golden: string) => void): Promise<readonly unknown[]> {
  const { path } = await tempFolder();
  cpSync(join(ROOT, GOLDEN), join(path, GOLDEN), { recursive: true });
  change(join(path, GOLDEN));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'dist/generate.js'), '--check'], {
    cwd: path,
    encoding: 'utf8',
  });
  return [status, stdout, ...stderr.split('\n').slice(0, -1)];
}

describe('the check of the generated files', () => {
  test('says nothing when they are what the code makes', async () => {
    expect(await checked(() => undefined)).toEqual([0, '']);
  }, 180_000);

  test('names the ones that are not', async () => {
    const answer = await checked((golden) => {
      writeFileSync(join(golden, 'openapi.json'), '{}\n');
      rmSync(join(golden, 'catalogue.json'));
    });
    expect(answer).toEqual([
      1,
      '',
      'test/golden/openapi.json 与代码不一致，请运行 npm run generate',
      'test/golden/catalogue.json 与代码不一致，请运行 npm run generate',
    ]);
  }, 180_000);

  test('refuses a stored sample that was changed, taken away, or has no type any more', async () => {
    const answer = await checked((golden) => {
      const file = join(golden, 'events/HouseholdDelisted.v1.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{ '));
      rmSync(join(golden, 'events/HeadChanged.v1.json'));
      writeFileSync(join(golden, 'events/Retired.v1.json'), '{}\n');
    });
    expect(answer).toEqual([
      1,
      '',
      'test/golden/events/HeadChanged.v1.json 缺失，请恢复；新的事实类型请运行 npm run generate',
      'test/golden/events/HouseholdDelisted.v1.json 不可更改：已写入日志的事实须永远可读，请改用新的版次',
      'test/golden/events/Retired.v1.json 不再有对应的类型：已写入日志的事实须永远可读',
    ]);
  }, 180_000);
});
