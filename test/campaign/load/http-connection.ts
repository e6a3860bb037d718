import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** The line broke, or never came about, before the answer was whole: what became of the request is not known. */
export class LineBroken extends Error {
  override readonly name = 'LineBroken';
}

interface Awaited {
  answered(answer: Answer): void;
  broken(error: LineBroken): void;
}

/** A server that has not answered after so long is not going to. */
const LONGEST_SILENCE_MS = 60_000;
const HEAD_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

/**
 * One keep-alive connection to a server on this machine, one request at a time. A bare socket, because the load shares
 * two cores with the server: an HTTP client of the library costs as much as the server it is to measure.
 */
export class HttpConnection {
  private socket?: Socket;
  private received: Buffer = NOTHING;
  private awaited?: Awaited;

  constructor(private readonly port: number) {}

  get busy(): boolean {
    return this.awaited !== undefined;
  }

  /** Sends the request as it stands on the wire. Rejects with LineBroken; the next request opens a new line. */
  send(request: string | Buffer): Promise<Answer> {
    if (this.awaited) throw new Error('one request at a time');
    return new Promise((resolve, reject) => {
      this.awaited = { answered: resolve, broken: reject };
      this.line().write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
    this.lost('closed');
  }

  private line(): Socket {
    if (this.socket && !this.socket.destroyed && this.socket.writable) return this.socket;
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    const gone = (reason: string) => () => {
      if (this.socket === socket) this.lost(reason);
    };
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', gone('error'));
    socket.on('close', gone('closed by the server'));
    socket.setTimeout(LONGEST_SILENCE_MS, () => socket.destroy());
    this.socket = socket;
    return socket;
  }

  private lost(reason: string): void {
    const { awaited } = this;
    this.socket = undefined;
    this.received = NOTHING;
    this.awaited = undefined;
    awaited?.broken(new LineBroken(reason));
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const answer = wholeAnswer(this.received);
    if (!answer) return;
    const { awaited } = this;
    this.received = NOTHING;
    this.awaited = undefined;
    if (/\r\nconnection: close/i.test(answer.headers)) {
      this.socket?.destroy();
      this.socket = undefined;
    }
    awaited?.answered(answer);
  }
}

/** The answer that these bytes begin with; undefined while some of it is missing. */
export function wholeAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const headers = received.toString('latin1', 0, end);
  const body = received.subarray(end + HEAD_END.length);
  const status = Number(headers.slice(9, 12));
  if (status < 200) return wholeAnswer(body);
  const length = /\r\ncontent-length: *(\d+)/i.exec(headers)?.[1];
  if (length !== undefined) {
    return body.length < Number(length) ? undefined : { status, headers, body: body.toString('utf8') };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(headers)) return { status, headers, body: '' };
  const whole = unchunked(body);
  return whole && { status, headers, body: whole.toString('utf8') };
}

/** Undefined while the last chunk is missing. */
function unchunked(body: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    const start = lineEnd + 2;
    if (body.length < start + size + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}
