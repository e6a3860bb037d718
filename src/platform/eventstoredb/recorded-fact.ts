import type { AllStreamResolvedEvent, RecordedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { Envelope, JsonObject, Recorded } from '../fact.js';
import { IDENTITY_STREAM } from './identity-stream.js';
import { ForeignRecord } from './refusals.js';

/** One place of the log: a fact, or a record that is none of ours (the store's own, or a link whose target is gone). */
export interface Place {
  readonly position: number;
  readonly fact?: Recorded;
}

/** Throws `ForeignRecord` when the numbers of a record do not fit, or it claims to be a fact and cannot be. */
export function placeOf(resolved: ResolvedEvent | AllStreamResolvedEvent): Place {
  const { event, link } = resolved;
  const record = event ?? link;
  if (!record) throw new ForeignRecord('$all', 'neither an event nor a link');
  const position = positionOf(record);
  return event && isOurs(event.streamId) ? { position, fact: factOf(event, position) } : { position };
}

/** The fact of a stream that is certainly ours. */
export function factIn({ event }: ResolvedEvent): Recorded | undefined {
  return event && factOf(event, positionOf(event));
}

/** The commit position. Events written by appends have the same prepare position; others this program does not know. */
function positionOf({ streamId, revision, position }: RecordedEvent): number {
  const place = `${streamId}@${revision}`;
  if (!position) throw new ForeignRecord(place, 'no position');
  if (position.commit !== position.prepare) throw new ForeignRecord(place, 'commit and prepare position differ');
  return safe(position.commit, place);
}

/** A 64-bit number as a JavaScript number that counts exactly; throws `ForeignRecord` beyond that. */
export function safe(value: bigint, place: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new ForeignRecord(place, `${value} is no safe integer`);
  return number;
}

function isOurs(stream: string): boolean {
  return !stream.startsWith('$') && stream !== IDENTITY_STREAM;
}

function factOf(event: RecordedEvent, position: number): Recorded {
  const place = `${event.streamId}@${event.revision}`;
  if (!isObject(event.data) || !isEnvelope(event.metadata)) throw new ForeignRecord(place, 'no fact with an envelope');
  return {
    type: event.type,
    data: event.data,
    id: event.id,
    stream: event.streamId,
    revision: safe(event.revision, place),
    position,
    metadata: event.metadata,
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What every append was checked for is enough to tell it from another program's. */
function isEnvelope(value: unknown): value is Envelope {
  return isObject(value) && typeof value['recordedAt'] === 'string';
}
