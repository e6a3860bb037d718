import { transformFile } from '@swc/core';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const platform = resolve(__dirname, '../../src/platform');

/**
 * Compiles what the log's worker threads are made of into a folder, as the build does: a thread loads files by itself and
 * knows nothing of the test runner's transform. Answers with the folder of the compiled event store.
 */
export async function compileLogWorkers(folder: string): Promise<string> {
  const names = await readdir(join(platform, 'event-store'));
  const sources = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  for (const source of [...sources.map((name) => join('event-store', name)), 'sqlite/database-sync.ts', 'fact.ts']) {
    const { code } = await transformFile(join(platform, source), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    const target = join(folder, source.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }');
  await symlink(resolve(__dirname, '../../node_modules'), join(folder, 'node_modules'));
  return join(folder, 'event-store');
}
