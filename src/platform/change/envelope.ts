import type { NewEvent } from '../event-store/event-store.port.js';
import type { Decided, Envelope, Instant } from '../fact.js';
import { RuleBroken } from '../rule-broken.js';
import { cutOffOfMonth } from '../calendar/deadline.js';
import { localDateOf, monthOfInstant, startOfDay } from '../calendar/local-date.js';
import type { Unit } from './aggregate.js';
import type { CommandContext } from './command-context.js';
import { eventIdOf } from './command-id.js';
import type { Rules } from './given.js';
import type { UpcastChains } from './upcast.js';
import { schemaVersionOf } from './upcast.js';

/**
 * Refuses facts from the future or from before the system's first day (rule I-22). A business time equal to now is
 * the present. Facts of clocks (role SYSTEM) carry the due instant and are exempt.
 */
export function assertWithinTime(fact: Decided, now: Instant, rules: Rules): void {
  const at = fact.occurredAt;
  if (at === undefined) return;
  if (at > now) throw new RuleBroken('I-22', '发生时间晚于当前时间，不能登记尚未发生的事', '/occurredAt');
  const earliest = rules.parameters.number('EARLIEST-DAY');
  if (Number(localDateOf(at).replaceAll('-', '')) < earliest) {
    throw new RuleBroken('I-22', `发生日期早于系统起始日 ${dayText(earliest)}`, '/occurredAt', {
      parameter: 'EARLIEST-DAY',
    });
  }
}

function dayText(day: number): string {
  const text = String(day);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** A fact recorded after 24:00 of the n-th working day of the month after it happened is a late entry (I-22). */
export function isLateEntry(occurredAt: Instant, recordedAt: Instant, rules: Rules): boolean {
  const month = monthOfInstant(occurredAt);
  if (recordedAt < startOfDay(`${month}-28`)) return false;
  return recordedAt > cutOffOfMonth(month, rules.parameters.number('LATE-CUTOFF'), rules.calendar).dueAt;
}

/** The stream a fact goes into: whose it is, and in which version its types are written. */
export interface Owner extends Unit {
  readonly upcasts?: UpcastChains;
}

/** The flat map beside every fact. `causationId` is the request's unless a policy names the event that caused it. */
export function envelopeOf(
  fact: Decided,
  context: CommandContext,
  rules: Rules,
  owner: Owner,
  recordedAt: Instant,
): Envelope {
  const occurredAt = fact.occurredAt ?? recordedAt;
  const late = context.caller.role !== 'SYSTEM' && isLateEntry(occurredAt, recordedAt, rules);
  return {
    $correlationId: context.correlationId,
    $causationId: context.causationId ?? context.commandId,
    commandId: context.commandId,
    requestHash: context.requestHash,
    actorId: context.caller.id,
    actorPerson: context.caller.person,
    actorRole: context.caller.role,
    actorOrg: context.caller.org,
    ...(context.onBehalfOf === undefined ? {} : { onBehalfOf: context.onBehalfOf }),
    ...(owner.townCode === undefined ? {} : { townCode: owner.townCode }),
    ...(owner.villageCode === undefined ? {} : { villageCode: owner.villageCode }),
    ...(fact.subjectPeriod === undefined ? {} : { subjectPeriod: fact.subjectPeriod }),
    divisionEdition: rules.divisions.edition,
    rulebookVersion: String(rules.version),
    occurredAt,
    recordedAt,
    ...(late ? { lateEntry: 'true' } : {}),
    schemaVersion: schemaVersionOf(fact.type, owner.upcasts),
    ...(context.traceparent === undefined ? {} : { traceparent: context.traceparent }),
  };
}

/** The n-th event of a command, ready for the store. */
export function newEvent(fact: Decided, envelope: Envelope, index: number): NewEvent {
  return { id: eventIdOf(envelope.commandId, index), type: fact.type, data: fact.data, metadata: envelope };
}
