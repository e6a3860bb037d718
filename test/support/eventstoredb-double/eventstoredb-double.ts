import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { AppendDesk } from './append-desk.js';
import { DoubleLog } from './double-log.js';
import { Faults } from './faults.js';
import type { Counted, OpenCalls } from './grpc-services.js';
import { addServices } from './grpc-services.js';
import { httpSide } from './http-side.js';
import { LogFile } from './log-file.js';
import type { Profile } from './subscription-call.js';
import { TcpFront } from './tcp-front.js';

export interface DoubleOptions {
  /** Where the log stands on disk; without it the log lives in memory and survives `restart` there. */
  readonly file?: string;
  /** Whose behaviour is shown where versions differ. Default `23.10`. */
  readonly profile?: Profile;
  /** Whether the server says that it takes appends in batches. Default true. */
  readonly batches?: boolean;
}

/** Messages a live subscription may lag behind before it is dropped. */
const LIVE_BUFFER = 96;
/** Bytes of one message the server takes. */
const LARGEST_MESSAGE = 16 * 1024 * 1024;

/**
 * A server that speaks EventStoreDB's protocol to the unmodified client: append, read, subscribe, gossip, health and
 * options, with faults to be switched on. It is a stand-in, not a proof: everything it takes for granted about the
 * real server stands in `assumptions.ts`.
 */
export class EventStoreDbDouble {
  readonly faults: Faults;
  /** Calls now open on the server. */
  readonly open: OpenCalls = { reads: 0, subscriptions: 0, batchAppends: 0 };
  readonly counted: Counted = { reads: 0, sentToSubscribers: 0 };
  /** Every append that reached the server, by stream, in order. */
  readonly arrived: string[] = [];
  /** Shown by `/info` and the gossip. */
  state = 'leader';
  version: string;
  /** Shown by `/info/options` instead of the standard values. */
  readonly nodeOptions: Record<string, string> = {};
  /** Left out of `/info/options`. */
  withoutOption = '';
  private readonly profile: Profile;
  private readonly front = new TcpFront(() => this.behind);
  private behind = { grpc: 0, http: 0 };
  private http: HttpServer | undefined;
  private grpc: Server | undefined;
  private log: DoubleLog;
  private listening = 0;

  private constructor(private readonly options: DoubleOptions) {
    this.profile = options.profile ?? '23.10';
    this.version = this.profile === '24' ? '24.2.0' : '23.10.6';
    this.faults = new Faults(this.profile === '24' ? Infinity : LIVE_BUFFER, () => this.reset());
    this.log = this.readLog();
  }

  static async start(options: DoubleOptions = {}): Promise<EventStoreDbDouble> {
    const double = new EventStoreDbDouble(options);
    await double.up();
    return double;
  }

  /** Connection string of this node. */
  get url(): string {
    return `esdb://127.0.0.1:${this.listening}?tls=false`;
  }

  /** The same node, found by asking it who leads. */
  get discoverUrl(): string {
    return `esdb+discover://127.0.0.1:${this.listening}?tls=false`;
  }

  get port(): number {
    return this.listening;
  }

  /** Connections open now, of gRPC and HTTP. */
  get connections(): number {
    return this.front.connections;
  }

  /** Records of the log, those of the system among them. */
  get records(): number {
    return this.log.length;
  }

  /** As `kill -9` and a new start: connections are reset, the log is read from its file, or kept without one. */
  async restart(): Promise<void> {
    await this.stop();
    await this.up();
  }

  /** Nobody listens any more; connections are reset. */
  async stop(): Promise<void> {
    await this.front.close();
    this.grpc?.forceShutdown();
    const { http } = this;
    http?.closeAllConnections();
    if (http?.listening) await new Promise((resolve) => http.close(resolve));
  }

  /** Begins to listen again, on the same port. */
  async up(): Promise<void> {
    if (this.options.file !== undefined) this.log = this.readLog();
    const http = httpSide(() => this.node());
    this.http = http;
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    this.behind = { grpc: await this.startGrpc(), http: (http.address() as AddressInfo).port };
    this.listening = await this.front.listen(this.listening);
  }

  freeze(): void {
    this.front.freeze();
  }

  thaw(): void {
    this.front.thaw();
  }

  reset(): void {
    this.front.reset();
  }

  halfClose(): void {
    this.front.halfClose();
  }

  /** The log as an older backup of it: only its first records stand. */
  restoreFirst(count: number): void {
    this.log.restoreFirst(count);
  }

  private readLog(): DoubleLog {
    return new DoubleLog(this.options.file === undefined ? undefined : new LogFile(this.options.file));
  }

  private node() {
    const { version, state, listening: port, nodeOptions: options, withoutOption } = this;
    return { version, state, position: this.log.nextPosition, port, options, withoutOption };
  }

  private startGrpc(): Promise<number> {
    const server = new Server({ 'grpc.max_receive_message_length': LARGEST_MESSAGE });
    const { log, faults, profile, open, counted } = this;
    const desk = new AppendDesk(log, faults, this.arrived);
    addServices(server, {
      log,
      desk,
      faults,
      profile,
      open,
      counted,
      batches: this.options.batches ?? true,
      node: () => this.node(),
    });
    this.grpc = server;
    return new Promise((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
  }
}
