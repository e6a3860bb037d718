import * as fc from 'fast-check';
import { normaliseText, textForHash } from './free-text.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
);

describe('free text', () => {
  test.each([
    ['家中\u0000无人\u0001', '家中无人'],
    ['第一行\u000b第二行', '第一行\n第二行'],
    ['一\r\n二\r三\u2028四\u0085五', '一\n二\n三\n四\n五'],
    ['一\n\n二\t三', '一\n\n二\t三'],
    ['值\ufffe班\uffff\ufdd0\u{1fffe}', '值班'],
    ['\ufeff低\u200b保\u202e户', '低保户'],
    ['👨\u200d👩\u200d👧 一家', '👨\u200d👩\u200d👧 一家'],
    ['❤\ufe0f', '❤\ufe0f'],
    ['Jose\u0301', 'Jos\u00e9'],
    ['\u3000 \n  ', ''],
    ['', ''],
    ['{"$ne": 1} __proto__', '{"$ne": 1} __proto__'],
  ])('%j is kept as %j', (text, kept) => {
    expect(normaliseText(text)).toEqual({ ok: true, text: kept });
  });

  test.each(['坏\ud83d字', '\udc00', 'a\udc00\ud800'])(
    '%j lost half of a character on its way and is refused',
    (text) => {
      expect(normaliseText(text)).toEqual({ ok: false, reason: '内容中有损坏的字符，请重新输入' });
    },
  );

  test('the limit counts code points of what is kept', () => {
    expect(normaliseText('字'.repeat(2000)).ok).toBe(true);
    expect(normaliseText('字'.repeat(2001))).toEqual({ ok: false, reason: '内容过长，最多2000个字' });
    expect(normaliseText('😀'.repeat(500), 500).ok).toBe(true);
    expect(normaliseText('😀'.repeat(501), 500)).toEqual({ ok: false, reason: '内容过长，最多500个字' });
    expect(normaliseText(` \u0001${'字'.repeat(500)}\r\n`, 500).ok).toBe(true);
    expect(normaliseText(' '.repeat(10_000), 500)).toEqual({ ok: false, reason: '内容过长，最多500个字' });
  });

  test('no text throws; normalising again changes nothing; nothing that XML forbids is kept', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = normaliseText(text);
        if (!read.ok) return;
        expect(normaliseText(read.text)).toEqual(read);
        expect(read.text).toMatch(/^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('identical notes', () => {
  test.each([
    ['家中无人，邻居称外出务工。', '家中无人 邻居称外出务工'],
    ['ＡＢＣ１２３', 'abc123'],
    ['一切正常！！', '一切\n正常…'],
    ['王\u200b芳', '王芳'],
    ['e\u0301', '\u00e9'],
    ['收入：800元/月', '收入 800元月'],
  ])('%j and %j are one', (a, b) => {
    expect(textForHash(a)).toBe(textForHash(b));
  });

  test('other words or numbers are another note', () => {
    expect(textForHash('收入800元')).not.toBe(textForHash('收入900元'));
    expect(textForHash('有人在家')).not.toBe(textForHash('无人在家'));
    expect(textForHash('👍')).not.toBe('');
  });

  test('a note of punctuation has nothing to compare', () => {
    expect(textForHash('……。 —— !?')).toBe('');
  });

  test('no text throws and folding again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = textForHash(text);
        expect(textForHash(folded)).toBe(folded);
        expect(textForHash(` ${text}。`)).toBe(folded);
      }),
      { numRuns: 2000 },
    );
  });
});
