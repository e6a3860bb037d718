import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Instant } from '../../platform/fact.js';
import type { Caller, Role } from '../../platform/auth/caller.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { ProposalDocument, ProposalKind } from './proposals.projection.js';
import { ACROSS, proposalsProjection } from './proposals.projection.js';

export interface ProposalRow {
  readonly proposalId: string;
  readonly kind: ProposalKind;
  /** The household it is about, or the case. */
  readonly householdId: string | null;
  readonly caseId: string | null;
  readonly townCode: string;
  readonly villageCode: string;
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  readonly proposedByRole: string;
  readonly about: string;
  readonly fields: readonly string[];
  readonly reason: string | null;
  /** False for the proposer himself: another person has to approve (I-25). */
  readonly mayApprove: boolean;
}

/** What awaits a second person in the caller's area, the oldest first. */
export class FindProposals extends Query<Page<ProposalRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: PageQuery & { readonly kind?: ProposalKind },
  ) {
    super();
  }
}

@QueryHandler(FindProposals)
export class FindProposalsHandler implements IQueryHandler<FindProposals> {
  async execute({ reading, filter }: FindProposals): Promise<Page<ProposalRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('proposals', filter, 2);
    const view = await reading.views.of(proposalsProjection);
    const found = await view.find(
      { $and: [areaFilter(reading.area), filter.kind === undefined ? {} : { kind: filter.kind }] },
      {
        sort: { proposedAt: 1, _id: 1 },
        limit: limit + 1,
        ...(cursor
          ? {
              after: after(
                [
                  ['proposedAt', 1],
                  ['_id', 1],
                ],
                cursor,
              ),
            }
          : {}),
      },
    );
    const shown = found.slice(0, limit);
    reading.seen(
      shown.map(({ household, caseId, _id }) => household ?? caseId ?? _id),
      ['reason'],
    );
    const rows = await Promise.all(
      shown.map(async (document) => ({
        proposalId: document.proposalId ?? document._id,
        kind: document.kind,
        householdId: document.household ?? null,
        caseId: document.caseId ?? null,
        townCode: document.town,
        villageCode: document.village,
        proposedAt: document.proposedAt,
        proposedBy: document.proposedBy,
        proposedByRole: document.proposedByRole,
        about: document.about,
        fields: document.fields,
        reason: await reading.open.text(document.reason),
        mayApprove: mayApprove(document, reading.caller),
      })),
    );
    return pageOf('proposals', found, limit, rows, ({ proposedAt, _id }) => [proposedAt, _id]);
  }
}

/** Another person, and one whose word it is. */
function mayApprove(document: ProposalDocument, { id, person, role }: Caller): boolean {
  const { proposedBy, proposedByPerson } = document;
  return approversOf(document).includes(role) && proposedBy !== id && proposedByPerson !== person;
}

/**
 * Visit corrections, excuses, splits, mergers and reopened cases are the reviewer's word, corrections of other facts the bureau's too, a merger
 * across townships the bureau's alone; who moves in, the officer's.
 */
function approversOf({ kind, fields }: ProposalDocument): readonly Role[] {
  if (kind === 'MOVE') return ['OFFICER'];
  if (kind === 'MERGE' && fields.includes(ACROSS)) return ['BUREAU'];
  return kind === 'CORRECTION' ? ['REVIEWER', 'BUREAU'] : ['REVIEWER'];
}
