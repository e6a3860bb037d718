import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Id, References, Text } from '../../../platform/http/shape.js';
import type { Holds } from './merge.js';
import { holdsNames } from './merge.js';
import { ProposeMerge } from './propose-merge.js';

export class ProposeMergeBody {
  @Id({ description: '并入的家庭' }) into: string;
  @References(50, { description: '随户并入的成员，默认全部现有成员', optional: true }) memberIds?: string[];
  @Code(holdsNames, { description: '以哪一户的户主为户主' }) headHolds: Holds;
  @Code(holdsNames, { description: '以哪一户的住址为准' }) addressHolds: Holds;
  @Text(500, { description: '并户原因' }) reason: string;
}

export async function proposeMergeFrom(
  householdId: string,
  { into, memberIds, headHolds, addressHolds, reason }: ProposeMergeBody,
  door: CommandDoor,
): Promise<ProposeMerge> {
  const merge = { into, headHolds, addressHolds, ...(memberIds === undefined ? {} : { memberIds }) };
  return new ProposeMerge(householdId, door.newId(), merge, await sealedUnlessBlank(householdId, reason, door));
}
