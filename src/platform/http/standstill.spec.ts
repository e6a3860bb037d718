import type { Progressing } from './standstill.js';
import { Standstill } from './standstill.js';

const roster = (lag: number, watermark: number): Progressing => ({ name: 'roster', lag, watermark });

/** What is told of each look, given with its second. */
function told(looks: readonly (readonly [second: number, view: Progressing])[]): readonly boolean[] {
  let second = 0;
  const standstill = new Standstill({ elapsed: () => second * 1_000 });
  return looks.map(([at, view]) => {
    second = at;
    return standstill.among([view, { name: 'ledger', lag: 0, watermark: 7 }]).includes(view);
  });
}

it('a view behind the log that has not moved for five seconds stands still, until it moves', () => {
  expect(
    told([
      [0, roster(3, 10)],
      [4, roster(5, 10)],
      [5, roster(6, 10)],
      [6, roster(6, 11)],
      [10, roster(6, 11)],
      [11, roster(6, 11)],
    ]),
  ).toEqual([false, false, true, false, false, true]);
});

it('a view at the end of the log does not stand still, and its time counts anew once it is behind', () => {
  expect(
    told([
      [0, roster(0, 10)],
      [9, roster(1, 10)],
      [13, roster(0, 11)],
      [20, roster(2, 11)],
      [24, roster(2, 11)],
      [25, roster(2, 11)],
    ]),
  ).toEqual([false, false, false, false, false, true]);
});
