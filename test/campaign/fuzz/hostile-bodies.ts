import { deflateSync, gzipSync } from 'node:zlib';
import type { Chance } from './chance.js';

export interface HostileBody {
  readonly body?: Buffer;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly broken?: true;
}

type Make = (json: string, chance: Chance) => HostileBody;

const text = (json: string): HostileBody => ({ body: Buffer.from(json) });
const typed = (json: string, type: string): HostileBody => ({
  body: Buffer.from(json),
  headers: { 'content-type': type },
});
const MEGABYTE = 1024 * 1024;
/** One place of a JSON text where a value stands, replaced by text that need not be JSON. */
const instead = (json: string, value: string, chance: Chance): string => {
  const places = [...json.matchAll(/:("(?:[^"\\]|\\.)*"|-?\d+|true|false|null)/g)];
  const place = chance.oneOf(places);
  return place
    ? `${json.slice(0, place.index)}:${value}${json.slice(place.index + place[0].length)}`
    : `{"x":${value}}`;
};
const atFirst = (json: string, fields: string): string => json.replace(/^\{/, `{${fields}${json === '{}' ? '' : ','}`);
const chunks = (body: string, size: number): string => `${size.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

/** What nobody's program sends by accident, by the name it has in the report. */
export const hostileBodies: Readonly<Record<string, Make>> = {
  deepLists: (json, chance) => text(instead(json, '['.repeat(100_000) + ']'.repeat(100_000), chance)),
  deepObjects: (json, chance) => text(instead(json, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, chance)),
  deepAndOpen: () => text('['.repeat(200_000)),
  twiceTheSameKey: (json, chance) =>
    text(atFirst(json, `"reason":${chance.of(['{}', '[]', '7', '""'])},"on":null,"reason":1`)),
  theSameKeyLast: (json) =>
    text(json.replace(/\}$/, `${json === '{}' ? '' : ','}"on":"2026-09-02","on":"2026-09-03"}`)),
  prototype: (json) => text(atFirst(json, '"__proto__":{"admin":true}')),
  prototypeInside: (json, chance) => text(instead(json, '{"__proto__":{"state":"NORMAL"}}', chance)),
  escapedPrototype: (json) => text(atFirst(json, '"\\u005f_proto__":{"admin":true}')),
  constructorOf: (json) => text(atFirst(json, '"constructor":{"prototype":{"admin":true}}')),
  operator: (json, chance) => text(instead(json, chance.of(['{"$ne":null}', '{"$gt":""}', '{"$where":"1"}']), chance)),
  nul: (json, chance) => text(instead(json, '"a\\u0000b"', chance)),
  rawNul: (json, chance) => text(instead(json, '"a\u0000b"', chance)),
  loneSurrogate: (json, chance) =>
    text(instead(json, chance.of(['"\\ud800"', '"\\udc00x"', '"\\ud800\\ud800"']), chance)),
  surrogateKey: (json) => text(atFirst(json, '"\\udfff":1')),
  tooLargeNumber: (json, chance) =>
    text(instead(json, chance.of(['1e400', '-1e400', `1${'0'.repeat(400)}`, '1e-400']), chance)),
  longNumber: (json, chance) => text(instead(json, '7'.repeat(100_000), chance)),
  noNumber: (json, chance) => text(instead(json, chance.of(['NaN', 'Infinity', '01', '0x10', '+1', '.5']), chance)),
  hugeText: (json, chance) => text(instead(json, `"${'长'.repeat(MEGABYTE)}"`, chance)),
  tooLarge: (json, chance) => text(instead(json, `"${'a'.repeat(9 * MEGABYTE)}"`, chance)),
  manyKeys: (json) => text(atFirst(json, Array.from({ length: 50_000 }, (_, n) => `"k${n}":1`).join(','))),
  manyItems: (json, chance) => text(instead(json, `[${'{},'.repeat(50_000)}{}]`, chance)),
  longKey: (json) => text(atFirst(json, `"${'k'.repeat(100_000)}":1`)),
  badUtf8: (json, chance) => ({
    body: Buffer.concat([
      Buffer.from('{"reason":"'),
      chance.of([
        Buffer.from([0xff, 0xfe]),
        Buffer.from([0xc0, 0xaf]),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from([0xf8]),
      ]),
      Buffer.from(`","x":${json}}`),
    ]),
  }),
  badUtf8Value: (json) => ({
    body: Buffer.concat([
      Buffer.from(json.slice(0, -1)),
      Buffer.from(',"text":"'),
      Buffer.from([0xe4, 0xb8]),
      Buffer.from('"}'),
    ]),
  }),
  byteOrderMark: (json) => text(`\ufeff${json}`),
  utf16: (json) => ({
    body: Buffer.from(json, 'utf16le'),
    headers: { 'content-type': 'application/json; charset=utf-16' },
  }),
  foreignCharset: (json) => typed(json, 'application/json; charset=gb2312'),
  cutOff: (json, chance) => text(json.slice(0, chance.whole(json.length))),
  twoValues: (json) => text(`${json}${json}`),
  comment: (json) => text(`/* */${json}`),
  notAnObject: (_, chance) => text(chance.of(['null', '[]', '7', '"x"', 'true', '[null]', ' ', '""'])),
  empty: () => text(''),
  nothing: () => ({}),
  noType: (json) => ({ body: Buffer.from(json), headers: { 'content-type': [] } }),
  wrongType: (json, chance) =>
    typed(
      json,
      chance.of([
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/html',
        'nonsense',
        ';',
        'application/json+x',
        'image/png',
        'application/pdf',
      ]),
    ),
  strangeType: (json, chance) =>
    typed(
      json,
      chance.of([
        'application/json; charset',
        'APPLICATION/JSON',
        'application/json;;;',
        'application/json; __proto__=1',
        'application/json, text/plain',
      ]),
    ),
  twoTypes: (json) => ({ body: Buffer.from(json), headers: { 'content-type': ['application/json', 'text/plain'] } }),
  gzipped: (json) => ({ body: gzipSync(json), headers: { 'content-encoding': 'gzip' } }),
  deflated: (json) => ({ body: deflateSync(json), headers: { 'content-encoding': 'deflate' } }),
  bomb: () => ({ body: gzipSync(Buffer.alloc(20 * MEGABYTE)), headers: { 'content-encoding': 'gzip' } }),
  notGzipped: (json) => ({ body: Buffer.from(json), headers: { 'content-encoding': 'gzip, br' } }),
  chunked: (json) => ({
    body: Buffer.from(chunks(json, Buffer.byteLength(json))),
    headers: { 'transfer-encoding': 'chunked' },
  }),
  wrongChunks: (json) => ({
    body: Buffer.from(chunks(json, 3)),
    headers: { 'transfer-encoding': 'chunked' },
    broken: true,
  }),
  strangeTransfer: (json) => ({ body: Buffer.from(json), headers: { 'transfer-encoding': 'gzip' }, broken: true }),
  tooShort: (json) => ({
    body: Buffer.from(json),
    headers: { 'content-length': String(Math.max(0, json.length - 5)) },
    broken: true,
  }),
  tooLong: (json) => ({
    body: Buffer.from(json),
    headers: { 'content-length': String(json.length + 4000) },
    broken: true,
  }),
  negativeLength: (json) => ({ body: Buffer.from(json), headers: { 'content-length': '-1' }, broken: true }),
  twoLengths: (json) => ({ body: Buffer.from(json), headers: { 'content-length': ['2', '3'] }, broken: true }),
  hugeLength: (json) => ({ body: Buffer.from(json), headers: { 'content-length': '99999999999' }, broken: true }),
};
