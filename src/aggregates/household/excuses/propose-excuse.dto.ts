import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Month, Parts, Text } from '../../../platform/http/shape.js';
import { excuseNames } from '../codes.js';
import { EvidenceBody } from '../evidence.dto.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ProposeExcuse } from './propose-excuse.js';

export class ProposeExcuseBody {
  @Month({ description: '免访月份' }) month: string;
  @Code(excuseNames, { description: '免访原因' }) reason: string;
  @Text(500, { description: '情况说明' }) text: string;
  @Parts(() => EvidenceBody, 20, { description: '佐证', optional: true }) evidence?: EvidenceBody[];
}

export async function proposeExcuseFrom(
  householdId: string,
  { month, reason, text, evidence = [] }: ProposeExcuseBody,
  door: CommandDoor,
): Promise<ProposeExcuse> {
  return new ProposeExcuse(
    householdId,
    door.newId(),
    month,
    reason,
    await sealedUnlessBlank(householdId, text, door),
    evidence.map(({ sha256, kind }) => ({ sha256, kind })),
  );
}
