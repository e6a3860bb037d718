import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { dueAfterHours, isOverdue } from '../../platform/calendar/deadline.js';
import type { Instant } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import { withFamiliesNow } from '../merged-families/families-now.js';
import type { InboxDocument } from './clue-inbox.projection.js';
import { clueInboxProjection } from './clue-inbox.projection.js';

export interface InboxFilter extends PageQuery {
  readonly town?: string;
  readonly village?: string;
  readonly urgency?: string;
  readonly source?: string;
}

export interface InboxRow {
  readonly caseId: string;
  readonly townCode: string;
  readonly villageCode: string | null;
  readonly villageName: string | null;
  readonly urgency: string;
  readonly receivedAt: Instant;
  readonly source: string | null;
  readonly knownAt: Instant | null;
  readonly reportedAt: Instant | null;
  readonly reportLate: boolean;
  readonly needs: readonly string[];
  readonly householdRef: string | null;
  /** Of the person reported, or of whoever rang while there is no clue. */
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly text: string | null;
  readonly callNo: string | null;
  /** Of calls and urgent clues (NOTICE-1ST); null where none is owed. */
  readonly firstResponse: { readonly dueAt: Instant; readonly at: Instant | null; readonly overdue: boolean } | null;
  readonly endorsed: boolean;
  readonly verified: { readonly result: string; readonly needsListing: boolean; readonly at: Instant } | null;
}

/** Calls and clues of the caller's area that wait for their next step, the oldest first. */
export class FindClueInbox extends Query<Page<InboxRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: InboxFilter,
  ) {
    super();
  }
}

const INBOX_FIELDS: readonly string[] = ['name', 'phone', 'address', 'text'];

@QueryHandler(FindClueInbox)
export class FindClueInboxHandler implements IQueryHandler<FindClueInbox> {
  async execute({ reading, filter }: FindClueInbox): Promise<Page<InboxRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('clue-inbox', filter, 2);
    const { town, village, urgency, source } = filter;
    const asked = Object.entries({ town, village, urgency, 'clue.source': source }).filter(
      ([, to]) => to !== undefined,
    );
    const view = await reading.views.of(clueInboxProjection);
    const order = [
      ['receivedAt', 1],
      ['_id', 1],
    ] as const;
    const found = await view.find(
      { $and: [areaFilter(reading.area), Object.fromEntries(asked)] },
      { sort: Object.fromEntries(order), limit: limit + 1, ...(cursor ? { after: after(order, cursor) } : {}) },
    );
    const shown = await withFamilyNow(reading, found.slice(0, limit));
    reading.seen(shown.map(subjectOf), INBOX_FIELDS);
    const rows = await Promise.all(shown.map((document) => inboxRow(document, reading)));
    return pageOf('clue-inbox', found, limit, rows, ({ receivedAt, _id }) => [receivedAt, _id]);
  }
}

/** A clue about a registered family names the household that family is now. */
async function withFamilyNow({ views }: Reading, documents: readonly InboxDocument[]): Promise<InboxDocument[]> {
  const clues = await withFamiliesNow(
    views,
    documents.map(({ clue }): { readonly householdRef?: string } => clue ?? {}),
  );
  return documents.map(({ clue, ...document }, index) =>
    clue === undefined ? document : { ...document, clue: { ...clue, ...clues[index] } },
  );
}

/** Whose particulars a row shows: the family's, the reported person's, or the caller's. */
function subjectOf({ _id, clue, call }: InboxDocument): string {
  return clue?.householdRef ?? clue?.subject?.subjectId ?? call?.caller.callerId ?? _id;
}

async function inboxRow(document: InboxDocument, reading: Reading): Promise<InboxRow> {
  const { _id, town, village, urgency, receivedAt, call, clue, endorsedBy, verified } = document;
  const { open, rules } = reading;
  const person = clue === undefined ? call?.caller : clue.subject;
  return {
    caseId: _id,
    townCode: town,
    villageCode: village ?? null,
    villageName: rules.divisions.nameOf(village),
    urgency,
    receivedAt,
    source: clue?.source ?? null,
    knownAt: clue?.knownAt ?? null,
    reportedAt: clue?.reportedAt ?? null,
    reportLate: clue?.reportLate ?? false,
    needs: clue?.needs ?? [],
    householdRef: clue?.householdRef ?? null,
    name: await open.name(person?.name),
    phone: await open.phone(person?.phone),
    address: await open.address(clue?.subject?.address),
    text: await open.text(clue?.text),
    callNo: call?.callNo ?? null,
    firstResponse: firstResponse(document, reading),
    endorsed: endorsedBy !== undefined,
    verified: verified ?? null,
  };
}

/** From the call, or from an urgent clue's arrival; the hours run through nights and holidays. */
function firstResponse(document: InboxDocument, { now, rules }: Reading): InboxRow['firstResponse'] {
  const { call, clue, urgency, response } = document;
  const since = call?.callAt ?? (urgency === 'URGENT' ? clue?.reportedAt : undefined);
  if (since === undefined) return null;
  const { dueAt } = dueAfterHours(since, rules.parameters.number('NOTICE-1ST'));
  return { dueAt, at: response?.at ?? null, overdue: isOverdue(dueAt, response?.recordedAt ?? now) };
}
