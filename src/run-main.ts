import type { ScriptName } from './demo/demo-script.js';
import { SystemClock } from './platform/clock/system.clock.js';
import { createLogger } from './platform/logging/logger.js';
import { prepareDataFolder } from './platform/settings/data-folder.js';
import type { Settings } from './platform/settings/settings.js';
import { SettingsError, readSettings } from './platform/settings/settings.js';
import { startSystem } from './system.js';
import type { System } from './system.js';

const STOP_WITHIN_MS = 10_000;
/** At Node's own 511 a crowd of new connections loses some, which the system's network tries again after seconds. */
const CONNECTIONS_TO_COME = 4096;

const USAGE = `用法：npm start -- [选项]
  --small  演示一个月、四个乡镇的数据；不加时演示宁国市一整年
  --help   显示本说明
设置用环境变量，见 README.md。`;

const options = ['--small', '--help'] as const;

/** Starts, prints where everything is, stops cleanly at SIGINT or SIGTERM. A refusal is one line each and exit code 1, of an option 2. */
export async function runMain(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Promise<void> {
  const unknown = args.find((arg) => !options.some((option) => option === arg));
  if (unknown !== undefined) {
    process.stderr.write(`启动失败：不认识选项 ${unknown.split('\n', 1)[0] ?? ''}，可用的选项见 npm start -- --help\n`);
    process.exitCode = 2;
    return;
  }
  if (args.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  try {
    const settings = readSettings(env);
    prepareDataFolder(settings.dataFolder);
    const system = await start(settings, args.includes('--small') ? 'month' : 'year');
    await system.app.listen({ port: settings.port, host: settings.host, backlog: CONNECTIONS_TO_COME });
    stopOnSignal(system);
    announce(system, settings);
  } catch (error) {
    const lines =
      error instanceof SettingsError ? error.problems : [error instanceof Error ? error.message : String(error)];
    for (const line of lines) process.stderr.write(`启动失败：${line.split('\n', 1)[0] ?? ''}\n`);
    process.exitCode = 1;
    // Workers of a half-opened start must not keep a refused process alive.
    process.exit();
  }
}

async function start(settings: Settings, script: ScriptName): Promise<System> {
  const log = createLogger(settings.logLevel);
  const empty = settings.mode === 'configured' || settings.demoSeed === 0;
  if (empty) return startSystem({ settings, log, clock: new SystemClock() });
  // Only a start that plays a demo loads what plays it.
  const { startDemo } = await import('./demo/start-demo.js');
  return startDemo({ settings, log, script, say: (line) => process.stdout.write(`${line}\n`) });
}

function announce({ platform }: System, settings: Settings): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const url = `http://${settings.host}:${settings.port}`;
  say(settings.mode === 'demo' ? '【演示】数据仅供试用，不可登记真实个人信息' : '社会救助主动发现');
  if (settings.role !== 'projector') {
    say(`接口      ${url}/api/v1`);
    say(`接口说明  ${url}/docs  (机器可读 ${url}/openapi.json)`);
  }
  say(`健康      ${url}/health/ready`);
  if (!platform.demoIssuer || settings.role === 'projector') return;
  say('演示账号：');
  for (const { account, description } of platform.demoIssuer.accounts) say(`  ${account.padEnd(22)}${description}`);
  say(`取令牌：curl -s ${url}/demo/tokens -H 'content-type: application/json' -d '{"account":"officer-gangkou"}'`);
}

function stopOnSignal(system: System): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    process.stdout.write('正在停止……\n');
    const deadline = setTimeout(() => {
      process.stderr.write(
        `停止超过 ${STOP_WITHIN_MS / 1_000} 秒，强行退出：已确认的登记不会丢失，视图在下次启动时补齐\n`,
      );
      process.exit(1);
    }, STOP_WITHIN_MS);
    deadline.unref();
    system.stop().then(
      () => process.stdout.write('已停止\n', () => process.exit(0)),
      (error: unknown) => {
        process.stderr.write(`停止时出错：${error instanceof Error ? error.name : 'unknown'}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
