import type { CommandDoor } from '../../../platform/http/command-door.js';
import { Code, Day, Id, Text } from '../../../platform/http/shape.js';
import { reasonNames } from '../codes.js';
import type { Grounds } from '../coordinator.events.js';
import { sealedField } from '../../../platform/http/sealed-fields.js';

/** From when and why a coordinator's duty changes. */
export class GroundsBody {
  @Day({ description: '自何日起' }) from: string;
  @Code(reasonNames, { description: '原因' }) reason: string;
  @Text(500, { description: '说明', optional: true }) text?: string;
}

/** The same with the one who answers from then on. */
export class HandOverBody extends GroundsBody {
  @Id({ description: '接手的协理员，须已负责这些村(社区)', optional: true }) handOverTo?: string;
}

export async function groundsFrom(id: string, { reason, text }: GroundsBody, door: CommandDoor): Promise<Grounds> {
  return { reason, ...(await sealedField('text', id, text, door)) };
}
