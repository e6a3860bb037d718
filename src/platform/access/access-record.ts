import type { Caller } from '../auth/caller.js';
import type { NewEvent } from '../event-store/event-store.port.js';
import { MAX_APPEND_BYTES } from '../event-store/event-store.port.js';
import type { Instant, JsonObject, JsonValue } from '../fact.js';
import type { AccessFact } from './access-facts.js';

/** Subjects of one fact; whole-city sheets name more and are divided, so that no record is too large to be written. */
const SUBJECTS_PER_FACT = 5_000;
const MASKED = '***';
/** Ids, codes, hashes, instants, addresses of machines. What a person typed or is called looks otherwise. */
const CODE = /^[A-Za-z0-9_.:,;=+/-]{0,200}$/;
/** Digits that could be a phone, ID or bank number. Unit codes have 6, 9 or 12 digits. */
const PARTICULAR = /^(\d{11}|\d{13,}|\d{17}[\dXx])$/;

/** Who, when, under which id and request. */
export interface RecordContext {
  readonly caller: Caller;
  readonly now: Instant;
  readonly ids: () => string;
  readonly correlationId?: string;
}

/** The events of one access fact, ready for the log. Throws RangeError for one that no log could take. */
export function recordsOf(fact: AccessFact, { caller, now, ids, correlationId }: RecordContext): readonly NewEvent[] {
  const commandId = ids();
  return divided(fact).map(({ type, data }, index) => {
    const event: NewEvent = {
      id: index === 0 ? commandId : ids(),
      type,
      data: maskedObject(data),
      metadata: {
        $correlationId: correlationId ?? commandId,
        $causationId: correlationId ?? commandId,
        commandId,
        requestHash: '',
        actorId: caller.id,
        actorPerson: caller.person,
        actorRole: caller.role,
        actorOrg: caller.org,
        divisionEdition: '',
        rulebookVersion: '',
        occurredAt: now,
        recordedAt: now,
        schemaVersion: '1',
      },
    };
    if (bytesOf(event) > MAX_APPEND_BYTES) throw new RangeError(`查阅记录 ${type} 过大，无法写入`);
    return event;
  });
}

/** As an event store counts. */
export function bytesOf({ type, data, metadata }: NewEvent): number {
  const text = JSON.stringify(data) + JSON.stringify(metadata);
  return Buffer.byteLength(text) + 2 * Buffer.byteLength(type);
}

function divided(fact: AccessFact): readonly { readonly type: string; readonly data: JsonObject }[] {
  const { type } = fact;
  const subjects = fact.data.subjects ?? [];
  // A union of object types is no index signature for the compiler; each member of it is plain JSON.
  const data: JsonObject = { ...fact.data };
  if (subjects.length <= SUBJECTS_PER_FACT) return [{ type, data }];
  const parts = Math.ceil(subjects.length / SUBJECTS_PER_FACT);
  return Array.from({ length: parts }, (_, index) => ({
    type,
    data: {
      ...data,
      subjects: subjects.slice(index * SUBJECTS_PER_FACT, (index + 1) * SUBJECTS_PER_FACT),
      part: index + 1,
      parts,
    },
  }));
}

/** The record must not become a second place where particulars lie: a search text or a name passed by mistake is masked. */
function maskedObject(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => (value === undefined ? [] : [[masked(key), maskedValue(value)]])),
  );
}

function maskedValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return masked(value);
  if (typeof value !== 'object' || value === null) return value;
  return isList(value) ? value.map(maskedValue) : maskedObject(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function masked(text: string): string {
  return CODE.test(text) && !PARTICULAR.test(text) ? text : MASKED;
}
