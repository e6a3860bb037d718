import type { Answer } from './http-connection.js';
import { HttpConnection, LineBroken } from './http-connection.js';
import type { LoadReport } from './tally.js';
import { Tally } from './tally.js';

/** One request of a load. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  /** Whole path with its query, e.g. `/api/v1/households`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
  /** Counted by this name too; in an open loop also a client of its own, with its own connections. */
  readonly client?: string;
  /** Called with every whole answer, before the connection takes its next request. */
  answered?(answer: Answer): void;
}

/** The n-th request of the run, from 0. */
export type NextRequest = (n: number) => LoadRequest;

export interface ClosedLoop {
  readonly port: number;
  /** Each sends its next request when it has the answer to the last. */
  readonly connections: number;
  readonly seconds: number;
  readonly next: NextRequest;
}

export interface OpenLoop {
  readonly port: number;
  /** Requests a second, evenly spaced, however long the answers take. */
  readonly rate: number;
  readonly seconds: number;
  readonly next: NextRequest;
  /** Most connections of a client; default 1,000. */
  readonly connections?: number | ((client: string) => number);
  /** A request that has waited so many seconds for a free connection is given up; default never. */
  readonly patience?: number;
  /** Clients that have all their connections open, by a request for the server's health, before the load begins. */
  readonly connected?: readonly string[];
}

/** As many requests as the server answers. Never rejects for what the server does: broken lines are counted. */
export async function closedLoop({ port, connections, seconds, next }: ClosedLoop): Promise<LoadReport> {
  const tally = new Tally();
  const until = tally.started + seconds * 1000;
  let n = 0;
  const work = async (connection: HttpConnection): Promise<void> => {
    while (performance.now() < until) await exchange(connection, next(n++), { tally, due: performance.now() });
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, () => work(new HttpConnection(port))));
  return tally.report();
}

/**
 * Requests at a given rate, whatever becomes of them: what a server in trouble meets. Waiting for a connection counts
 * as latency, so that a slow answer does not hide how long the next one would have waited.
 */
export async function openLoop(options: OpenLoop): Promise<LoadReport> {
  const { rate, seconds, next, connected = [] } = options;
  const clients = new Map<string, LoadClient>();
  for (const name of connected) {
    const client = new LoadClient(name, options);
    clients.set(name, client);
    await client.connect();
  }
  const tally = new Tally();
  const total = Math.floor(rate * seconds);
  for (let n = 0; n < total;) {
    const due = Math.min(total, Math.ceil(((performance.now() - tally.started) / 1000) * rate));
    for (; n < due; n++) {
      const request = next(n);
      const name = request.client ?? '';
      let client = clients.get(name);
      if (!client) clients.set(name, (client = new LoadClient(name, options)));
      client.offer({ request, tally, due: tally.started + (n / rate) * 1000 });
    }
    // The pace of the load itself; nothing is waited for.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all([...clients.values()].map((client) => client.finish()));
  return tally.report();
}

interface Offered {
  readonly request: LoadRequest;
  readonly tally: Tally;
  readonly due: number;
}

/** The connections of one client of an open loop, and what waits for one of them. */
class LoadClient {
  private readonly idle: HttpConnection[] = [];
  private readonly running = new Set<Promise<void>>();
  private opened = 0;
  private readonly waiting: Offered[] = [];
  private first = 0;

  constructor(
    private readonly name: string,
    private readonly options: OpenLoop,
  ) {}

  async connect(): Promise<void> {
    for (let one = this.another(); one; one = this.another()) {
      await one.send(onTheWire({ method: 'GET', path: '/health/live' }));
      this.idle.push(one);
    }
  }

  offer(offered: Offered): void {
    const connection = this.idle.pop() ?? this.another();
    if (!connection) this.waiting.push(offered);
    else this.start(connection, offered);
  }

  async finish(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
    for (const connection of this.idle) connection.close();
  }

  private another(): HttpConnection | undefined {
    const { connections = 1000, port } = this.options;
    const most = typeof connections === 'number' ? connections : connections(this.name);
    if (this.opened >= most) return undefined;
    this.opened += 1;
    return new HttpConnection(port);
  }

  private start(connection: HttpConnection, offered: Offered): void {
    const running = this.serve(connection, offered).finally(() => this.running.delete(running));
    this.running.add(running);
  }

  private async serve(connection: HttpConnection, first: Offered): Promise<void> {
    for (let offered: Offered | undefined = first; offered; offered = this.nextWaiting()) {
      await exchange(connection, offered.request, offered);
    }
    this.idle.push(connection);
  }

  private nextWaiting(): Offered | undefined {
    const patience = (this.options.patience ?? Infinity) * 1000;
    while (this.first < this.waiting.length) {
      const offered = this.waiting[this.first++];
      if (this.first > 1000 && this.first * 2 > this.waiting.length) {
        this.waiting.splice(0, this.first);
        this.first = 0;
      }
      if (!offered) return undefined;
      if (performance.now() - offered.due <= patience) return offered;
      offered.tally.add('unsent', offered.request.client, 0);
    }
    return undefined;
  }
}

async function exchange(
  connection: HttpConnection,
  request: LoadRequest,
  { tally, due }: Pick<Offered, 'tally' | 'due'>,
): Promise<void> {
  try {
    const answer = await connection.send(onTheWire(request));
    tally.add(String(answer.status), request.client, performance.now() - due);
    request.answered?.(answer);
  } catch (error) {
    if (!(error instanceof LineBroken)) throw error;
    tally.add('none', request.client, 0);
  }
}

function onTheWire({ method, path, headers = {}, body }: LoadRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}`;
  if (body === undefined) return `${head}\r\n`;
  return `${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
