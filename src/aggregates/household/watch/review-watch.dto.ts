import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, Text } from '../../../platform/http/shape.js';
import { watchFindingNames } from '../codes.js';
import { ReviewWatch } from './review-watch.js';

export class ReviewWatchBody {
  @Day({ description: '复核日期' }) on: string;
  @Code(watchFindingNames, { description: '复核结论' }) finding: string;
  @Text(500, { description: '复核情况' }) text: string;
}

export async function reviewWatchFrom(
  householdId: string,
  { on, finding, text }: ReviewWatchBody,
  door: CommandDoor,
): Promise<ReviewWatch> {
  return new ReviewWatch(householdId, on, finding, await sealedUnlessBlank(householdId, text, door));
}
