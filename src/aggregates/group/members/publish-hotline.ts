import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided, LocalDate } from '../../../platform/fact.js';
import { parsePhone } from '../../../platform/identity/phone.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { HotlinePublished } from '../group.events.js';
import type { Group } from '../group.js';
import { constituted } from '../group.js';
import { assertHappenedOn } from './group-rules.js';

/** A number is published that the township answers (S13); a number published already is not published again. */
export class PublishHotline {
  constructor(
    readonly townCode: string,
    readonly number: string,
    readonly on: LocalDate,
  ) {}
}

export const publishHotlineAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function publishHotline(
  { number, on }: PublishHotline,
  state: Group,
  given: Given,
): readonly Decided<HotlinePublished>[] {
  const { since, hotlines } = constituted(state);
  const read = parsePhone(number, { allowHotline: true });
  if (!read.ok) throw new RuleBroken('not-a-number', read.reason, '/number');
  if (hotlines.includes(read.phone)) return [];
  assertHappenedOn(on, since, given);
  return [{ type: 'HotlinePublished', data: { number: read.phone, on }, occurredAt: startOfDay(on) }];
}
