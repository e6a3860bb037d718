import type { JsonObject } from '../fact.js';
import type { Expected, NewEvent } from './event-store.port.js';
import { AppendTooLarge, InvalidAppend, MAX_APPEND_BYTES } from './event-store.port.js';

/** An event as every adapter may send it: checked, and already in the bytes that will stand. */
export interface CheckedEvent {
  readonly id: string;
  readonly type: string;
  /** JSON text in ASCII-safe form: U+0000 and lone surrogates are escaped, so they survive any UTF-8 store. */
  readonly data: string;
  readonly metadata: string;
  /** Township of the envelope, empty when the fact names none. */
  readonly town: string;
  readonly recordedAt: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NIL = '00000000-0000-0000-0000-000000000000';
const STREAM = /^[\x21-\x7e]+$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const CONTROL = /[\u0000-\u001f\u007f]/;
/** Deeper nesting is nobody's fact, and a recursion without a floor is a way to stop a process. */
const MAX_DEPTH = 64;

/**
 * Everything a store may not be asked is refused here, before it is asked: a malformed append can poison a client
 * connection and with it the appends of innocent neighbours. Throws `InvalidAppend` or `AppendTooLarge`.
 */
export function checkAppend(stream: string, expected: Expected, events: readonly NewEvent[]): readonly CheckedEvent[] {
  assertStream(stream);
  assertExpected(expected);
  if (events.length === 0) throw new InvalidAppend(`${stream}: empty append`);
  const ids = new Set<string>();
  const checked = events.map((event) => {
    if (ids.has(event.id)) throw new InvalidAppend(`${stream}: id ${event.id} twice in one append`);
    ids.add(event.id);
    return checkEvent(stream, event);
  });
  const bytes = checked.reduce((sum, event) => sum + sizeOf(event), 0);
  if (bytes > MAX_APPEND_BYTES) throw new AppendTooLarge(bytes);
  return checked;
}

function assertStream(stream: string): void {
  if (typeof stream !== 'string' || !STREAM.test(stream)) {
    throw new InvalidAppend(`stream name ${JSON.stringify(stream)}: visible ASCII characters only, at least one`);
  }
  if (stream.startsWith('$'))
    throw new InvalidAppend(`stream name ${stream}: names beginning with $ belong to the store`);
}

function assertExpected(expected: Expected): void {
  if (expected !== 'none' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new InvalidAppend(`expected revision ${String(expected)}: 'none' or a whole number from 0`);
  }
}

function checkEvent(stream: string, event: NewEvent): CheckedEvent {
  const { id, type, data, metadata } = event;
  if (typeof id !== 'string' || !UUID.test(id) || id === NIL) {
    throw new InvalidAppend(`${stream}: event id ${JSON.stringify(id)} is no lower-case UUID`);
  }
  if (typeof type !== 'string' || type === '' || CONTROL.test(type) || !type.isWellFormed()) {
    throw new InvalidAppend(`${stream}: event type ${JSON.stringify(type)}`);
  }
  assertPlain(`${stream} ${type} data`, data);
  assertEnvelope(`${stream} ${type} metadata`, metadata);
  return {
    id,
    type,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
    town: metadata.townCode ?? '',
    recordedAt: metadata.recordedAt,
  };
}

function assertPlain(place: string, data: JsonObject): void {
  if (!isPlainObject(data)) throw new InvalidAppend(`${place}: not an object`);
  assertJson(place, data, 0);
}

function assertEnvelope(place: string, metadata: object): void {
  if (!isPlainObject(metadata)) throw new InvalidAppend(`${place}: not an object`);
  for (const key of Object.keys(metadata)) {
    const value = (metadata as Record<string, unknown>)[key];
    if (value !== undefined && typeof value !== 'string') throw new InvalidAppend(`${place}.${key}: not a string`);
  }
  const { recordedAt } = metadata as { recordedAt?: string };
  if (recordedAt === undefined || !INSTANT.test(recordedAt)) throw new InvalidAppend(`${place}.recordedAt: no instant`);
}

/** What JSON cannot carry would come back as something else: refuse it instead of changing a fact. */
function assertJson(place: string, value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw new InvalidAppend(`${place}: nested deeper than ${MAX_DEPTH}`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new InvalidAppend(`${place}: ${value} is no JSON number`);
    return;
  }
  if (Array.isArray(value)) {
    // Not forEach: it skips holes, which JSON would fill with null.
    for (let at = 0; at < value.length; at++) assertJson(`${place}/${at}`, value[at], depth + 1);
    return;
  }
  if (!isPlainObject(value)) throw new InvalidAppend(`${place}: ${typeof value} is no JSON value`);
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) assertJson(`${place}/${key}`, member, depth + 1);
  }
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  // An object literal of another realm (a worker, a sandboxed test) is as plain as ours.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'hasOwnProperty');
}

function sizeOf(event: CheckedEvent): number {
  return Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata) + 2 * Buffer.byteLength(event.type);
}
