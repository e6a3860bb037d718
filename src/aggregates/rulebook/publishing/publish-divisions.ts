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
  if (JSON.stringify(state.divisions) === JSON.stringify(edition)) return [];
  return [{ type: 'DivisionsPublished', data: edition }];
}
