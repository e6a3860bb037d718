import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Id, References } from '../../../platform/http/shape.js';
import { AssignVillages } from './assign-villages.js';
import { HandOverBody, groundsFrom } from './grounds.dto.js';

export class AssignVillagesBody extends HandOverBody {
  @References(30, { description: '自该日起负责的全部村(社区)代码，12 位' }) villages: string[];
  @Id({ description: '从哪位协理员接手', optional: true }) takesOverFrom?: string;
}

export async function assignVillagesFrom(
  id: string,
  body: AssignVillagesBody,
  door: CommandDoor,
): Promise<AssignVillages> {
  const { villages, from, handOverTo, takesOverFrom } = body;
  return new AssignVillages(id, villages, from, await groundsFrom(id, body, door), handOverTo, takesOverFrom);
}
