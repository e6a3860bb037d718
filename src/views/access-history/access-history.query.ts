import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Role } from '../../platform/auth/caller.js';
import { roleName } from '../../platform/auth/caller.js';
import type { Instant } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import { waitForPosition } from '../../platform/read-store/wait-for-position.js';
import { accessHistoryProjection } from './access-history.projection.js';

export interface AccessRow {
  readonly at: Instant;
  readonly type: string;
  readonly actor: string;
  readonly role: string;
  readonly roleName: string;
  readonly org: string;
  readonly operation: string;
  readonly fields: readonly string[];
  /** `routine` or `revealed`; empty for what is neither. */
  readonly kind: string;
  readonly purpose: string;
  readonly purposeRef: string;
  readonly channel: string;
}

/** 谁看过这一户: every access that named the household, the latest first. */
export class FindAccessHistory extends Query<Page<AccessRow>> {
  constructor(
    readonly reading: Reading,
    readonly householdId: string,
    readonly filter: PageQuery,
  ) {
    super();
  }
}

@QueryHandler(FindAccessHistory)
export class FindAccessHistoryHandler implements IQueryHandler<FindAccessHistory> {
  constructor(private readonly platform: Platform) {}

  /** Who asks sees every access recorded before he asked: the queue is written out and poured first. */
  async execute({ reading, householdId, filter }: FindAccessHistory): Promise<Page<AccessRow>> {
    const { accessLog, accessStore, accessViews } = this.platform;
    await accessLog.flush();
    await waitForPosition(accessViews, [accessHistoryProjection.name], await accessStore.head());
    const limit = limitOf(filter);
    const cursor = cursorOf(householdId, filter, 2);
    const view = await accessViews.of(accessHistoryProjection);
    const found = await view.find(
      { subjects: householdId, at: { $lte: reading.now } },
      {
        sort: { at: -1, _id: 1 },
        limit: limit + 1,
        ...(cursor
          ? {
              after: after(
                [
                  ['at', -1],
                  ['_id', 1],
                ],
                cursor,
              ),
            }
          : {}),
      },
    );
    reading.seen([householdId], ['access-history']);
    const rows = found
      .slice(0, limit)
      .map(({ _id, position, subjects, ...access }) => ({ ...access, roleName: roleName(access.role as Role) }));
    return pageOf(householdId, found, limit, rows, ({ at, _id }) => [at, _id]);
  }
}
