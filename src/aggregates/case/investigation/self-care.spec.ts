import { selfCareLevel } from './self-care.js';

const all = { eating: true, dressing: true, gettingUp: true, toilet: true, indoorMoving: true, bathing: true };
const names = Object.keys(all);

/** The indicators with the first n of them not met. */
const without = (n: number) => ({ ...all, ...Object.fromEntries(names.slice(0, n).map((name) => [name, false])) });

describe('self-care of a 特困 person by six indicators', () => {
  it.each([
    [0, 'FULL'],
    [1, 'PARTIAL'],
    [2, 'PARTIAL'],
    [3, 'PARTIAL'],
    [4, 'NONE'],
    [5, 'NONE'],
    [6, 'NONE'],
  ])('%i not met is %s', (unmet, level) => {
    expect(selfCareLevel(without(unmet))).toBe(level);
  });

  it.each(names)('counts %s like any other', (name) => {
    expect(selfCareLevel({ ...all, [name]: false })).toBe('PARTIAL');
    expect(selfCareLevel({ ...without(6), [name]: true })).toBe('NONE');
  });
});
