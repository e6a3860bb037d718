import type { Given } from '../../platform/change/given.js';
import { RuleBroken } from '../../platform/rule-broken.js';

/** The township of a village; refuses one that the division table does not hold. */
export function townOf(villageCode: string, { rules: { divisions } }: Pick<Given<unknown>, 'rules'>): string {
  const townCode = divisions.townOf(villageCode);
  if (townCode === undefined) throw new RuleBroken('no-such-village', '没有这个村(社区)');
  return townCode;
}
