import { connect } from 'node:net';
import type { Answer } from '../load/http-connection.js';
import { HttpConnection, LineBroken, wholeAnswer } from '../load/http-connection.js';
import type { OnTheLine } from './request-bytes.js';

/** How long a server may think about bytes that lie about their length, once nothing more can come. */
const PATIENCE_MS = 5_000;

/** Sends requests one by one and waits for each answer; undefined when none came. */
export class Line {
  private readonly connection: HttpConnection;

  constructor(private readonly port: number) {
    this.connection = new HttpConnection(port);
  }

  async send({ bytes, broken, last }: OnTheLine): Promise<Answer | undefined> {
    if (broken) return sentOnce(this.port, bytes);
    try {
      return await this.connection.send(bytes);
    } catch (error) {
      if (error instanceof LineBroken) return undefined;
      throw error;
    } finally {
      if (last) this.connection.close();
    }
  }

  close(): void {
    this.connection.close();
  }
}

/** On a line of its own, closed on our side after the bytes: the server sees that nothing more will come. */
function sentOnce(port: number, bytes: Buffer): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const done = (): void => {
      socket.destroy();
      resolve(wholeAnswer(received));
    };
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (wholeAnswer(received)) done();
    });
    socket.on('error', done);
    socket.on('end', done);
    socket.setTimeout(PATIENCE_MS, done);
    socket.end(bytes);
  });
}
