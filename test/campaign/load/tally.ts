import { Histogram } from './histogram.js';

/** Latencies and `perSecond` are those of 2xx answers: an overloaded server refuses quickly, and that is no speed. */
export interface LoadFigures {
  /** How many by status: `201`, `503` …; `none`: the line broke; `unsent`: waited longer than the patience. */
  readonly count: Readonly<Record<string, number>>;
  /** Milliseconds: in a closed loop from sending, in an open loop from the moment the request was due. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** 2xx answers a second, over the whole run. */
  readonly perSecond: number;
}

export interface LoadReport extends LoadFigures {
  /** Seconds from the first request to the last answer. */
  readonly seconds: number;
  /** Share of one core that the load itself took: near 1, the load was the limit and not the server. */
  readonly ownCpu: number;
  readonly clients: Readonly<Record<string, LoadFigures>>;
}

class Counted {
  readonly count: Record<string, number> = {};
  readonly latencies = new Histogram();

  figures(seconds: number): LoadFigures {
    const { latencies } = this;
    return {
      count: this.count,
      p50: latencies.percentile(0.5),
      p95: latencies.percentile(0.95),
      p99: latencies.percentile(0.99),
      max: latencies.max,
      perSecond: latencies.count / seconds,
    };
  }
}

/** Counts the answers of one load. */
export class Tally {
  readonly started = performance.now();
  private readonly cpu = process.cpuUsage();
  private readonly all = new Counted();
  private readonly clients = new Map<string, Counted>();

  add(status: string, client: string | undefined, milliseconds: number): void {
    for (const counted of client === undefined ? [this.all] : [this.all, this.ofClient(client)]) {
      counted.count[status] = (counted.count[status] ?? 0) + 1;
      if (status.startsWith('2')) counted.latencies.add(milliseconds);
    }
  }

  report(): LoadReport {
    const seconds = (performance.now() - this.started) / 1000;
    const { user, system } = process.cpuUsage(this.cpu);
    return {
      ...this.all.figures(seconds),
      seconds,
      ownCpu: (user + system) / 1e6 / seconds,
      clients: Object.fromEntries([...this.clients].map(([name, counted]) => [name, counted.figures(seconds)])),
    };
  }

  private ofClient(name: string): Counted {
    let counted = this.clients.get(name);
    if (!counted) this.clients.set(name, (counted = new Counted()));
    return counted;
  }
}
