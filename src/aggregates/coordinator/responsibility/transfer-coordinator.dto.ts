import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Pattern } from '../../../platform/http/shape.js';
import { HandOverBody, groundsFrom } from './grounds.dto.js';
import { TransferCoordinator } from './transfer-coordinator.js';

export class TransferCoordinatorBody extends HandOverBody {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '调往的乡镇(街道)代码' }) toTown: string;
}

export async function transferCoordinatorFrom(
  id: string,
  body: TransferCoordinatorBody,
  door: CommandDoor,
): Promise<TransferCoordinator> {
  return new TransferCoordinator(id, body.toTown, body.from, await groundsFrom(id, body, door), body.handOverTo);
}
