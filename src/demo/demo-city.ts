import { departmentNames } from '../aggregates/case/codes.js';
import type { DemoAccount } from '../platform/auth/demo-issuer.js';
import type { Division, Divisions } from '../platform/divisions/divisions.js';
import { demoAccounts } from './demo-accounts.js';
import type { Turnover } from './demo-turnovers.js';
import { turnoversOf } from './demo-turnovers.js';
import type { DemoVillage } from './demo-villages.js';
import { demoVillages } from './demo-villages.js';

/** A township with its office: who works there, and which posts change hands in the year. */
export interface DemoTown {
  readonly code: string;
  readonly name: string;
  /** Its place among all townships of the city, from 0. */
  readonly nth: number;
  /** Names the office among those who act. */
  readonly office: string;
  readonly officer: string;
  readonly reviewer: string;
  /** The counter that takes applications, and who answers the township's telephone. */
  readonly window: string;
  readonly hotline: string;
  readonly villages: readonly DemoVillage[];
  readonly turnovers: readonly Turnover[];
}

/** Who works in the city, and where. */
export interface DemoCity {
  readonly actors: readonly DemoAccount[];
  readonly towns: readonly DemoTown[];
  /** Who answers in the departments, in the order of `departmentsAsked`. */
  readonly departments: readonly string[];
}

/** Departments that cases are referred to. */
export const departmentsAsked = ['MEDICAL', 'HOUSING', 'EMPLOYMENT', 'EDUCATION', 'DISABLED'] as const;

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
 * All villages of the townships, each with a coordinator, the biggest with two, and whoever comes after one that leaves.
 * Where an account of the demo works, it is he who acts; the others act in the play only and cannot be asked for a token.
 */
export function cityOf(divisions: Divisions, townCodes: readonly string[]): DemoCity {
  const staff = new Staff();
  const towns = townCodes.flatMap((code) => {
    const town = divisions.township(code);
    return town ? [townOf(town, divisions, staff)] : [];
  });
  const departments = departmentsAsked.map((code) =>
    staff.accountFor('DEPARTMENT', { code, name: departmentNames[code] ?? code }),
  );
  return { actors: [...demoAccounts, ...staff.newcomers], towns, departments };
}

function townOf(town: Division, divisions: Divisions, staff: Staff): DemoTown {
  const { code, name } = town;
  const office = `office-${code}`;
  const officer = staff.accountFor('OFFICER', town);
  const work = { office, officer, reviewer: staff.accountFor('REVIEWER', town) };
  const counters = { window: staff.accountFor('WINDOW', town), hotline: staff.accountFor('HOTLINE', town) };
  const villages = divisions.villagesOf(code).map((village): DemoVillage => {
    const families = sizeOf(divisions.villages().indexOf(village));
    const coordinator = staff.accountFor('COORDINATOR', village);
    const second = families < TWO_COORDINATORS_FROM ? [] : [staff.accountFor('COORDINATOR', village, '2')];
    return {
      code: village.code,
      name: village.name,
      coordinators: [coordinator, ...second],
      ...work,
      families,
      heads: headsOf(divisions, village),
    };
  });
  const nth = divisions.townships().indexOf(town);
  const turnovers = turnoversOf(villages, nth, isTriedOut);
  for (const { village, successor } of turnovers) {
    const unit = divisions.village(village);
    if (unit && successor !== undefined) staff.accountFor('COORDINATOR', unit, 'next');
  }
  return { code, name, nth, ...work, ...counters, villages, turnovers };
}

/** Whether the account is one of those that can be asked for a token. */
function isTriedOut(account: string): boolean {
  return demoAccounts.some((one) => one.account === account);
}

/** Where somebody works: a division, or a department. */
type Unit = Pick<Division, 'code' | 'name'>;

/** Gives everybody an account: one of the demo where there is one, else a newcomer's. */
class Staff {
  readonly newcomers: DemoAccount[] = [];

  accountFor(role: keyof typeof roleWords, unit: Unit, which?: string): string {
    const known =
      which === undefined ? demoAccounts.find((one) => one.role === role && one.org === unit.code) : undefined;
    if (known) return known.account;
    const actor = newcomer(role, unit, which);
    this.newcomers.push(actor);
    return actor.account;
  }
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

const roleWords = {
  OFFICER: '民政工作人员',
  REVIEWER: '联审联批人员',
  COORDINATOR: '协理员',
  WINDOW: '为民服务中心窗口',
  HOTLINE: '热线',
  DEPARTMENT: '承办人',
} as const;

function newcomer(role: keyof typeof roleWords, { code, name }: Unit, which?: string): DemoAccount {
  const account = `${role.toLowerCase()}-${code}${which === undefined ? '' : `-${which}`}`;
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
