import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { Binary } from 'bson';
import { GREETINGS } from './allow-list.js';
import type { Commands } from './commands.js';
import { MongoFault, faultOf } from './errors.js';
import { MAX_DOCUMENT_BYTES } from './storable.js';
import type { Document } from './values.js';
import type { Request } from './wire.js';
import { Framing, MAX_MESSAGE_BYTES, decodeRequest } from './wire.js';

const MAX_BATCH = 100_000;
/** Wire version of MongoDB 7.0. */
const WIRE_VERSION = 21;

/**
 * One client. Commands are answered in the order they come; but for the greeting none before the password was right,
 * because a loopback port is open to every user of the machine.
 */
export class Connection {
  private readonly framing = new Framing();
  private admitted = false;
  private answers = 0;

  constructor(
    private readonly socket: Socket,
    private readonly id: number,
    private readonly commands: Commands,
    private readonly secret: string,
  ) {
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    // The other side went away; 'close' follows, and there is nobody left to tell.
    socket.on('error', () => socket.destroy());
  }

  private receive(chunk: Buffer): void {
    try {
      for (const message of this.framing.push(chunk)) {
        const request = decodeRequest(message, () => ++this.answers);
        const answer = this.answer(request);
        if (!request.silent) this.socket.write(answer);
      }
    } catch {
      // Not our protocol, or damaged: without a message there is no answer to give.
      this.socket.destroy();
    }
  }

  private answer({ command, bytes, encode }: Request): Buffer {
    try {
      return encode(this.run(command, bytes));
    } catch (error) {
      const { code, codeName, message, extra } = faultOf(error);
      return encode({ ok: 0, errmsg: message, code, codeName, ...extra });
    }
  }

  private run(command: Document, bytes: number): Document {
    const [name = ''] = Object.keys(command);
    if (GREETINGS.has(name)) return this.greeting();
    if (name === 'saslStart') return this.admit(command);
    if (!this.admitted) throw new MongoFault(13, 'Unauthorized', 'the embedded read store serves its own process only');
    return this.commands.run(command, bytes);
  }

  /** SASL PLAIN: one message of the form `\0user\0password`. */
  private admit({ mechanism, payload }: Document): Document {
    const given = payload instanceof Binary ? Buffer.from(payload.value()).toString().split('\0') : [];
    this.admitted = mechanism === 'PLAIN' && matches(given[2], this.secret);
    if (!this.admitted) throw new MongoFault(18, 'AuthenticationFailed', 'Authentication failed.');
    return { conversationId: 1, done: true, payload: new Binary(), ok: 1 };
  }

  /** A server of its own, no replica set: the driver then offers neither transactions nor change streams. */
  private greeting(): Document {
    return {
      helloOk: true,
      ismaster: true,
      isWritablePrimary: true,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      maxWriteBatchSize: MAX_BATCH,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: 30,
      connectionId: this.id,
      minWireVersion: 0,
      maxWireVersion: WIRE_VERSION,
      readOnly: false,
      ok: 1,
    };
  }
}

function matches(given: unknown, secret: string): boolean {
  if (typeof given !== 'string') return false;
  const [left, right] = [Buffer.from(given), Buffer.from(secret)];
  return left.length === right.length && timingSafeEqual(left, right);
}
