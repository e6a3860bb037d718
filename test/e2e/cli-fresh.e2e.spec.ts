import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tempFolder } from '../support/temp-folder.js';

const { scripts } = JSON.parse(readFileSync(resolve(__dirname, '../../package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** The script `cli` in a folder of its own, with its three steps replaced by their names; what it prints. */
async function steps(times: { readonly source: number; readonly compiled?: number }): Promise<readonly string[]> {
  const { path } = await tempFolder();
  mkdirSync(join(path, 'src/deep'), { recursive: true });
  mkdirSync(join(path, 'dist'));
  writeFileSync(join(path, 'src/deep/one.ts'), '');
  if (times.compiled !== undefined) {
    writeFileSync(join(path, 'dist/main.js'), '');
    utimesSync(join(path, 'dist/main.js'), times.compiled, times.compiled);
  }
  for (const place of ['src/deep/one.ts', 'src/deep', 'src']) utimesSync(join(path, place), times.source, times.source);
  const script = (scripts['cli'] ?? '')
    .replace('npm run -s ensure', 'echo ensured')
    .replace('npm run -s build', 'echo built')
    .replace('node dist/cli/main.js', 'echo ran');
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: path, encoding: 'utf8' });
  return [...stdout.split('\n').slice(0, -1), ...stderr.split('\n').slice(0, -1)];
}

describe('npm run cli', () => {
  test('runs what was compiled after the last change', async () => {
    expect(await steps({ source: 1_000, compiled: 2_000 })).toEqual(['ensured', 'ran']);
  });

  test('compiles first what was changed since, and says so beside the answer', async () => {
    expect(await steps({ source: 2_000, compiled: 1_000 })).toEqual(['ensured', 'ran', '正在编译……', 'built']);
  });

  test('compiles first what never was', async () => {
    expect(await steps({ source: 1_000 })).toEqual(['ensured', 'ran', '正在编译……', 'built']);
  });
});
