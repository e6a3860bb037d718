import type { Given } from '../../../platform/change/given.js';
import { RuleBroken } from '../../../platform/rule-broken.js';

/** Only the owning township manages its coordinators (I-02): every village is a real one of that township. */
export function assertVillagesOf(
  townCode: string,
  villages: readonly string[],
  { rules: { divisions } }: Pick<Given<unknown>, 'rules'>,
): void {
  villages.forEach((village, index) => {
    if (divisions.townOf(village) !== townCode)
      throw new RuleBroken('I-02', '只能负责本乡镇(街道)的村(社区)', `/villages/${index}`);
    if (villages.indexOf(village) !== index)
      throw new RuleBroken('village-twice', '村(社区)重复', `/villages/${index}`);
  });
}
