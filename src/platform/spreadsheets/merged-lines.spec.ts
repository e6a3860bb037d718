import { heightFor, spread } from './merged-lines.js';

test('labels get the columns their text needs, values share the rest', () => {
  expect(spread(['户编号', '0079', '户主', '张**'], [6, 14, 14, 12, 18, 30])).toEqual([
    [
      { text: '户编号', from: 1, to: 2, isLabel: true },
      { text: '0079', from: 3, to: 4, isLabel: false },
      { text: '户主', from: 5, to: 5, isLabel: true },
      { text: '张**', from: 6, to: 6, isLabel: false },
    ],
  ]);
});

test('one pair takes the whole line', () => {
  expect(spread(['成员', '甲、乙'], [6, 10, 10])).toEqual([
    [
      { text: '成员', from: 1, to: 1, isLabel: true },
      { text: '甲、乙', from: 2, to: 3, isLabel: false },
    ],
  ]);
});

test('a line with more cells than columns is broken between pairs', () => {
  const lines = spread(['甲', '1', '乙', '2', '丙', '3'], [10, 10, 10, 10, 10]);
  expect(lines.map((line) => line.map(({ text }) => text))).toEqual([
    ['甲', '1', '乙', '2'],
    ['丙', '3'],
  ]);
});

test('with a single column label and value share the cell', () => {
  expect(spread(['甲', '1'], [10])).toEqual([[{ text: '甲：1', from: 1, to: 1, isLabel: false }]]);
});

test('every line covers every column exactly once', () => {
  for (const widths of [
    [4, 4],
    [30, 4, 4, 4],
    [4, 4, 4, 30],
    [8, 8, 8, 8, 8, 8, 8],
  ]) {
    for (const line of spread(['很长的标签名称', '1', '乙', '2', '丙', '3'], widths)) {
      const covered = line.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
      expect(covered).toEqual(widths.map((_, index) => index + 1));
    }
  }
});

test('the height follows the wrapped lines, up to what a row may have', () => {
  expect(heightFor('短', 10)).toBe(16.5);
  expect(heightFor('十个汉字要占两行高啊', 10)).toBe(30);
  expect(heightFor('一\n二\n三', 10)).toBe(43.5);
  expect(heightFor('长'.repeat(5000), 10)).toBe(409);
});
