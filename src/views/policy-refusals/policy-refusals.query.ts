import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { nameOf, policyNames } from '../../aggregates/case/codes.js';
import type { Instant } from '../../platform/fact.js';
import { after } from '../../platform/http/cursor.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { cursorOf, limitOf, pageOf } from '../../platform/http/page.js';
import type { Reading } from '../../platform/http/reading.js';
import { areaFilter } from '../../platform/read-store/area-filter.js';
import type { PolicyRefusalDocument, RefusalState } from './policy-refusals.projection.js';
import { policyRefusalsProjection, refusalStates } from './policy-refusals.projection.js';

export interface PolicyRefusalsFilter extends PageQuery {
  readonly town?: string;
  readonly state?: RefusalState;
}

export interface PolicyRefusalRow {
  readonly refusalId: string;
  readonly caseId: string;
  readonly townCode: string;
  readonly townName: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly policy: string;
  readonly policyName: string;
  readonly refusedAt: Instant;
  readonly rule: string;
  /** The rule's words in Chinese. */
  readonly reason: string;
  readonly state: RefusalState;
  readonly stateName: string;
  readonly retriedAt: Instant | null;
  readonly retriedBy: string | null;
  /** Of the second refusal, which is final. */
  readonly finalRule: string | null;
  readonly finalReason: string | null;
}

/** What was to follow by itself in the caller's area and did not, the oldest first; without a state those that wait. */
export class FindPolicyRefusals extends Query<Page<PolicyRefusalRow>> {
  constructor(
    readonly reading: Reading,
    readonly filter: PolicyRefusalsFilter,
  ) {
    super();
  }
}

const ORDER = [
  ['refusedAt', 1],
  ['_id', 1],
] as const;

@QueryHandler(FindPolicyRefusals)
export class FindPolicyRefusalsHandler implements IQueryHandler<FindPolicyRefusals> {
  async execute({ reading, filter }: FindPolicyRefusals): Promise<Page<PolicyRefusalRow>> {
    const limit = limitOf(filter);
    const cursor = cursorOf('policy-refusals', filter, 2);
    const { town, state = 'OPEN' } = filter;
    const view = await reading.views.of(policyRefusalsProjection);
    const found = await view.find(
      { $and: [areaFilter(reading.area), { state, ...(town === undefined ? {} : { town }) }] },
      { sort: Object.fromEntries(ORDER), limit: limit + 1, ...(cursor ? { after: after(ORDER, cursor) } : {}) },
    );
    const rows = found.slice(0, limit).map((document) => refusalRow(document, reading));
    return pageOf('policy-refusals', found, limit, rows, ({ refusedAt, _id }) => [refusedAt, _id]);
  }
}

function refusalRow(
  { _id, town, village, caseId, policy, refusedAt, rule, reason, state, retried }: PolicyRefusalDocument,
  { rules: { divisions } }: Pick<Reading, 'rules'>,
): PolicyRefusalRow {
  const again = retried?.outcome.done === false ? retried.outcome : undefined;
  return {
    refusalId: _id,
    caseId,
    townCode: town,
    townName: divisions.nameOf(town),
    villageCode: village,
    villageName: divisions.nameOf(village),
    policy,
    policyName: nameOf(policy, policyNames),
    refusedAt,
    rule,
    reason,
    state,
    stateName: refusalStates[state],
    retriedAt: retried?.at ?? null,
    retriedBy: retried?.by ?? null,
    finalRule: again?.rule ?? null,
    finalReason: again?.reason ?? null,
  };
}
