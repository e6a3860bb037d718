import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Day } from '../../../platform/http/shape.js';
import { HandOverBody, groundsFrom } from './grounds.dto.js';
import { SuspendCoordinator } from './suspend-coordinator.js';

export class SuspendCoordinatorBody extends HandOverBody {
  @Day({ description: '预计至何日', optional: true }) until?: string;
}

export async function suspendCoordinatorFrom(
  id: string,
  body: SuspendCoordinatorBody,
  door: CommandDoor,
): Promise<SuspendCoordinator> {
  return new SuspendCoordinator(id, body.from, await groundsFrom(id, body, door), body.until, body.handOverTo);
}
