import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const MAIN = join(ROOT, 'dist/main.js');

/** The built app as its users start it: a process of its own, stopped or killed from outside. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it printed, both streams. */
  readonly output: () => string;
  /** SIGKILL, and nothing else: no chance to say goodbye. */
  kill(): Promise<void>;
  /** SIGTERM, as whoever replaces a process sends it; resolves with the exit code. */
  terminate(): Promise<number | null>;
  /** Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

export interface StartOptions {
  readonly folder: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it and resolves once it has printed where it listens; rejects with its output if it leaves before. */
export async function startServer({ folder, port, env = {} }: StartOptions): Promise<ServerProcess> {
  const child = launch({ folder, port, env });
  let printed = '';
  const ready = new Promise<void>((resolveReady, reject) => {
    const listen = (chunk: Buffer): void => {
      printed += String(chunk);
      if (printed.includes('/health/ready')) resolveReady();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (code) => reject(new Error(`left with ${code}: ${printed}`)));
  });
  await ready;
  const gone = once(child, 'exit') as Promise<[number | null]>;
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => printed,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    terminate: async () => {
      child.kill('SIGTERM');
      return (await gone)[0];
    },
    interrupt: async () => {
      child.kill('SIGINT');
      return (await gone)[0];
    },
  };
}

/** Starts it expecting that it refuses: its exit code and what it said. One that starts after all is killed: no code. */
export async function refusedStart(options: StartOptions): Promise<{ code: number | null; output: string }> {
  const child = launch(options);
  let output = '';
  const listen = (chunk: Buffer): void => {
    output += String(chunk);
    if (output.includes('/health/ready')) child.kill('SIGKILL');
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

function launch({ folder, port, env = {} }: StartOptions): ChildProcess {
  if (!existsSync(MAIN)) throw new Error('dist/ is missing: run `npm run build` first (npm test does)');
  return spawn(process.execPath, [MAIN], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DISCOVERY_DATA_DIR: folder,
      DISCOVERY_PORT: String(port),
      DISCOVERY_LOG_LEVEL: 'error',
      DISCOVERY_DEMO_SEED: '0',
      ...env,
    },
  });
}
