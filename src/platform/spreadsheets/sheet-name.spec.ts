import * as fc from 'fast-check';
import { attachmentName, sheetName } from './sheet-name.js';

describe('F35: names of sheets', () => {
  test.each([
    ['附件2 云梯畲族乡', '附件2 云梯畲族乡'],
    ['云梯:村/一组?*[甲]\\', '云梯：村／一组？＊［甲］＼'],
    ["'引号'", '’引号’'],
    ['  两\u000b行\n名  ', '两 行 名'],
    ['\ud83d残\ufffe\u200b', '\ufffd残'],
    ['', '表'],
    ['\u0000 \n', '表'],
    ['History', 'History (2)'],
    ['hISTORY', 'hISTORY (2)'],
    ['家'.repeat(40), '家'.repeat(31)],
    [`${'家'.repeat(30)}😀`, '家'.repeat(30)],
  ])('%j becomes %j', (text, name) => {
    expect(sheetName(text, new Set())).toBe(name);
  });

  test('the same wish twice gives two names, also where case and width are ignored', () => {
    const used = new Set<string>();
    const names = ['A组', 'a组', 'Ａ组', 'A组', '家'.repeat(31), '家'.repeat(40)].map((wish) => sheetName(wish, used));
    expect(names).toEqual(['A组', 'a组 (2)', 'Ａ组 (3)', 'A组 (4)', '家'.repeat(31), `${'家'.repeat(27)} (2)`]);
  });

  test('any wishes give valid, different names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (wishes) => {
        const used = new Set<string>();
        const names = wishes.map((wish) => sheetName(wish, used));
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wishes.length);
        for (const name of names) expect(name).toMatch(/^(?!history$)[^:\\/?*[\]'\p{Cc}\p{Cs}]{1,31}$/iu);
        for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
      }),
    );
  });
});

describe('F35: names of files', () => {
  test.each([
    [
      '附件2 云梯畲族乡 2026-09.xlsx',
      `attachment; filename="2_2026-09.xlsx"; filename*=UTF-8''${encodeURIComponent('附件2 云梯畲族乡 2026-09.xlsx')}`,
    ],
    ['台账.xlsx', `attachment; filename="sheet.xlsx"; filename*=UTF-8''${encodeURIComponent('台账.xlsx')}`],
    [
      '村:/组?*[1]"<>|.xlsx',
      `attachment; filename="1.xlsx"; filename*=UTF-8''${encodeURIComponent('村：／组？＊［1］”＜＞｜.xlsx')}`,
    ],
    ["it's (1)*.xlsx", `attachment; filename="it_s_1.xlsx"; filename*=UTF-8''it%E2%80%99s%20%281%29%EF%BC%8A.xlsx`],
    [
      'a\r\nSet-Cookie: x.xlsx',
      `attachment; filename="a_Set-Cookie_x.xlsx"; filename*=UTF-8''a%20Set-Cookie%EF%BC%9A%20x.xlsx`,
    ],
    ['a\u202excod.xlsx', `attachment; filename="axcod.xlsx"; filename*=UTF-8''axcod.xlsx`],
    ['../../etc.xlsx', `attachment; filename="etc.xlsx"; filename*=UTF-8''%EF%BC%8F..%EF%BC%8Fetc.xlsx`],
    ['CON.xlsx', `attachment; filename="_CON.xlsx"; filename*=UTF-8''_CON.xlsx`],
    ['', `attachment; filename="sheet"; filename*=UTF-8''${encodeURIComponent('表')}`],
    ['\ud83d.xlsx', `attachment; filename="sheet.xlsx"; filename*=UTF-8''%EF%BF%BD.xlsx`],
  ])('%j', (text, header) => {
    expect(attachmentName(text)).toBe(header);
  });

  test('a long name is cut before its extension and stays decodable', () => {
    const encoded = attachmentName(`${'云梯😀'.repeat(60)}.xlsx`).split("''")[1] ?? '';
    const name = decodeURIComponent(encoded);
    expect(name).toBe(`${'云梯😀'.repeat(20)}.xlsx`);
  });

  test('whatever is asked for, the header is plain ASCII on one line with the name in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(attachmentName(text)).toMatch(
          /^attachment; filename="[A-Za-z0-9._-]+"; filename\*=UTF-8''[A-Za-z0-9!._~%-]+$/u,
        );
      }),
    );
  });
});
