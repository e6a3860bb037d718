import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { LocalDate } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { policyBasisProjection } from './policy-basis.projection.js';

export interface PolicyBasisRow {
  readonly basisId: string;
  readonly title: string;
  readonly issuer: string;
  readonly documentNo: string | null;
  readonly indexNo: string | null;
  readonly on: LocalDate;
  readonly goals: readonly string[];
}

/** The documents the work rests on (S01), the latest first; they belong to the whole city. */
export class FindPolicyBasis extends Query<Page<PolicyBasisRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: PageQuery,
  ) {
    super();
  }
}

const ORDER = [
  ['on', -1],
  ['_id', 1],
] as const;

@QueryHandler(FindPolicyBasis)
export class FindPolicyBasisHandler implements IQueryHandler<FindPolicyBasis> {
  async execute({ reading, filter }: FindPolicyBasis): Promise<Page<PolicyBasisRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('policy-basis', filter, 2);
    const view = await reading.views.of(policyBasisProjection);
    const found = await view.find(
      {},
      { sort: { on: -1, _id: 1 }, limit: limit + 1, ...(cursor ? { after: after(ORDER, cursor) } : {}) },
    );
    const rows = found.slice(0, limit).map(({ _id, title, issuer, documentNo, indexNo, on, goals }) => ({
      basisId: _id,
      title,
      issuer,
      documentNo: documentNo ?? null,
      indexNo: indexNo ?? null,
      on,
      goals,
    }));
    return pageOf('policy-basis', found, limit, rows, ({ on, _id }) => [on, _id]);
  }
}
