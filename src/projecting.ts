import { once } from 'node:events';
import type { OpenedViews } from './open-views.js';
import { SystemClock } from './platform/clock/system.clock.js';
import type { Lease } from './platform/read-store/lease.js';
import { PROJECTOR_LEASE_MS, projectorLease } from './platform/read-store/lease.js';
import type { Work } from './platform/read-store/turns.js';
import { Turns } from './platform/read-store/turns.js';
import type { Platform } from './platform/platform.js';
import type { PolicyRunner } from './platform/policies/policy-runner.js';

export interface ProjectingParts {
  readonly platform: Platform;
  readonly policies: PolicyRunner;
  /** What looks at the clock: months, days, villages that become part of others. */
  readonly timers: readonly { start(): void; stop(): Promise<void> }[];
  /** See `OpenedViews`. */
  readonly takeOver: OpenedViews['takeOver'];
  /** False lets whoever shares the stores pour and react at the same time, to show that it does no harm. */
  readonly leased: boolean;
}

/** Pouring views and reacting to facts and dates: for as long as the process lives, or while it is its turn. */
export interface Projecting {
  /** Alone it resolves when the views have caught up; among others at once. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function projecting(parts: ProjectingParts): Projecting {
  const { platform, takeOver } = parts;
  if (!takeOver) return alone(parts);
  if (platform.settings.role === 'api') return { start: async () => undefined, stop: async () => undefined };
  const failed = (error: unknown): void => platform.log.error('turn of the projector interrupted', error);
  const { readStore } = platform;
  // Whose turn it is is a matter between machines, also where the bureau's time is simulated.
  const clock = new SystemClock();
  const lease = parts.leased ? projectorLease(readStore.db) : FOR_EVERYBODY;
  const turns = new Turns({ lease, clock, lastsMs: PROJECTOR_LEASE_MS, work: turnOf(parts, takeOver), failed });
  return { start: async () => turns.start(), stop: () => turns.stop() };
}

/** No lease at all: everybody's writes are fenced alike. */
const FOR_EVERYBODY: Pick<Lease, 'take' | 'renew' | 'release'> = {
  take: async () => 0,
  renew: async () => true,
  release: async () => undefined,
};

function alone({ platform, policies, timers }: ProjectingParts): Projecting {
  return {
    start: async () => {
      await Promise.all([platform.runner.start(), platform.accessRunner.start()]);
      await policies.start();
      for (const timer of timers) timer.start();
    },
    stop: async () => {
      await Promise.all(timers.map((timer) => timer.stop()));
      await policies.stop();
      await platform.runner.stop();
      await platform.accessRunner.stop();
    },
  };
}

function turnOf(parts: ProjectingParts, takeOver: NonNullable<OpenedViews['takeOver']>): Work {
  const { platform, policies, timers } = parts;
  let looked = false;
  return async (epoch, signal) => {
    const ended = signal.aborted ? Promise.resolve() : once(signal, 'abort').then(() => undefined);
    platform.log.info('turn of the projector begins', { epoch });
    const keepers = await takeOver(epoch, looked);
    try {
      const caughtUp = Promise.all([keepers.runner.start(), keepers.accessRunner.start()]);
      await Promise.race([caughtUp, ended]);
      if (signal.aborted) return;
      looked = true;
      await policies.start(epoch);
      for (const timer of timers) timer.start();
      await ended;
    } finally {
      await Promise.all(timers.map((timer) => timer.stop()));
      await policies.stop();
      await keepers.close();
      platform.log.info('turn of the projector is over', { epoch });
    }
  };
}
