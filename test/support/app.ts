import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import request from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import type { Caller } from '../../src/platform/auth/caller.js';
import { SimulatedClock } from '../../src/platform/clock/simulated.clock.js';
import type { Instant, Recorded } from '../../src/platform/fact.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import type { OpenLog } from '../../src/open-logs.js';
import type { System } from '../../src/system.js';
import { startSystem } from '../../src/system.js';
import { waitForPosition } from '../../src/platform/read-store/wait-for-position.js';
import { projections } from '../../src/projections.js';
import { demoAccounts } from '../../src/demo/demo-accounts.js';
import { memoryDisk } from './memory-disk.js';

/** Lines the system logged during a test, for the canary. */
export class LogLines {
  readonly lines: string[] = [];
  write(line: string): void {
    this.lines.push(line);
  }
}

export interface TestApp {
  readonly system: System;
  readonly clock: SimulatedClock;
  readonly folder: string;
  readonly logs: LogLines;
  readonly http: TestAgent;
  /** Where it listens, on 127.0.0.1. */
  readonly port: number;
  /** A bearer token of a demo account, or of a caller made up by the test. */
  token(account: string): Promise<string>;
  as(account: string): Promise<TestCaller>;
  /** The business log, whole and in order. */
  facts(categories?: readonly string[]): Promise<readonly Recorded[]>;
  /** Waits until views and policies have seen everything recorded so far. */
  settle(): Promise<void>;
  /** Moves the clock and lets the clocks' policies run their round. */
  at(instant: Instant): Promise<void>;
  stop(): Promise<void>;
  /** Stops and opens the same data again. */
  restart(): Promise<TestApp>;
}

/** A caller with his token, speaking HTTP. Every post has an idempotency key of its own unless one is given. */
export interface TestCaller {
  readonly caller: Caller;
  get(path: string, headers?: Record<string, string>): request.Test;
  post(path: string, body: unknown, headers?: Record<string, string>): request.Test;
}

let keys = 0;

export interface AppOptions {
  readonly now?: Instant;
  readonly folder?: string;
  readonly env?: Record<string, string>;
  /** Opens the business log otherwise: on a failing disk, over a line that loses answers. */
  readonly openLog?: OpenLog;
  /** False: whoever shares the stores acts at the same time. */
  readonly leased?: boolean;
  /** A socket file to listen on instead of a port. */
  readonly socketPath?: string;
}

/** The whole product in the test's own process: embedded stores in a folder of its own, simulated clock, real HTTP. */
export async function startApp({
  now = '2026-09-10T01:00:00.000Z',
  folder,
  env = {},
  openLog,
  leased,
  socketPath,
}: AppOptions = {}): Promise<TestApp> {
  const home = folder ?? mkdtempSync(join(memoryDisk(), 'discovery-'));
  const clock = new SimulatedClock(now);
  const logs = new LogLines();
  const settings = readSettings({ DISCOVERY_DATA_DIR: home, DISCOVERY_LOG_LEVEL: 'info', ...env });
  const system = await startSystem({ settings, clock, log: createLogger('info', logs), openLog, leased });
  // One door for the whole test: without it every request would open and close a port of its own.
  await system.app.listen(socketPath === undefined ? { port: 0, host: '127.0.0.1' } : { path: socketPath });
  const server = system.app.getHttpServer();
  const http = request(server);
  const tokens = new Map<string, string>();

  const token = async (account: string): Promise<string> => {
    const issued = await system.platform.demoIssuer?.issue(account, clock.now());
    if (issued === undefined) throw new Error(`no demo account ${account}`);
    tokens.set(account, issued);
    return issued;
  };
  const as = async (account: string): Promise<TestCaller> => {
    const caller = demoAccounts.find((candidate) => candidate.account === account);
    if (!caller) throw new Error(`no demo account ${account}`);
    const bearer = async () => `Bearer ${await token(account)}`;
    const authorization = await bearer();
    return {
      caller,
      get: (path, headers = {}) => http.get(`/api/v1${path}`).set({ authorization, ...headers }),
      post: (path, body, headers = {}) =>
        http
          .post(`/api/v1${path}`)
          .set({ authorization, 'idempotency-key': `k-${process.pid}-${keys++}`, ...headers })
          .send(body as object),
    };
  };
  const facts = async (categories?: readonly string[]): Promise<readonly Recorded[]> =>
    (await system.platform.store.readAll(0, { limit: 1_000_000, ...(categories ? { categories } : {}) })).events;
  const settle = async (): Promise<void> => {
    for (let head = -1; head !== (await system.platform.store.head());) {
      head = await system.platform.store.head();
      await system.policies.reached(head, 60_000);
      await waitForPosition(
        system.platform.views,
        projections.map(({ name }) => name),
        head,
        { timeoutMs: 60_000 },
      );
    }
  };
  const stop = async (): Promise<void> => {
    await system.stop();
    if (folder === undefined) rmSync(home, { recursive: true, force: true });
  };
  return {
    system,
    clock,
    folder: home,
    logs,
    http,
    port: Number((server.address() as Partial<AddressInfo>).port),
    token,
    as,
    facts,
    settle,
    at: async (instant) => {
      clock.set(instant);
      await system.monthlyVisits.round();
      await system.dayDeadlines.round();
      await system.villageMergers.round();
      await system.caseDeadlines.round();
      await settle();
    },
    stop,
    restart: async () => {
      await system.stop();
      return startApp({ now: clock.now(), folder: home, env, openLog, leased, socketPath });
    },
  };
}
