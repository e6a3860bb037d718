import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const ROOM = join(ROOT, 'src/platform/eventstoredb');

/** Where the sentences of a row's last column stand. */
const SPECS: Readonly<Record<string, string>> = {
  appends: 'test/contract/eventstoredb-appends.int.spec.ts',
  subscriptions: 'test/contract/eventstoredb-subscriptions.int.spec.ts',
  start: 'test/contract/eventstoredb-start.int.spec.ts',
  connection: 'src/platform/eventstoredb/connection.spec.ts',
  'page-of': 'src/platform/eventstoredb/page-of.spec.ts',
  import: 'test/e2e/cli-log-server.e2e.spec.ts',
  assumptions: 'test/support/eventstoredb-double/assumptions.ts',
};

interface Row {
  readonly guard: string;
  readonly files: readonly string[];
  readonly spec: string;
  readonly sentence: string;
}

const rows: readonly Row[] = readFileSync(join(ROOM, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| G\d/.test(line))
  .map((line) => {
    const [guard = '', , places = '', shown = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim());
    const [spec = '', ...sentence] = shown.split(': ');
    const files = [...places.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    return { guard, files, spec, sentence: sentence.join(': ') };
  });

it('the table has every guard once', () => {
  expect(rows.map(({ guard }) => guard.split(' ')[0])).toEqual(Array.from({ length: 22 }, (_, n) => `G${n + 1}`));
});

it.each(rows)('$guard: the test it names is there, and so are its files', ({ files, spec, sentence }) => {
  expect(readFileSync(join(ROOT, SPECS[spec] ?? 'no such spec'), 'utf8')).toContain(`'${sentence}'`);
  for (const file of files) {
    const there = [join(ROOM, file), join(ROOT, 'src/platform/event-store', file)].some((path) => existsSync(path));
    expect([file, there]).toEqual([file, true]);
  }
});
