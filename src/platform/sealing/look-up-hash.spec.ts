import { createHash } from 'node:crypto';
import { categoryOf } from '../fact.js';
import { LookUpHash, lookUpRootOf } from './look-up-hash.js';

const root = lookUpRootOf(Buffer.alloc(32, 7));
const hashes = new LookUpHash(root);

function everyHashOf(text: string, by = hashes): string[] {
  return [
    by.idHash(text),
    by.nameHash('341881101', text),
    by.surnameHash('341881101', text),
    by.textHash(text),
    by.requestHash(text),
    by.deviceHash(text),
    by.placeHash(text),
  ];
}

describe('look-up hashes', () => {
  it('give the same hash for the same text, also in another process with the same root', () => {
    expect(everyHashOf('张三', new LookUpHash(lookUpRootOf(Buffer.alloc(32, 7))))).toEqual(everyHashOf('张三'));
    // Fixed for ever: old facts hold hashes of this form, and duplicates are found by comparing with them.
    expect(hashes.idHash('990101195001010014')).toBe(
      'v1.c3e0c2fffc14ef846b0e16951c8366bbd88ccd971b4f10d3c654f8801336d612',
    );
  });

  it('tell apart purposes, towns, roots and versions', () => {
    const all = [
      ...everyHashOf('张三'),
      ...everyHashOf('张三', new LookUpHash(lookUpRootOf(Buffer.alloc(32, 8)))),
      ...everyHashOf('张三', new LookUpHash(root, 2)),
      hashes.nameHash('341881102', '张三'),
      hashes.surnameHash('341881102', '张三'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(new LookUpHash(root, 2).idHash('1')).toMatch(/^v2\.[0-9a-f]{64}$/);
  });

  it('do not confuse where the town ends and the name begins', () => {
    expect(hashes.nameHash('3418811', '01张')).not.toBe(hashes.nameHash('341881101', '张'));
  });

  it('are no bare hash of the text', () => {
    const bare = ['sha256', 'sha1', 'md5'].flatMap((name) =>
      ['990101195001010014', '["990101195001010014"]'].map((text) => createHash(name).update(text).digest('hex')),
    );
    for (const hash of everyHashOf('990101195001010014')) expect(bare).not.toContain(hash.slice('v1.'.length));
  });

  it('fit into the id of a stream', () => {
    const stream = `person-${hashes.idHash('990101195001010014')}`;
    expect(stream).toMatch(/^person-v1\.[0-9a-f]{64}$/);
    expect(categoryOf(stream)).toBe('person');
  });

  it('of a request do not depend on the order of its fields, but on every value', () => {
    const sent = { params: { id: '1' }, body: { on: '2026-09-30', people: ['a', 'b'] } };
    const again = { body: { people: ['a', 'b'], on: '2026-09-30' }, params: { id: '1' } };
    expect(hashes.requestHash(again)).toBe(hashes.requestHash(sent));
    expect(hashes.requestHash({ ...sent, body: { ...sent.body, people: ['b', 'a'] } })).not.toBe(
      hashes.requestHash(sent),
    );
  });

  it('need a root of 32 bytes', () => {
    expect(() => new LookUpHash(Buffer.alloc(31))).toThrow('检索摘要的根密钥须为 32 字节，现为 31 字节');
  });
});
