import { AnswerThrottle } from './answer-throttle.js';

describe('answers that could be fished for', () => {
  it('end after the share of an hour, for that account alone, and begin again an hour later', () => {
    const throttle = new AnswerThrottle(2);
    const asked: readonly (readonly [string, string])[] = [
      ['a', '2026-09-10T01:00:00.000Z'],
      ['a', '2026-09-10T01:10:00.000Z'],
      ['a', '2026-09-10T01:20:00.000Z'],
      ['b', '2026-09-10T01:20:00.000Z'],
      ['a', '2026-09-10T01:59:59.999Z'],
      ['a', '2026-09-10T02:00:00.000Z'],
      ['a', '2026-09-10T02:00:00.001Z'],
    ];
    expect(asked.map(([account, now]) => throttle.allows(account, now))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});
