import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Names of operations and views. An id as a label would be both a particular and a new time series for each person. */
const LABEL = /^[A-Za-z][A-Za-z-]{0,59}$/;

export interface ProjectionGauge {
  readonly name: string;
  /** Positions between the log's head and the view; 0 only if the watermark is the head. */
  readonly lag: number;
  /** Documents waiting for a repair. */
  readonly parked: number;
}

/** A lane into the server: callers present, requests inside and waiting, and since the start those that waited or were turned away. */
export interface AdmissionGauge {
  readonly lane: string;
  readonly callers: number;
  readonly inside: number;
  readonly waiting: number;
  readonly waited: number;
  /** By why. */
  readonly turnedAway: Readonly<Record<string, number>>;
}

/** What is asked at the moment of a scrape instead of being pushed all the time. */
export interface MeasuredAtScrape {
  readonly projections?: () => Promise<readonly ProjectionGauge[]> | readonly ProjectionGauge[];
  /** Records of the access log not yet durable. */
  readonly accessLogQueue?: () => number;
  readonly admission?: () => readonly AdmissionGauge[];
}

/** What the process measures. Labels are operations, statuses and view names; never an id. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];
  private measured: MeasuredAtScrape = {};
  private readonly requests = new Counter({
    name: 'http_requests_total',
    help: 'HTTP requests by operation and status',
    labelNames: ['operation', 'status'] as const,
    registers: this.registers,
  });
  private readonly durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer by operation and status',
    labelNames: ['operation', 'status'] as const,
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly appends = new Histogram({
    name: 'event_store_append_seconds',
    help: 'Transactions of the log, commit included',
    buckets: SECONDS,
    registers: this.registers,
  });
  private readonly appended = new Counter({
    name: 'event_store_events_total',
    help: 'Facts recorded',
    registers: this.registers,
  });
  private readonly lag = new Gauge({
    name: 'projection_lag_events',
    help: 'Positions between the log head and the view',
    labelNames: ['projection'] as const,
    registers: this.registers,
  });
  private readonly parked = new Gauge({
    name: 'projection_parked_keys',
    help: 'Documents waiting for a repair',
    labelNames: ['projection'] as const,
    registers: this.registers,
  });
  private readonly accessQueue = new Gauge({
    name: 'access_log_queue',
    help: 'Access records not yet durable',
    registers: this.registers,
  });

  private readonly callers = new Gauge({
    name: 'http_callers',
    help: 'Callers with a request inside or waiting by lane',
    labelNames: ['lane'] as const,
    registers: this.registers,
  });
  private readonly inside = new Gauge({
    name: 'http_requests_inside',
    help: 'Requests worked on by lane',
    labelNames: ['lane'] as const,
    registers: this.registers,
  });
  private readonly waiting = new Gauge({
    name: 'http_requests_waiting',
    help: 'Requests waiting for their turn by lane',
    labelNames: ['lane'] as const,
    registers: this.registers,
  });
  private readonly waited = new Counter({
    name: 'http_requests_waited_total',
    help: 'Requests that had to wait for their turn by lane',
    labelNames: ['lane'] as const,
    registers: this.registers,
  });
  private readonly turnedAway = new Counter({
    name: 'http_requests_turned_away_total',
    help: 'Requests turned away by lane and why: share (429), full or late (503)',
    labelNames: ['lane', 'why'] as const,
    registers: this.registers,
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  request(operation: string, status: number, seconds: number): void {
    const labels = { operation: labelOf(operation), status: statusOf(status) };
    this.requests.inc(labels);
    this.durations.observe(labels, seconds);
  }

  /** One transaction of the log: how many facts, how long. */
  committed(events: number, milliseconds: number): void {
    this.appends.observe(milliseconds / 1000);
    this.appended.inc(events);
  }

  projection(name: string, lag: number, parked: number): void {
    this.lag.set({ projection: labelOf(name) }, lag);
    this.parked.set({ projection: labelOf(name) }, parked);
  }

  /** Where the gauges come from whenever somebody scrapes. */
  measure(measured: MeasuredAtScrape): void {
    this.measured = { ...this.measured, ...measured };
  }

  /** Prometheus text exposition. Rejects when a measured part does not answer: a stale gauge would read as good news. */
  async text(): Promise<string> {
    const { projections, accessLogQueue, admission } = this.measured;
    if (projections) {
      const gauges = await projections();
      this.lag.reset();
      this.parked.reset();
      for (const { name, lag, parked } of gauges) this.projection(name, lag, parked);
    }
    if (accessLogQueue) this.accessQueue.set(accessLogQueue());
    if (admission) this.admitted(admission());
    return this.registry.metrics();
  }

  private admitted(lanes: readonly AdmissionGauge[]): void {
    this.waited.reset();
    this.turnedAway.reset();
    for (const { lane, callers, inside, waiting, waited, turnedAway } of lanes) {
      this.callers.set({ lane }, callers);
      this.inside.set({ lane }, inside);
      this.waiting.set({ lane }, waiting);
      this.waited.inc({ lane }, waited);
      for (const [why, count] of Object.entries(turnedAway)) this.turnedAway.inc({ lane, why }, count);
    }
  }
}

function labelOf(name: string): string {
  return LABEL.test(name) ? name : 'other';
}

function statusOf(status: number): string {
  return Number.isInteger(status) && status >= 100 && status <= 599 ? String(status) : 'other';
}
