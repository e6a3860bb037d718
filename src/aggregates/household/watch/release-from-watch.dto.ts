import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Day, Text } from '../../../platform/http/shape.js';
import { delistNames } from '../codes.js';
import { ReleaseFromWatch } from './release-from-watch.js';

export class ReleaseFromWatchBody {
  @Day({ description: '移出观察日期' }) on: string;
  @Code(delistNames, { description: '移出原因' }) reason: string;
  @Text(500, { description: '说明（原因为其他时必填）', optional: true }) text?: string;
}

export async function releaseFromWatchFrom(
  householdId: string,
  { on, reason, text }: ReleaseFromWatchBody,
  door: CommandDoor,
): Promise<ReleaseFromWatch> {
  return new ReleaseFromWatch(householdId, on, reason, await sealedUnlessBlank(householdId, text, door));
}
