import { createSecretKey, randomBytes } from 'node:crypto';
import type { DataKey } from './key-store.port.js';
import { RecentKeys } from './recent-keys.js';

function keyOf(subject: string): DataKey {
  return { subject, version: 1, key: createSecretKey(randomBytes(32)) };
}

describe('keys in memory', () => {
  it('stay within the limit, and the one not used for longest goes first', () => {
    const recent = new RecentKeys(3);
    for (const subject of ['a', 'b', 'c']) recent.keep(keyOf(subject));
    recent.get('a');
    recent.keep(keyOf('d'));
    expect(['a', 'b', 'c', 'd'].filter((subject) => recent.get(subject) !== undefined)).toEqual(['a', 'c', 'd']);
    expect(recent.size).toBe(3);
  });

  it('are forgotten on demand, one or all', () => {
    const recent = new RecentKeys(3);
    for (const subject of ['a', 'b', 'c']) recent.keep(keyOf(subject));
    recent.forget('b');
    expect(recent.get('b')).toBeUndefined();
    recent.forgetAll();
    expect(recent.size).toBe(0);
  });
});
