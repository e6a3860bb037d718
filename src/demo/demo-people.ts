import type { MemberBody } from '../aggregates/household/members/member.dto.js';
import { addDays } from '../platform/calendar/local-date.js';
import type { LocalDate } from '../platform/fact.js';
import type { Sex } from '../platform/identity/id-number.js';
import { parseIdNumber } from '../platform/identity/id-number.js';
import type { SeededRandom } from './seeded-random.js';

/** No division ever bore this code: a number that begins with it belongs to nobody. */
export const NOBODYS_AREA = '990101';

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡';
const MALE_NAMES =
  '建军 志强 国华 明生 德福 永贵 家旺 长根 小勇 春林 大海 宝山 立新 文斌 学农 金水 和平 东升 有才 守田';
const FEMALE_NAMES =
  '秀英 桂兰 玉珍 春梅 美华 小红 素琴 金凤 爱莲 彩霞 月娥 巧云 冬梅 翠花 淑芳 腊梅 银娣 菊香 莲芝 荷花';
const CHILD_NAMES = '子涵 欣怡 浩然 雨萱 宇轩 梓晨 思远 佳琪 一诺 俊杰 若溪 天佑 嘉豪 诗涵 晨曦 乐乐';

const surnames = nonEmpty([...SURNAMES]);
const maleNames = nonEmpty(MALE_NAMES.split(' '));
const femaleNames = nonEmpty(FEMALE_NAMES.split(' '));
const childNames = nonEmpty(CHILD_NAMES.split(' '));

/** What a family needs said about one of its people; the rest is made up. */
export interface Wanted {
  readonly relation: string;
  /** Year of birth, first and last possible. */
  readonly born: readonly [first: number, last: number];
  readonly sex?: Sex;
  readonly surname?: string;
  readonly name?: string;
  readonly withPhone?: boolean;
}

/** Makes up people: names composed by chance, ID numbers with a right check digit in an area that does not exist. */
export class DemoPeople {
  private readonly given = new Set<string>();
  private phones = 0;

  constructor(private readonly random: SeededRandom) {}

  surname(): string {
    return this.random.pick(surnames);
  }

  person({
    relation,
    born,
    sex = this.random.chance(0.5) ? 'MALE' : 'FEMALE',
    surname,
    name,
    withPhone,
  }: Wanted): MemberBody {
    const [first, last] = born;
    const birth = addDays(`${this.random.between(first, last)}-01-01`, this.random.between(0, 364));
    return {
      name: name ?? (surname ?? this.surname()) + this.givenName(sex, first),
      idNo: this.idNumber(birth, sex),
      relation,
      ...(withPhone ? { phone: this.phone() } : {}),
    };
  }

  /** Numbers count up from 199 0000 0001. */
  private phone(): string {
    this.phones += 1;
    return `199${String(this.phones).padStart(8, '0')}`;
  }

  private givenName(sex: Sex, bornFrom: number): string {
    if (bornFrom >= 2000) return this.random.pick(childNames);
    return this.random.pick(sex === 'MALE' ? maleNames : femaleNames);
  }

  private idNumber(birth: LocalDate, sex: Sex): string {
    for (let place = this.random.between(0, 499); ; place = (place + 1) % 500) {
      const idNumber = idNumberOf(birth, place * 2 + (sex === 'MALE' ? 1 : 0));
      if (this.given.has(idNumber)) continue;
      this.given.add(idNumber);
      return idNumber;
    }
  }
}

/** The number of an invented person: odd sequences are men's. Its check digit is the one of eleven that is accepted. */
export function idNumberOf(birth: LocalDate, sequence: number): string {
  const body = `${NOBODYS_AREA}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const check = [...'0123456789X'].find((digit) => parseIdNumber(body + digit).ok);
  if (check === undefined) throw new RangeError(`${birth} 不是可用的出生日期`);
  return body + check;
}

function nonEmpty(items: readonly string[]): readonly [string, ...string[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new RangeError('the list is empty');
  return [first, ...rest];
}
