import type { DemoAccount } from '../platform/auth/demo-issuer.js';
import type { Division, Divisions } from '../platform/divisions/divisions.js';
import { demoAccounts } from './demo-accounts.js';
import type { DemoVillage } from './demo-villages.js';
import { demoVillages } from './demo-villages.js';

/** Who works in the city, and where. */
export interface DemoCity {
  readonly actors: readonly DemoAccount[];
  readonly villages: readonly DemoVillage[];
}

/** So many families ask for a second coordinator. */
const TWO_COORDINATORS_FROM = 20;

/** Every thirteenth village has a head whose name tries out the system. */
const TRYING_NAMES = [
  '㛃𬀩',
  '古丽娜尔·买买提',
  '𠅤家旺',
  '赵𬱖',
  '阿依夏木·吐尔逊',
  '王𬭎',
  '陈㵑',
  '扎西·多吉',
  '李𪟝',
];

/**
 * All villages of the townships, each with a coordinator, the biggest with two. Where an account of the demo works, it
 * is he who acts; the others act in the play only and cannot be asked for a token.
 */
export function cityOf(divisions: Divisions, townCodes: readonly string[]): DemoCity {
  const newcomers: DemoAccount[] = [];
  const accountFor = (role: 'OFFICER' | 'REVIEWER' | 'COORDINATOR', unit: Division, nth = 1): string => {
    const known = nth === 1 ? demoAccounts.find((one) => one.role === role && one.org === unit.code) : undefined;
    if (known) return known.account;
    const actor = newcomer(role, unit, nth);
    newcomers.push(actor);
    return actor.account;
  };
  const villages = townCodes.flatMap((townCode): readonly DemoVillage[] => {
    const town = divisions.township(townCode);
    if (!town) return [];
    const officer = accountFor('OFFICER', town);
    const reviewer = accountFor('REVIEWER', town);
    return divisions.villagesOf(townCode).map((village) => {
      const families = sizeOf(divisions.villages().indexOf(village));
      const coordinator = accountFor('COORDINATOR', village);
      const second = families < TWO_COORDINATORS_FROM ? [] : [accountFor('COORDINATOR', village, 2)];
      const { code, name } = village;
      return {
        code,
        name,
        coordinators: [coordinator, ...second],
        officer,
        reviewer,
        families,
        heads: headsOf(divisions, village),
      };
    });
  });
  return { actors: [...demoAccounts, ...newcomers], villages };
}

/** 12 to 22 families, 17 on an average: 121 villages have 2,057. */
function sizeOf(index: number): number {
  return 12 + ((index * 7) % 11);
}

function headsOf(divisions: Divisions, village: Division): readonly string[] {
  const known = demoVillages.find(({ code }) => code === village.code)?.heads ?? [];
  const index = divisions.villages().indexOf(village);
  const name = index % 13 === 5 ? TRYING_NAMES[Math.floor(index / 13)] : undefined;
  return name === undefined ? known : [...known, name];
}

const roleWords = { OFFICER: '民政工作人员', REVIEWER: '联审联批人员', COORDINATOR: '协理员' } as const;

function newcomer(role: keyof typeof roleWords, { code, name }: Division, nth: number): DemoAccount {
  const account = `${role.toLowerCase()}-${code}${nth === 1 ? '' : `-${nth}`}`;
  const description = `${name} ${roleWords[role]}`;
  return {
    account,
    id: `demo-${account}`,
    person: `demo-person-${account}`,
    role,
    org: code,
    name: description,
    description,
  };
}
