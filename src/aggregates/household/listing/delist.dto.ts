import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Text } from '../../../platform/http/shape.js';
import { delistNames } from '../codes.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Delist } from './delist.js';

export class DelistBody {
  @Day({ description: '移出日期' }) on: string;
  @Code(delistNames, { description: '移出原因' }) reason: string;
  @Text(500, { description: '说明（原因为其他时必填）', optional: true }) text?: string;
}

export async function delistFrom(
  householdId: string,
  { on, reason, text }: DelistBody,
  door: CommandDoor,
): Promise<Delist> {
  return new Delist(householdId, on, reason, await sealedUnlessBlank(householdId, text, door));
}
