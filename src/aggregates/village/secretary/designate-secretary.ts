import { startOfDay } from '../../../platform/calendar/local-date.js';
import type { Access } from '../../../platform/change/aggregate.js';
import type { Given } from '../../../platform/change/given.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SecretaryDesignated } from '../village.events.js';
import { townOf } from '../village-rules.js';
import type { Village } from '../village.js';

/** The party secretary leads the work in the village from that day (S08); whoever was named before leads until it. */
export class DesignateSecretary {
  constructor(
    readonly villageCode: string,
    readonly secretary: Omit<SecretaryDesignated['data'], 'villageCode' | 'townCode'>,
  ) {}
}

export const designateSecretaryAccess: Access = { roles: ['OFFICER'], purpose: 'ROUTINE_DUTY' };

export function designateSecretary(
  { villageCode, secretary }: DesignateSecretary,
  _: Village,
  given: Given,
): readonly Decided<SecretaryDesignated>[] {
  const townCode = townOf(villageCode, given);
  if (startOfDay(secretary.from) > given.now) throw new RuleBroken('I-22', '任职日期晚于今天', '/from');
  const data = { villageCode, townCode, ...secretary };
  return [{ type: 'SecretaryDesignated', data, occurredAt: startOfDay(secretary.from) }];
}
