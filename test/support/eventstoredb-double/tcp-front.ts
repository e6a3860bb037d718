import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** Ports of the two servers behind the front, both on this machine. */
export interface Behind {
  readonly grpc: number;
  readonly http: number;
}

interface Pair {
  readonly outside: Socket;
  readonly inside: Socket;
}

/**
 * The one port of a node: what begins like HTTP/2 goes to the gRPC server, the rest to the HTTP server. Faults of the
 * network happen here, so that neither server behind it has to know of them.
 */
export class TcpFront {
  private readonly pairs = new Set<Pair>();
  private readonly waiting = new Set<Socket>();
  private server: Server | undefined;
  private frozen = false;

  constructor(private readonly behind: () => Behind) {}

  get connections(): number {
    return this.pairs.size + this.waiting.size;
  }

  /** Resolves with the port; 0 takes any free one. */
  listen(port: number): Promise<number> {
    // Without delay: two relays that wait for each other's acknowledgement would cost 40 ms a call.
    const server = createServer({ noDelay: true }, (socket) => this.accept(socket));
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  }

  /** As a process that is stopped: connections stay, nothing is read or written any more. */
  freeze(): void {
    this.frozen = true;
    for (const { outside, inside } of this.pairs) [outside, inside].forEach((socket) => socket.pause());
    this.waiting.forEach((socket) => socket.pause());
  }

  thaw(): void {
    this.frozen = false;
    for (const { outside, inside } of this.pairs) [outside, inside].forEach((socket) => socket.resume());
    this.waiting.forEach((socket) => socket.resume());
  }

  /** Every connection ends with a reset, in the middle of whatever was on its way. */
  reset(): void {
    for (const { outside, inside } of this.pairs) {
      // A socket whose end is on its way out cannot be reset any more: the process would turn in circles for ever.
      if (outside.writableEnded) outside.destroy();
      else outside.resetAndDestroy();
      inside.destroy();
    }
  }

  /** The server's half of every connection is closed; what the client sends is still taken. */
  halfClose(): void {
    for (const { outside, inside } of this.pairs) {
      inside.removeAllListeners('data').resume();
      outside.end();
    }
  }

  /** Resets every connection and refuses new ones. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    this.reset();
    this.waiting.forEach((socket) => socket.destroy());
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  private accept(outside: Socket): void {
    this.waiting.add(outside);
    outside.on('error', () => outside.destroy());
    outside.once('close', () => this.waiting.delete(outside));
    outside.once('data', (first: Buffer) => this.join(outside, first));
    if (this.frozen) outside.pause();
  }

  private join(outside: Socket, first: Buffer): void {
    this.waiting.delete(outside);
    const isHttp2 = first.toString('latin1', 0, 3) === 'PRI';
    const port = isHttp2 ? this.behind().grpc : this.behind().http;
    const inside = connect({ port, host: '127.0.0.1', noDelay: true });
    const pair = { outside, inside };
    this.pairs.add(pair);
    inside.write(first);
    outside.on('data', (bytes) => inside.write(bytes));
    inside.on('data', (bytes) => outside.write(bytes));
    inside.on('error', () => inside.destroy());
    outside.on('end', () => inside.end());
    inside.on('end', () => outside.end());
    outside.once('close', () => inside.destroy());
    inside.once('close', () => outside.destroy());
    outside.once('close', () => this.pairs.delete(pair));
    if (this.frozen) this.freeze();
  }
}
