import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { Rulebook } from '../rulebook.js';
import type { DivisionsPublished } from '../rulebook.events.js';

/** Publishes an edition of the division table: the explicit list of the city's townships and villages. */
export class PublishDivisions {
  constructor(readonly edition: DivisionsPublished['data']) {}
}

export const publishDivisionsAccess: Access = { roles: ['BUREAU', 'SYSTEM'], purpose: 'ROUTINE_DUTY' };

export function publishDivisions(
  { edition }: PublishDivisions,
  state: Rulebook,
): readonly Decided<DivisionsPublished>[] {
  const codes = new Set<string>();
  edition.divisions.forEach(({ code, level, parent }, index) => {
    if (codes.has(code)) throw new RuleBroken('division-twice', `区划代码 ${code} 重复`, `/divisions/${index}/code`);
    codes.add(code);
    const orphan =
      level === 'village' && !edition.divisions.some((other) => other.level === 'township' && other.code === parent);
    if (orphan) throw new RuleBroken('division-orphan', `村(社区) ${code} 没有所属乡镇`, `/divisions/${index}/parent`);
  });
  assertMergers(edition, state);
  if (JSON.stringify(state.editions.at(-1)) === JSON.stringify(edition)) return [];
  return [{ type: 'DivisionsPublished', data: edition }];
}

/**
 * A village that is no more became part of one of its own township that goes on, from a day that is said: families,
 * coordinators and months follow by that word alone (project default: who goes to another township is moved there).
 */
function assertMergers({ divisions, mergers = [], effectiveFrom }: DivisionsPublished['data'], state: Rulebook): void {
  const now = new Map(divisions.map((division) => [division.code, division]));
  mergers.forEach(({ code, into }, index) => {
    if (effectiveFrom === undefined) {
      throw new RuleBroken('merger-needs-day', '村(社区)合并须写明施行日期', '/effectiveFrom');
    }
    const before = state.editions
      .flatMap((edition) => edition.divisions)
      .findLast((division) => division.code === code);
    const after = now.get(into);
    const isOwn = before?.level === 'village' && after?.level === 'village' && before.parent === after.parent;
    if (!isOwn || now.has(code) || mergers.some((other, at) => at < index && other.code === code)) {
      throw new RuleBroken(
        'no-such-merger',
        `${code} 不能并入 ${into}：须由原有的村并入本乡镇现有的村`,
        `/mergers/${index}`,
      );
    }
  });
}
