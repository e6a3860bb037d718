import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Reading } from '../../platform/http/reading.js';
import type { HotlineFilter, HotlineRow, HotlineState } from './hotline.query.js';
import { eachCall, hotlineStateNames } from './hotline.query.js';

export type HotlineCounts = Pick<HotlineRow, 'townCode' | 'townName'> & {
  readonly calls: number;
  readonly byState: Readonly<Record<HotlineState, number>>;
};

/** Calls township by township in the order of code; townships without a call are left out. */
export class CountHotline extends Query<{ readonly rows: readonly HotlineCounts[] }> {
  constructor(
    readonly reading: Reading,
    readonly filter: Pick<HotlineFilter, 'town' | 'channel' | 'from' | 'until'>,
  ) {
    super();
  }
}

@QueryHandler(CountHotline)
export class CountHotlineHandler implements IQueryHandler<CountHotline> {
  async execute({ reading, filter }: CountHotline): Promise<{ readonly rows: readonly HotlineCounts[] }> {
    const counts = new Map<string, HotlineCounts>();
    for await (const { row } of eachCall(reading, filter)) {
      const { byState, calls, ...town } = counts.get(row.townCode) ?? none(row);
      counts.set(row.townCode, {
        ...town,
        calls: calls + 1,
        byState: { ...byState, [row.state]: byState[row.state] + 1 },
      });
    }
    return { rows: [...counts.values()].sort((one, other) => (one.townCode < other.townCode ? -1 : 1)) };
  }
}

function none({ townCode, townName }: HotlineRow): HotlineCounts {
  const states = Object.keys(hotlineStateNames).map((state) => [state, 0]);
  return { townCode, townName, calls: 0, byState: Object.fromEntries(states) as Record<HotlineState, number> };
}
