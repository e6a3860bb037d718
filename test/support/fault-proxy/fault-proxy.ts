import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { Weather } from './flow.js';
import { CALM, Flow } from './flow.js';

/** `up` is towards the server, `down` is its answers. */
export type Direction = 'up' | 'down';

const BOTH: readonly Direction[] = ['up', 'down'];

interface Line {
  readonly outside: Socket;
  readonly inside: Socket;
  readonly flows: readonly Flow[];
}

/** A network between a client and a server on this machine, whose faults are switched on and off. Calm at first. */
export class FaultProxy {
  private readonly weather: Record<Direction, Weather> = { up: { ...CALM }, down: { ...CALM } };
  private readonly lines = new Set<Line>();
  private server: Server | undefined;
  private listening = 0;
  private onCut: () => void = () => undefined;

  private constructor(private readonly target: number) {}

  /** Listens on a port of its own for what is meant for `target`, a port of this machine. */
  static async start(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.listen();
    return proxy;
  }

  get port(): number {
    return this.listening;
  }

  /** Connections open now. */
  get connections(): number {
    return this.lines.size;
  }

  /** An address of the server, as it is reached through here. */
  through(url: string): string {
    return url.replace(`:${this.target}`, `:${this.listening}`);
  }

  /** Latency: bytes arrive so much later; a later byte is not held up by an earlier one's wait. */
  slow(delayMs: number, directions = BOTH): void {
    this.change(directions, { delayMs });
  }

  /** Bytes arrive in packets of so many. */
  slice(sliceBytes: number, directions = BOTH): void {
    this.change(directions, { sliceBytes });
  }

  /** Black hole: nothing arrives any more, on no connection, old or new, and nobody is told. It arrives after `heal`. */
  swallow(directions = BOTH): void {
    this.change(directions, { held: true });
  }

  /** Half-open: the other side of every connection open now is gone for good and nobody is told; new ones work. */
  forsake(): void {
    for (const { flows } of this.lines) flows.forEach((flow) => flow.lose());
  }

  /** Every connection open now ends with a reset. */
  reset(): void {
    for (const { outside, inside } of this.lines) {
      // A socket whose end is on its way out cannot be reset any more.
      if (outside.writableEnded) outside.destroy();
      else outside.resetAndDestroy();
      inside.destroy();
    }
  }

  /** Resets every connection instead of handing the next answer on; resolves when it has. New ones work. */
  cutNextAnswer(): Promise<void> {
    this.change(['down'], { cuts: true });
    return new Promise((resolve) => (this.onCut = resolve));
  }

  /** Nobody listens any more: connections are reset and new ones refused. */
  async refuse(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.reset();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  /** Calm weather on all connections but those that were forsaken. */
  async heal(): Promise<void> {
    this.change(BOTH, CALM);
    if (!this.server) await this.listen();
    for (const { flows } of this.lines) flows.forEach((flow) => void flow.run());
  }

  async close(): Promise<void> {
    this.change(BOTH, CALM);
    await this.refuse();
  }

  private change(directions: readonly Direction[], weather: Partial<Weather>): void {
    for (const direction of directions) Object.assign(this.weather[direction], weather);
  }

  private cut(): void {
    this.change(['down'], { cuts: false });
    this.reset();
    this.onCut();
  }

  private listen(): Promise<void> {
    const server = createServer({ noDelay: true, allowHalfOpen: true }, (outside) => this.join(outside));
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.listening, '127.0.0.1', () => {
        this.listening = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  private join(outside: Socket): void {
    const inside = connect({ port: this.target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    const cut = (): void => this.cut();
    const flows = [new Flow(outside, inside, this.weather.up, cut), new Flow(inside, outside, this.weather.down, cut)];
    const line: Line = { outside, inside, flows };
    this.lines.add(line);
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      one.on('error', () => one.destroy());
      one.once('close', () => {
        other.destroy();
        this.lines.delete(line);
      });
    }
  }
}
