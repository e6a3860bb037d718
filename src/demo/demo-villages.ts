import type { Absence } from './demo-posts.js';

/** A village of the demo and the accounts that work there. */
export interface DemoVillage {
  readonly code: string;
  readonly name: string;
  readonly coordinators: readonly [string, ...string[]];
  readonly officer: string;
  /** No reviewer: nothing in this village waits for a second person. */
  readonly reviewer?: string;
  readonly families: number;
  /** Heads whose names try out the system: rare characters, a dotted name, one name in two villages of one name. */
  readonly heads: readonly string[];
  /** Its township's office, where the play has one: coordinators are appointed by it. */
  readonly office?: string;
  readonly absences?: readonly Absence[];
}

const town = (name: string) => ({ officer: `officer-${name}`, reviewer: `reviewer-${name}` });

export const demoVillages: readonly DemoVillage[] = [
  {
    code: '341881100201',
    name: '灰山村',
    coordinators: ['coordinator-gangkou'],
    ...town('gangkou'),
    families: 38,
    heads: ['买买提·艾力'],
  },
  {
    code: '341881100202',
    name: '西村村',
    coordinators: ['coordinator-xicun'],
    ...town('gangkou'),
    families: 35,
    heads: ['赵𫖯'],
  },
  {
    code: '341881002201',
    name: '杨山村',
    coordinators: ['coordinator-yangshan'],
    ...town('nanshan'),
    families: 37,
    heads: ['王建国'],
  },
  {
    code: '341881002202',
    name: '双龙村',
    coordinators: ['coordinator-shuanglong'],
    ...town('nanshan'),
    families: 34,
    heads: [],
  },
  {
    code: '341871001200',
    name: '马村村',
    coordinators: ['coordinator-macun'],
    ...town('tianhu'),
    families: 36,
    heads: ['刘䶮'],
  },
  {
    code: '341871001203',
    name: '枫河村',
    coordinators: ['coordinator-fenghe'],
    ...town('tianhu'),
    families: 35,
    heads: ['蓝畲生'],
  },
  {
    code: '341881104203',
    name: '杨山村',
    coordinators: ['coordinator-xianxia'],
    officer: 'officer-xianxia',
    families: 1,
    heads: ['王建国'],
  },
];
