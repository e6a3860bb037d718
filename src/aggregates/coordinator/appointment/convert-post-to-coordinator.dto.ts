import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Id, Part, References, Text } from '../../../platform/http/shape.js';
import { formerPostNames } from '../codes.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { ConvertPostToCoordinator } from './convert-post-to-coordinator.js';
import { ParticularsBody, particularsFrom } from './particulars.dto.js';

export class ConvertPostBody {
  @Id({ description: '协理员编号(UUID)，可自带', optional: true }) coordinatorId?: string;
  @Part(() => ParticularsBody, { description: '个人信息' }) particulars: ParticularsBody;
  @References(30, { description: '负责的村(社区)代码，12 位' }) villages: string[];
  @Code(formerPostNames, { description: '原岗位' }) fromPost: string;
  @Day({ description: '任职起始日' }) from: string;
  @Text(50, { description: '现任职务', optional: true }) post?: string;
  @Text(500, { description: '备注', optional: true }) remark?: string;
}

export async function convertPostFrom(body: ConvertPostBody, door: CommandDoor): Promise<ConvertPostToCoordinator> {
  const id = body.coordinatorId ?? door.newId();
  const townCode = (await door.rules()).divisions.townOf(body.villages[0] ?? '') ?? 'none';
  const { post } = await sealedField('post', id, body.post, door);
  const { remark } = await sealedField('remark', id, body.remark, door);
  const particulars = await particularsFrom(body.particulars, id, townCode, door);
  return new ConvertPostToCoordinator(id, particulars, body.villages, body.fromPost, body.from, post, remark);
}
