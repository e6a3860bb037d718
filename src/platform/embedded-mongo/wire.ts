import { BSON } from 'bson';
import type { Document } from './values.js';

/** MongoDB wire protocol: OP_MSG with sections of kind 0 and 1, and OP_QUERY for the first hello only. */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;
const KNOWN_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME | EXHAUST_ALLOWED;
/** Of OP_REPLY. */
const AWAIT_CAPABLE = 8;

export const MAX_MESSAGE_BYTES = 48_000_000;

export interface Request {
  readonly command: Document;
  readonly bytes: number;
  /** The caller wants no answer. */
  readonly silent: boolean;
  /** Turns the answer into bytes. */
  encode(reply: Document): Buffer;
}

/** What arrives is no message this server reads; the connection is closed. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
}

/** Cuts the bytes of a connection into messages. */
export class Framing {
  private chunks: Buffer[] = [];
  private size = 0;
  private needed = HEADER_BYTES;

  /** The messages that are complete with these bytes. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const messages: Buffer[] = [];
    while (this.size >= this.needed) {
      const bytes = this.chunks.length === 1 && this.chunks[0] ? this.chunks[0] : Buffer.concat(this.chunks);
      const length = lengthOf(bytes);
      if (bytes.length >= length) messages.push(bytes.subarray(0, length));
      const rest = bytes.length >= length ? bytes.subarray(length) : bytes;
      this.chunks = rest.length > 0 ? [rest] : [];
      this.size = rest.length;
      this.needed = rest.length >= HEADER_BYTES ? lengthOf(rest) : HEADER_BYTES;
    }
    return messages;
  }
}

function lengthOf(bytes: Buffer): number {
  const length = bytes.readInt32LE(0);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new ProtocolViolation(`message of ${length} bytes`);
  return length;
}

/** Reads a message. Throws if it is damaged or of a kind that is not answered. */
export function decodeRequest(message: Buffer, nextId: () => number): Request {
  const requestId = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === OP_QUERY) {
    const encode = (reply: Document): Buffer => opReply(nextId(), requestId, reply);
    return { command: queryCommand(message), bytes: message.length, silent: false, encode };
  }
  if (operation !== OP_MSG) throw new ProtocolViolation(`operation ${operation}`);
  const flags = message.readUInt32LE(HEADER_BYTES);
  if ((flags & ~KNOWN_FLAGS) !== 0) throw new ProtocolViolation(`flags ${flags}`);
  const end = message.length - ((flags & CHECKSUM_PRESENT) === 0 ? 0 : 4);
  return {
    command: sections(message.subarray(HEADER_BYTES + 4, end)),
    bytes: message.length,
    silent: (flags & MORE_TO_COME) !== 0,
    encode: (reply) => opMsg(nextId(), requestId, reply),
  };
}

/**
 * One document of kind 0; the documents of kind 1 are put into it as arrays under their names, `documents` as bytes and
 * `updates` with the bytes of what they write.
 */
function sections(bytes: Buffer): Document {
  let body: Document | undefined;
  const sequences: Record<string, readonly (Document | Buffer)[]> = {};
  for (let at = 0; at < bytes.length;) {
    const kind = bytes.readUInt8(at);
    const size = bytes.readInt32LE(at + 1);
    const section = bytes.subarray(at + 1, at + 1 + size);
    if (size < 5 || section.length < size) throw new ProtocolViolation(`section of ${size} bytes`);
    if (kind === 0 && !body) body = decode(section);
    else if (kind === 1) Object.assign(sequences, sequence(section));
    else throw new ProtocolViolation(`section of kind ${kind}`);
    at += 1 + size;
  }
  if (!body) throw new ProtocolViolation('message without a body');
  return { ...body, ...sequences };
}

/** Documents to be inserted, or to stand in another's place, are left as they came: most are kept without ever being read. */
function sequence(section: Buffer): Record<string, readonly (Document | Buffer)[]> {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolViolation('document sequence without a name');
  const name = section.toString('utf8', 4, nameEnd);
  const documents: (Document | Buffer)[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new ProtocolViolation(`document of ${size} bytes`);
    const bytes = section.subarray(at, at + size);
    documents.push(readAs(name, bytes));
    at += size;
  }
  return { [name]: documents };
}

function readAs(sequenceName: string, bytes: Buffer): Document | Buffer {
  if (sequenceName === 'documents') return bytes;
  return sequenceName === 'updates' ? updateStatement(bytes) : decode(bytes);
}

/** A statement of an update command, read but for what it writes where that is a document. */
function updateStatement(bytes: Buffer): Document {
  const statement: Record<string, unknown> = BSON.deserialize(bytes, { ...DECODING, raw: true });
  for (const [name, value] of Object.entries(statement)) {
    if (name !== 'u' && Buffer.isBuffer(value)) statement[name] = decode(value);
  }
  return statement;
}

function queryCommand(message: Buffer): Document {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0) throw new ProtocolViolation('query without a collection');
  return { ...decode(message.subarray(nameEnd + 1 + 8)), $db: 'admin' };
}

/** 64-bit integers stay objects, so that they can be told from numbers and refused. */
export function decode(bytes: Buffer): Document {
  return BSON.deserialize(bytes, DECODING);
}

const DECODING = { promoteLongs: false, promoteBuffers: false, allowObjectSmallerThanBufferSize: true };

function opMsg(id: number, answers: number, reply: Document): Buffer {
  const body = BSON.serialize(reply);
  const bytes = Buffer.alloc(HEADER_BYTES + 5 + body.length);
  header(bytes, id, answers, OP_MSG);
  bytes.set(body, HEADER_BYTES + 5);
  return bytes;
}

function opReply(id: number, answers: number, reply: Document): Buffer {
  const body = BSON.serialize(reply);
  const bytes = Buffer.alloc(HEADER_BYTES + 20 + body.length);
  header(bytes, id, answers, OP_REPLY);
  bytes.writeInt32LE(AWAIT_CAPABLE, HEADER_BYTES);
  bytes.writeInt32LE(1, HEADER_BYTES + 16);
  bytes.set(body, HEADER_BYTES + 20);
  return bytes;
}

function header(bytes: Buffer, id: number, answers: number, operation: number): void {
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(id, 4);
  bytes.writeInt32LE(answers, 8);
  bytes.writeInt32LE(operation, 12);
}
