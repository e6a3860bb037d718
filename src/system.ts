import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { publishDefaults } from './aggregates/rulebook/publish-defaults.js';
import type { PlatformSources } from './open-platform.js';
import { policies } from './known-policies.js';
import { openPlatform } from './open-platform.js';
import { Change } from './platform/change/change.js';
import { ApiDescription } from './platform/http/api-description.js';
import { fastifyDoor, prepareDoors } from './platform/http/fastify-door.js';
import type { StructuredLogger } from './platform/logging/logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import type { Platform } from './platform/platform.js';
import { PolicyMark } from './platform/policies/policy-mark.js';
import { PolicyRunner } from './platform/policies/policy-runner.js';
import { backoff } from './platform/projections/backoff.js';
import { steadyTimer } from './platform/read-store/timer.js';
import { CaseDeadlineTimer } from './policies/case-deadlines/case-deadlines.timer.js';
import { DayDeadlineTimer } from './policies/day-deadlines/day-deadlines.timer.js';
import { RecordedRefusals } from './policies/refused-steps/recorded-refusals.js';
import { VillageMergerTimer } from './policies/village-merger/village-merger.timer.js';
import { MonthlyVisitTimer } from './policies/monthly-visit/monthly-visit.timer.js';
import { projecting } from './projecting.js';

/** Repetitions after which pauses of the policies grow no more: they are to be back within 5 s of a log that is back. */
const PATIENCE = 5;

export interface SystemSources extends PlatformSources {
  /** See `ProjectingParts`; default true. */
  readonly leased?: boolean;
}

/** The whole running product in one process. */
export interface System {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  readonly change: Change;
  readonly policies: PolicyRunner;
  readonly monthlyVisits: MonthlyVisitTimer;
  readonly dayDeadlines: DayDeadlineTimer;
  readonly villageMergers: VillageMergerTimer;
  readonly caseDeadlines: CaseDeadlineTimer;
  /** Refuses new requests, finishes what runs, stops policies and views, closes the stores. */
  stop(): Promise<void>;
}

/**
 * Opens the stores, publishes the rulebook of a new log, pours the views and starts the policies. The HTTP server is
 * built and ready to answer but does not listen yet.
 */
export async function startSystem({ leased = true, ...sources }: SystemSources): Promise<System> {
  const { clock, log } = sources;
  const { platform, takeOver, close } = await openPlatform(sources);
  const change = new Change({ store: platform.store, clock, rules: () => platform.rules(), pause: jittered });
  const policies = policyRunner(platform, change, log);
  const clocks = { clock, change, store: platform.store, views: platform.views, rules: () => platform.rules() };
  const dayDeadlines = new DayDeadlineTimer({ ...clocks, failed: roundFailed(log, 'day-deadlines') });
  const monthlyVisits = new MonthlyVisitTimer({ ...clocks, policies, failed: roundFailed(log, 'monthly-visit') });
  const villageMergers = new VillageMergerTimer({ ...clocks, failed: roundFailed(log, 'village-merger') });
  const caseDeadlines = new CaseDeadlineTimer({ ...clocks, failed: roundFailed(log, 'case-deadlines') });
  const timers = [monthlyVisits, dayDeadlines, caseDeadlines, villageMergers];
  const projector = projecting({ platform, policies, timers, takeOver, leased });
  try {
    // Pouring the views and putting the application together take their time, on different cores.
    const [poured, built] = await Promise.allSettled([
      publishDefaults(change).then(() => projector.start()),
      application(platform, change, log),
    ]);
    if (built.status === 'rejected') throw built.reason;
    const app = built.value;
    if (poured.status === 'rejected') {
      await app.close();
      throw poured.reason;
    }
    platform.metrics.measure({
      accessLogQueue: () => platform.accessLog.waiting,
      admission: () => platform.admission.gauges(),
      projections: async () => {
        const head = await platform.lastFact();
        return (await platform.runner.status()).map(({ name, watermark, parked }) => ({
          name,
          lag: Math.max(0, head - watermark),
          parked,
        }));
      },
    });
    const stop = async () => {
      await app.close();
      await projector.stop();
      await platform.accessLog.flush();
      await close();
    };
    return { app, platform, change, policies, monthlyVisits, dayDeadlines, caseDeadlines, villageMergers, stop };
  } catch (error) {
    await projector.stop();
    await close();
    throw error;
  }
}

/** Ready to answer, listening nowhere yet. */
async function application(platform: Platform, change: Change, log: StructuredLogger): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.on(platform, change),
    fastifyDoor(platform.admission),
    { logger: new NestLogger(log), abortOnError: false },
  );
  prepareDoors(app, platform);
  app.get(ApiDescription).describe(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

function policyRunner(platform: Platform, change: Change, log: StructuredLogger): PolicyRunner {
  return new PolicyRunner({
    store: platform.store,
    change,
    policies,
    marked: new PolicyMark(platform.readStore.db, platform.store, policies),
    unmarked: (error) => log.warn('mark of the policies could not be kept', { error: String(error) }),
    parked: platform.parkedReactions,
    refusals: new RecordedRefusals(change, ({ policy, fact: { stream, revision } }, { rule }) =>
      log.warn('policy step refused', { policy, rule, stream, revision }),
    ),
    fellOver: async (error, attempt) => {
      log.error('policies interrupted', error);
      await steadyTimer.pause(backoff(Math.min(attempt, PATIENCE)));
    },
  });
}

function roundFailed(log: StructuredLogger, policy: string): (error: unknown) => void {
  return (error) => log.error(`${policy} round failed`, error, { policy });
}

/** A short random wait before a command is tried again. */
function jittered(attempt: number): Promise<void> {
  return steadyTimer.pause(Math.random() * 10 * attempt);
}
