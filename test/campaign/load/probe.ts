import { Histogram } from './histogram.js';
import { HttpConnection, LineBroken } from './http-connection.js';

const EVERY_MS = 1000;

/** Looks at a server's health every second, each time as a newcomer with a connection of his own. */
export class Probe {
  private readonly latencies = new Histogram();
  private refused = 0;
  private readonly timer: NodeJS.Timeout;
  private readonly looks = new Set<Promise<void>>();

  constructor(private readonly port: number) {
    this.timer = setInterval(() => {
      const look = this.look().finally(() => this.looks.delete(look));
      this.looks.add(look);
    }, EVERY_MS);
  }

  /** Milliseconds from opening the connection to the answer. */
  async stop(): Promise<{
    readonly healthP50Ms: number;
    readonly healthMaxMs: number;
    readonly healthRefused: number;
  }> {
    clearInterval(this.timer);
    await Promise.all(this.looks);
    const { latencies, refused } = this;
    return { healthP50Ms: latencies.percentile(0.5), healthMaxMs: latencies.max, healthRefused: refused };
  }

  private async look(): Promise<void> {
    const started = performance.now();
    const connection = new HttpConnection(this.port);
    try {
      const { status } = await connection.send('GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
      if (status === 200) this.latencies.add(performance.now() - started);
      else this.refused += 1;
    } catch (error) {
      if (!(error instanceof LineBroken)) throw error;
      this.refused += 1;
    } finally {
      connection.close();
    }
  }
}
