import type { Platform } from '../platform.js';
import type { ProjectionState, ProjectionStatus } from '../projections/member.js';
import type { Timer } from '../read-store/timer.js';
import { Question } from './question.js';
import { Standstill } from './standstill.js';

/** Parked keys above this number turn readiness red. */
const PARKED_KEYS_TOLERATED = 20;
/** Whoever asks is answered within this time, whichever store is silent. */
const ANSWERS_WITHIN_MS = 2_000;

export interface ReadinessAnswer {
  readonly status: 'ok' | 'degraded';
  readonly mode: string;
  /** `answers`: false when the store said nothing in time or could not answer. */
  readonly log: { readonly writable: boolean; readonly answers: boolean };
  readonly readStore: { readonly answers: boolean };
  readonly accessLog: { readonly writable: boolean; readonly waiting: number };
  /** None while the read store does not answer; no lag can be told while the log does not. */
  readonly projections: readonly {
    readonly name: string;
    readonly state: ProjectionState;
    readonly lag: number | null;
    readonly parked: number;
  }[];
}

/** Whether business can be done here, found out in bounded time: a probe that waits tells nobody which store is away. */
export class ReadinessCheck {
  private readonly standstill: Standstill;
  private readonly head: Question<number>;
  private readonly views: Question<readonly ProjectionStatus[]>;

  constructor(
    private readonly platform: Platform,
    private readonly timer: Timer,
  ) {
    const { log, readStore, runner } = platform;
    const failed = (place: string) => (error: unknown) =>
      log.warn(`${place} does not answer the check of readiness`, { reason: String(error) });
    this.standstill = new Standstill(timer);
    this.head = new Question(() => platform.lastFact(), failed('the log'));
    this.views = new Question(async () => {
      await readStore.db.command({ ping: 1 });
      return runner.status();
    }, failed('the read store'));
  }

  /** Never waits longer than 2 s. */
  async answer(): Promise<ReadinessAnswer> {
    const over = new AbortController();
    try {
      return await this.answerBefore(this.timer.pause(ANSWERS_WITHIN_MS, { signal: over.signal, background: true }));
    } finally {
      over.abort();
    }
  }

  private async answerBefore(late: Promise<void>): Promise<ReadinessAnswer> {
    const { accessLog, parkedReactions, settings, store } = this.platform;
    const [head, views] = await Promise.all([this.head.before(late), this.views.before(late)]);
    const projections = (views ?? []).map(({ name, state, watermark, parked }) => ({
      name,
      state,
      lag: head === undefined ? null : Math.max(0, head - watermark),
      parked,
    }));
    const parked = projections.reduce((sum, projection) => sum + projection.parked, parkedReactions.all().length);
    const live = projections.every(({ state }) => state === 'live') && parked <= PARKED_KEYS_TOLERATED;
    const log = { writable: store.health().writable, answers: head !== undefined };
    const readStore = { answers: views !== undefined };
    const { writable, waiting } = accessLog.health();
    const answering = log.answers && readStore.answers;
    const ok = answering && live && log.writable && writable && this.areMoving(views ?? [], head ?? 0);
    return {
      status: ok ? 'ok' : 'degraded',
      mode: settings.mode,
      log,
      readStore,
      accessLog: { writable, waiting },
      projections,
    };
  }

  private areMoving(views: readonly ProjectionStatus[], head: number): boolean {
    const progress = views.map(({ name, watermark }) => ({ name, watermark, lag: head - watermark }));
    return this.standstill.among(progress).length === 0;
  }
}
