import { cellContent, localMinuteOf } from './cell-content.js';
import type { CellContent } from './cell-content.js';
import type { CellKind, CellValue } from './sheet.js';

const cases: [CellKind, CellValue, CellContent][] = [
  ['text', '0079', { value: '0079', format: 'text' }],
  ['text', 79, { value: '79', format: 'text' }],
  ['text', true, { value: '是', format: 'text' }],
  ['text', false, { value: '否', format: 'text' }],
  ['text', '=1', { value: "'=1", format: 'text' }],
  ['text', null, { value: null, format: 'text' }],
  ['text', undefined, { value: null, format: 'text' }],
  ['text', '', { value: null, format: 'text' }],
  ['integer', 0, { value: 0, format: 'integer' }],
  ['integer', -3, { value: -3, format: 'integer' }],
  ['integer', 5.8, { value: 5.8, format: 'fraction' }],
  ['integer', 999_999_999_999_999, { value: 999_999_999_999_999, format: 'integer' }],
  ['integer', 1_000_000_000_000_001, { value: '1000000000000001', format: 'text' }],
  ['integer', '少于5', { value: '少于5', format: 'text' }],
  ['integer', null, { value: null, format: 'integer' }],
  ['date', '2026-09-01', { value: 46_266, format: 'date' }],
  ['date', '1900-03-01', { value: 61, format: 'date' }],
  ['date', '1900-02-28', { value: '1900-02-28', format: 'text' }],
  ['date', '2026-02-30', { value: '2026-02-30', format: 'text' }],
  ['date', '****-**-**', { value: '****-**-**', format: 'text' }],
  ['date', '2026-09-30T16:00:00.000Z', { value: 46_296, format: 'date' }],
  ['date', null, { value: null, format: 'date' }],
  ['month', '1958-03', { value: '1958-03', format: 'text' }],
  ['month', null, { value: null, format: 'text' }],
  ['instant', '2026-08-31T16:00:59.999Z', { value: 46_266, format: 'instant' }],
  ['instant', '2026-09-01T12:00:00+08:00', { value: 46_266.5, format: 'instant' }],
  ['instant', '2026-09-01', { value: 46_266, format: 'date' }],
  ['instant', '不详', { value: '不详', format: 'text' }],
  ['instant', undefined, { value: null, format: 'instant' }],
];

test.each(cases)('F31: a cell of kind %s with %j', (kind, value, content) => {
  expect(cellContent(kind, value)).toEqual(content);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%p comes from a wrong sum and is refused', (value) => {
  expect(() => cellContent('integer', value)).toThrow(RangeError);
});

test('a stored instant is shown in local time, cut to the minute', () => {
  expect(localMinuteOf('2026-09-30T15:59:59.999Z')).toBe('2026-09-30 23:59');
  expect(localMinuteOf('2026-09-30T16:00:00.000Z')).toBe('2026-10-01 00:00');
});
