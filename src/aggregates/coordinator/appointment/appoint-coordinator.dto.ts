import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Id, Part, References, Text } from '../../../platform/http/shape.js';
import { appointedOriginNames } from '../codes.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';
import { AppointCoordinator } from './appoint-coordinator.js';
import { ParticularsBody, particularsFrom } from './particulars.dto.js';

export class AppointCoordinatorBody {
  @Id({ description: '协理员编号(UUID)，可自带', optional: true }) coordinatorId?: string;
  @Part(() => ParticularsBody, { description: '个人信息' }) particulars: ParticularsBody;
  @References(30, { description: '负责的村(社区)代码，12 位' }) villages: string[];
  @Code(appointedOriginNames, { description: '来源' }) source: string;
  @Day({ description: '任职起始日' }) from: string;
  @Text(50, { description: '现任职务', optional: true }) post?: string;
  @Text(500, { description: '备注', optional: true }) remark?: string;
}

export async function appointCoordinatorFrom(
  body: AppointCoordinatorBody,
  door: CommandDoor,
): Promise<AppointCoordinator> {
  const id = body.coordinatorId ?? door.newId();
  const townCode = (await door.rules()).divisions.townOf(body.villages[0] ?? '') ?? 'none';
  const { post } = await sealedField('post', id, body.post, door);
  const { remark } = await sealedField('remark', id, body.remark, door);
  const particulars = await particularsFrom(body.particulars, id, townCode, door);
  return new AppointCoordinator(id, particulars, body.villages, body.source, body.from, post, remark);
}
