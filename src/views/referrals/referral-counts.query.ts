import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import { departmentNames } from '../../aggregates/case/codes.js';
import type { Reading } from '../../platform/http/reading.js';
import type { ReferralRow, ReferralState, ReferralsFilter } from './referrals.query.js';
import { eachReferral, referralStateNames } from './referrals.query.js';

export type ReferralCounts = Pick<ReferralRow, 'department' | 'departmentName'> & {
  readonly referrals: number;
  readonly acknowledged: number;
  readonly byState: Readonly<Record<ReferralState, number>>;
};

/** Referrals of the area by department, in the order of their list; departments to which nothing was sent are left out. */
export class CountReferrals extends Query<{ readonly rows: readonly ReferralCounts[] }> {
  constructor(
    readonly reading: Reading,
    readonly filter: Pick<ReferralsFilter, 'town' | 'village' | 'department'>,
  ) {
    super();
  }
}

@QueryHandler(CountReferrals)
export class CountReferralsHandler implements IQueryHandler<CountReferrals> {
  async execute({ reading, filter }: CountReferrals): Promise<{ readonly rows: readonly ReferralCounts[] }> {
    const counts = new Map<string, ReferralCounts>();
    for await (const { row } of eachReferral(reading, filter))
      counts.set(row.department, counted(counts.get(row.department) ?? none(row), row));
    const order = Object.keys(departmentNames);
    const rows = [...counts.values()].sort(
      (one, other) => order.indexOf(one.department) - order.indexOf(other.department),
    );
    return { rows };
  }
}

function none({ department, departmentName }: ReferralRow): ReferralCounts {
  const states = Object.keys(referralStateNames).map((state) => [state, 0]);
  const byState = Object.fromEntries(states) as Record<ReferralState, number>;
  return { department, departmentName, referrals: 0, acknowledged: 0, byState };
}

function counted(before: ReferralCounts, { acknowledgedOn, state }: ReferralRow): ReferralCounts {
  return {
    ...before,
    referrals: before.referrals + 1,
    acknowledged: before.acknowledged + (acknowledgedOn === null ? 0 : 1),
    byState: { ...before.byState, [state]: before.byState[state] + 1 },
  };
}
