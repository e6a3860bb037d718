import type { CommandDoor } from '../../platform/http/command-door.js';
import { sealedName, sealedPhone } from '../../platform/http/sealed-fields.js';
import { Day, Pattern, PersonName, Phone, References, Whole } from '../../platform/http/shape.js';
import { DesignateSecretary } from './secretary/designate-secretary.js';
import { RecordSweep } from './sweeps/record-sweep.js';

/** Whose it is; every form says so. */
export class OfVillageBody {
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码' }) villageCode: string;
}

export class RecordSweepBody extends OfVillageBody {
  @Day({ description: '摸排开始日' }) from: string;
  @Day({ description: '摸排结束日' }) until: string;
  @Whole(0, 100_000, { description: '摸排户数' }) households: number;
  @References(500, { description: '摸排发现的线索' }) clues: string[];
}

export class DesignateSecretaryBody extends OfVillageBody {
  @PersonName({ description: '姓名' }) name: string;
  @Phone({ description: '联系电话', optional: true }) phone?: string;
  @Day({ description: '自何日起' }) from: string;
}

export function recordSweepFrom({ villageCode, ...sweep }: RecordSweepBody): RecordSweep {
  return new RecordSweep(villageCode, sweep);
}

export async function designateSecretaryFrom(
  { villageCode, name, phone, from }: DesignateSecretaryBody,
  door: CommandDoor,
): Promise<DesignateSecretary> {
  const personId = door.newId();
  const { divisions } = await door.rules();
  return new DesignateSecretary(villageCode, {
    personId,
    ...(await sealedName(personId, name, divisions.townOf(villageCode) ?? '', door)),
    ...(phone === undefined ? {} : { phone: await sealedPhone(personId, phone, door) }),
    from,
  });
}
