import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the process measures. Labels are operations, statuses and view names; never an id. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_seconds',
    help: 'HTTP requests by operation and status',
    labelNames: ['operation', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly appends = new Histogram({
    name: 'event_store_commit_seconds',
    help: 'Committed transactions of the embedded log',
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly appended = new Counter({
    name: 'event_store_events_total',
    help: 'Facts recorded',
    registers: [this.registry],
  });
  private readonly lag = new Gauge({
    name: 'projection_lag_events',
    help: 'Positions between the log head and the view',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });
  private readonly parked = new Gauge({
    name: 'projection_parked_keys',
    help: 'Documents waiting for a repair',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  request(operation: string, status: number, seconds: number): void {
    this.requests.observe({ operation, status: String(status) }, seconds);
  }

  committed(events: number, milliseconds: number): void {
    this.appends.observe(milliseconds / 1000);
    this.appended.inc(events);
  }

  projection(name: string, lag: number, parked: number): void {
    this.lag.set({ projection: name }, lag);
    this.parked.set({ projection: name }, parked);
  }

  /** Prometheus text exposition. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}
