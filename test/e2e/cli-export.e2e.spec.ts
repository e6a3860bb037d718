import { cli, facts, folderWith, told } from '../support/shell.js';
import type { GivenFact } from '../support/recorded.js';

const ELSEWHERE = '341881002';
const moved: GivenFact = told('HeadChanged', '2026-10-21T00:00:00.000Z', { townCode: ELSEWHERE });

/** Positions exported, in order; of each export the last line is its trailer. */
async function positions(folder: string, ...options: readonly string[]): Promise<readonly unknown[]> {
  const { answer } = await cli(folder, 'export', 'facts', ...options);
  return answer.slice(0, -1).map((line) => (JSON.parse(line) as { position: number }).position);
}

describe('an export of facts', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await folderWith([...facts, moved]);
  });

  test.each([
    ['everything', [], [1, 2, 3, 4, 5]],
    ['one stream', ['--stream', moved.stream], [1, 3, 4, 5]],
    ['one stream of a township', ['--stream', moved.stream, '--town', ELSEWHERE], [5]],
    ['one stream after a position', ['--stream', moved.stream, '--after', '3'], [4, 5]],
    ['one category', ['--category', 'person'], [2]],
    ['one township', ['--town', ELSEWHERE], [5]],
    ['a category of a township', ['--category', 'person', '--town', ELSEWHERE], []],
    ['what follows a position', ['--after', '3'], [4, 5]],
    ['from an instant on', ['--since', '2026-09-02T01:00:00.000Z'], [3, 4, 5]],
    ['before an instant', ['--until', '2026-09-02T01:00:00.000Z'], [1, 2]],
    ['between two', ['--since', '2026-09-01T09:00:01+08:00', '--until', '2026-10-20T09:00:00+08:00'], [2, 3]],
  ])('takes %s', async (_, options, expected) => {
    expect(await positions(folder, ...options)).toEqual(expected);
  });

  test.each([
    [['--after', '-1'], '取值无效：--after <位置>（用法见 --help）'],
    [['--since', '2026-13-01T00:00:00Z'], '取值无效：--since <时刻>（用法见 --help）'],
    [['--until'], '选项缺少取值：--until <时刻>（用法见 --help）'],
  ])('with %j is not understood, in one line', async (options, line) => {
    expect(await cli(folder, 'export', 'facts', ...options)).toEqual({ code: 2, answer: [], said: [line] });
  });

  test('can be read from a folder named instead of the settings', async () => {
    const { code, answer } = await cli('/nowhere', 'export', 'facts', '--data', folder);
    expect([code, answer.length]).toEqual([0, 6]);
  });
});
