import { withoutInvisible } from './invisible.js';

/**
 * Telephone numbers in one kept form: mobiles `13812345678`, landlines `0563-4000000` with the 0 in front (text, never
 * a number), the hotlines 12345 and 12349 only where a hotline may stand.
 */
export type ReadPhone = { readonly ok: true; readonly phone: string } | { readonly ok: false; readonly reason: string };

const LONGEST_TEXT = 60;
const MOBILE = /^1[3-9]\d{9}$/;
const HOTLINE = /^1234[59]$/;
/** Area codes: 010, 02x of two digits and subscriber numbers of eight; the others of three with seven or eight. */
const LANDLINE = /^0(10|2\d|[3-9]\d{2})([2-8]\d{6,7})$/;
const KEPT_LANDLINE = /^(0\d{2,3})-(\d{7,8})$/;
const SEPARATORS = /[\s()\-\u2010-\u2015\u2212]+/gu;

/** A number as typed, in its kept form, or the reason why it is none. */
export function parsePhone(text: string, { allowHotline = false }: { allowHotline?: boolean } = {}): ReadPhone {
  if (text.length > LONGEST_TEXT) return refused('电话号码过长，请核对');
  const dialled = withoutInvisible(text.normalize('NFKC')).replace(SEPARATORS, '');
  if (dialled === '') return refused('电话号码不能为空');
  if (HOTLINE.test(dialled)) {
    return allowHotline ? { ok: true, phone: dialled } : refused('这里应填个人或单位电话，不能填服务热线');
  }
  const national = withoutCountryCode(dialled);
  if (MOBILE.test(national)) return { ok: true, phone: national };
  const [, area = '', subscriber = ''] = LANDLINE.exec(national) ?? [];
  const digitsOfSubscriber = area.length === 2 ? [8] : [7, 8];
  if (digitsOfSubscriber.includes(subscriber.length)) return { ok: true, phone: `0${area}-${subscriber}` };
  return refused('电话号码不对：手机号应为十一位，固定电话应带区号');
}

/** At most 3 + 4 digits stay: `138****1234`; of a landline the area (behind its dialling 0) and the last four. */
export function maskPhone(phone: string): string {
  if (HOTLINE.test(phone)) return phone;
  if (MOBILE.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`;
  const [, area, subscriber] = KEPT_LANDLINE.exec(phone) ?? [];
  if (area === undefined || subscriber === undefined) return '***********';
  return `${area}-${'*'.repeat(subscriber.length - 4)}${subscriber.slice(-4)}`;
}

/** Behind +86 the 0 of an area code is usually left out; without + or 00 that would be guessing. */
function withoutCountryCode(dialled: string): string {
  const international = /^(?:\+|00)86(\d+)$/.exec(dialled)?.[1];
  if (international !== undefined) {
    return MOBILE.test(international) || international.startsWith('0') ? international : `0${international}`;
  }
  const behind86 = /^86(\d{11,12})$/.exec(dialled)?.[1];
  return behind86 !== undefined && (MOBILE.test(behind86) || behind86.startsWith('0')) ? behind86 : dialled;
}

function refused(reason: string): ReadPhone {
  return { ok: false, reason };
}
