import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StructuredLogger } from '../logging/logger.js';
import type { LaneLimits, Turned, Visit } from './admission-lane.js';
import { AdmissionLane } from './admission-lane.js';
import type { Problem } from './problem.js';
import { problem } from './problem.js';
import { RETRY_AFTER_S } from './retry-after.js';

export type LaneName = 'commands' | 'queries';

/** How a lane stands, for the metrics. */
export interface LaneGauge {
  readonly lane: LaneName;
  readonly callers: number;
  readonly inside: number;
  readonly waiting: number;
  /** Since the start: requests that had to wait, and those turned away by why. */
  readonly waited: number;
  readonly turnedAway: Readonly<Record<Turned, number>>;
}

export interface AdmissionOptions {
  /** Of each of the two lanes. */
  readonly atOnce: number;
  readonly waiting: number;
  readonly log: Pick<StructuredLogger, 'warn'>;
}

interface Lane {
  readonly name: LaneName;
  readonly queue: AdmissionLane;
  readonly turnedAway: Record<Turned, number>;
}

const PATIENCE_MS = 2000;
const SWEEP_MS = 100;
/** What a client that went away had begun is still being worked on; so long its place stays taken. */
const LINGERING_MS = 1000;
/**
 * A refusal leaves after the seconds it tells its sender to wait. Who is refused at once asks again at once, and ten
 * thousand quick refusals a second are all the work one thread can do; held for one second only, those of two thousand
 * connections still took a third of it.
 */
const HELD_MS = RETRY_AFTER_S * 1000;
/**
 * One turn of the event loop accepts one new connection, however much else it does: a turn that begins more work than
 * this leaves newcomers waiting for seconds at a door that is not even full.
 */
const TURN_MS = 1;
/** Beyond so many held ones a refusal leaves at once: a connection is memory too. */
const MOST_HELD = 5_000;
const TELL_EVERY_MS = 10_000;
const MOST_CALLERS = 5_000;
/** Whoever watches the server must see it most of all when it is overloaded. */
const NEVER_REFUSED = /^\/(health\/|metrics(\?|$))/;

const told: Readonly<Record<Turned, Problem>> = {
  share: problem(429, 'too-many-requests', '您同时发出的请求过多，请等前面的请求答复后再试'),
  full: problem(503, 'overloaded', '系统正忙，未办理任何内容，请稍后重试'),
  late: problem(503, 'overloaded', '系统正忙，未办理任何内容，请稍后重试'),
};

/**
 * The bounded way into the server, before anything is parsed or verified: a refusal has to cost next to nothing, or an
 * overloaded server does nothing but refuse. Writes and reads have lanes of their own. A caller is known by his token
 * once it has been verified; it is no proof here, only a name to take turns by.
 */
export class Admission {
  private readonly lanes: Readonly<Record<LaneName, Lane>>;
  private readonly callers = new Map<string, string>();
  private readonly starting: (() => void)[] = [];
  private held = 0;
  private sweeping = false;
  private toldAt = -TELL_EVERY_MS;

  constructor(private readonly options: AdmissionOptions) {
    const { atOnce, waiting } = options;
    const limits = { inside: atOnce, insideOfOne: Math.ceil((atOnce * 2) / 3), waiting, patienceMs: PATIENCE_MS };
    this.lanes = { commands: lane('commands', limits), queries: lane('queries', limits) };
  }

  /** The account behind an Authorization header that was verified just now. */
  recognise(authorization: string, caller: string): void {
    if (this.callers.has(authorization)) return;
    const oldest = this.callers.size >= MOST_CALLERS ? this.callers.keys().next() : undefined;
    if (oldest && !oldest.done) this.callers.delete(oldest.value);
    this.callers.set(authorization, caller);
  }

  /** Serves the request now or in its turn, or answers it with a refusal. */
  admit(request: IncomingMessage, response: ServerResponse, serve: () => void): void {
    if (NEVER_REFUSED.test(request.url ?? '')) {
      serve();
      return;
    }
    const lane_ = this.lanes[request.method === 'GET' ? 'queries' : 'commands'];
    let started = false;
    const visit: Visit = {
      caller: this.callers.get(request.headers.authorization ?? ''),
      start: () => {
        started = true;
        this.startSoon(serve);
      },
      turnAway: (why) => this.turnAway(lane_, why, response),
    };
    response.once('close', () => {
      if (!started) lane_.queue.abandon(visit);
      else if (response.writableFinished) lane_.queue.leave(visit);
      else setTimeout(() => lane_.queue.leave(visit), LINGERING_MS).unref();
    });
    lane_.queue.enter(visit, performance.now());
    if (!started) this.sweep();
  }

  gauges(): readonly LaneGauge[] {
    return Object.values(this.lanes).map(({ name, queue, turnedAway }) => ({
      lane: name,
      callers: queue.callers,
      inside: queue.inside,
      waiting: queue.waiting,
      waited: queue.waited,
      turnedAway: { ...turnedAway },
    }));
  }

  private turnAway(lane_: Lane, why: Turned, response: ServerResponse): void {
    lane_.turnedAway[why] += 1;
    if (why === 'late' || this.held >= MOST_HELD) refuse(response, told[why]);
    else this.holdRefusal(response, told[why]);
    const now = performance.now();
    if (now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    this.options.log.warn('requests turned away', { lane: lane_.name, ...lane_.turnedAway });
  }

  private startSoon(serve: () => void): void {
    if (this.starting.push(serve) === 1) setImmediate(() => this.startSome());
  }

  private startSome(): void {
    const until = performance.now() + TURN_MS;
    do this.starting.shift()?.();
    while (this.starting.length > 0 && performance.now() < until);
    if (this.starting.length > 0) setImmediate(() => this.startSome());
  }

  private holdRefusal(response: ServerResponse, refusal: Problem): void {
    this.held += 1;
    setTimeout(() => {
      this.held -= 1;
      refuse(response, refusal);
    }, HELD_MS).unref();
  }

  private sweep(): void {
    if (this.sweeping) return;
    this.sweeping = true;
    setTimeout(() => {
      this.sweeping = false;
      const lanes = Object.values(this.lanes);
      for (const { queue } of lanes) queue.expire(performance.now());
      if (lanes.some(({ queue }) => queue.waiting > 0)) this.sweep();
    }, SWEEP_MS).unref();
  }
}

function lane(name: LaneName, limits: LaneLimits): Lane {
  return { name, queue: new AdmissionLane(limits), turnedAway: { share: 0, full: 0, late: 0 } };
}

function refuse(response: ServerResponse, refusal: Problem): void {
  if (response.destroyed) return;
  const body = JSON.stringify({ ...refusal, traceId: randomUUID() });
  response
    .writeHead(refusal.status, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'retry-after': String(RETRY_AFTER_S),
    })
    .end(body);
}
