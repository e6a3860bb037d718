import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { roles } from '../../src/platform/auth/caller.js';
import { freePort, refusedStart, startServer } from '../support/server-process.js';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('fits on the promised page and names every command', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(151);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...README.matchAll(/^npm (?:run )?(\w+) /gm)].map(([, name]) => name ?? '');
    expect(named).toEqual(['start', 'test', 'cli', 'campaign', 'bench']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...named, 'generate']));
    expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toMatch(/\nnpm test\n$/);
  });

  it('names every role a token may carry', () => {
    const said = /one `role`: ([^;]*);/.exec(README)?.[1] ?? '';
    expect([...said.matchAll(/`(\w+)`/g)].map(([, role]) => role)).toEqual(roles.filter((role) => role !== 'SYSTEM'));
  });

  it.each(['cli', 'campaign', 'bench'])('has a command %s that says what it can do', async (name) => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    // The last step of the script: installing and building have been done by whoever runs the tests.
    const program = scripts[name]?.split('&&').at(-1)?.trim() ?? '';
    expect(README).toContain(`npm run ${name} -- --help`);
    const { stdout } = await run('bash', ['-c', `${program} --help`], { cwd: ROOT });
    expect(stdout.split('\n')[0]).toContain(`npm run ${name} -- `);
  });

  it('has a session from token to spreadsheet that works word for word, but for the port', async () => {
    const port = await freePort();
    const server = await startServer({ folder, port });
    const session = /## From a token[\s\S]*?```sh\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', session.replaceAll(':3000', `:${port}`)], {
      cwd: folder,
    });
    const answers = stdout
      .trim()
      .split(/(?<=\})(?=\{)/)
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(answers.map((answer) => Object.keys(answer).sort()[0])).toEqual([
      'position',
      'rows',
      'address',
      'rows',
      'rows',
    ]);
    const [, roster, page, calendar, trail] = answers as {
      rows: Record<string, unknown>[];
      members?: Record<string, unknown>[];
    }[];
    expect(roster?.rows.map(({ headName, phone, state }) => [headName, phone, state])).toEqual([
      ['欧阳建国', '199****1234', 'LISTED'],
    ]);
    expect(page?.rows.map(({ kind, needs }) => [kind, needs])).toEqual([['visit', ['MEDICAL']]]);
    expect(calendar?.rows.map(({ visits }) => (visits as unknown[]).length)).toEqual([1]);
    expect(trail?.rows.map(({ type }) => type)).toEqual([
      'PatrolVisitRecorded',
      'HouseholdListedAsKey',
      'HouseholdRegistered',
    ]);
    expect(readFileSync(join(folder, 'roster.xlsx')).subarray(0, 2).toString()).toBe('PK');
    expect(await server.interrupt()).toBe(0);
  }, 600_000);
});

describe('a start that cannot be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'refused-'));
  const refusal = async (env: Record<string, string>, home = folder) => {
    const { code, output } = await refusedStart({ folder: home, port: 0, env });
    return {
      code,
      lines: output
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('启动失败：')),
    };
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names an unknown setting and its nearest neighbour', async () => {
    const { code, lines } = await refusal({ DISCOVERY_PROT: '1' });
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('DISCOVERY_PORT');
  });

  it('names a data folder that cannot be made', async () => {
    const inTheWay = join(folder, 'a-file');
    writeFileSync(inTheWay, '');
    const { code, lines } = await refusal({ DISCOVERY_DATA_DIR: inTheWay });
    expect([code, lines]).toEqual([
      1,
      [`启动失败：数据文件夹 ${join(inTheWay, 'demo')} 不能建立或写入，请检查路径与权限`],
    ]);
  });

  it('names a damaged log', async () => {
    const home = join(folder, 'damaged');
    mkdirSync(join(home, 'demo'), { recursive: true });
    writeFileSync(
      join(home, 'demo/log.sqlite'),
      'this is no database, and it is long enough to be looked at as one'.repeat(80),
    );
    const { code, lines } = await refusal({}, home);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('log.sqlite');
  });

  it('names a log that another process owns', async () => {
    const home = join(folder, 'owned');
    mkdirSync(home);
    const owner = await startServer({ folder: home, port: await freePort() });
    const { code, lines } = await refusal({}, home);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(await owner.interrupt()).toBe(0);
  }, 180_000);

  it('names a key that is not the one the keys were wrapped with', async () => {
    const home = join(folder, 'key');
    mkdirSync(home);
    const owner = await startServer({ folder: home, port: await freePort() });
    expect(await owner.interrupt()).toBe(0);
    writeFileSync(join(home, 'demo/demo.key'), `${'7f'.repeat(31)}01\n`);
    const { code, lines } = await refusal({}, home);
    expect([code, lines.length]).toEqual([1, 1]);
  }, 180_000);

  it('names a port that is taken', async () => {
    const home = join(folder, 'port');
    mkdirSync(home);
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { code, lines } = await refusal({ DISCOVERY_PORT: String((taken.address() as AddressInfo).port) }, home);
    taken.close();
    expect([code, lines.length]).toEqual([1, 1]);
  }, 180_000);
});

describe('the options of a start', () => {
  const MAIN = resolve(__dirname, '../../dist/main.js');

  it('are explained on request', async () => {
    const { stdout } = await run(process.execPath, [MAIN, '--help']);
    expect(stdout.split('\n').map((line) => line.trim().split(' ', 1)[0])).toEqual([
      '用法：npm',
      '--small',
      '--help',
      '设置用环境变量，见',
      '',
    ]);
  });

  it('are refused in one line with exit code 2 when nobody knows them', async () => {
    await expect(run(process.execPath, [MAIN, '--smal'])).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: '启动失败：不认识选项 --smal，可用的选项见 npm start -- --help\n',
    });
  });
});
