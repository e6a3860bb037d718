import type { Fate } from './demo-month.js';
import type { SeededRandom } from './seeded-random.js';

/** What becomes of one month of a family: as in the small month, but for what comes once in a life. */
export type Outcome = Exclude<Fate, 'listed-late' | 'last-member-dies'>;

export type Temper = readonly (readonly [outcome: Outcome, share: number])[];

/** Of 1,000 months. Townships differ: one is diligent, one gets along, one is short of people. */
export const tempers: readonly [Temper, Temper, Temper] = [
  [
    ['entered-after-month-end', 15],
    ['entered-late', 3],
    ['nobody-home', 4],
    ['missed', 2],
    ['excused', 4],
    ['excused-after-miss', 1],
    ['excuse-rejected', 1],
  ],
  [
    ['entered-after-month-end', 35],
    ['entered-late', 12],
    ['nobody-home', 12],
    ['missed', 12],
    ['excused', 5],
    ['excused-after-miss', 2],
    ['excuse-rejected', 2],
  ],
  [
    ['entered-after-month-end', 70],
    ['entered-late', 40],
    ['nobody-home', 30],
    ['missed', 45],
    ['excused', 6],
    ['excused-after-miss', 5],
    ['excuse-rejected', 6],
  ],
];

/** Of 1,000 families that could have it, so many have it in a month. */
export const turns: readonly (readonly [turn: Turn, share: number])[] = [
  ['leavesRoster', 4],
  ['death', 2],
  ['birth', 2],
  ['move', 2],
  ['newsOfIncome', 3],
  ['adjustment', 5],
  ['visitCorrected', 4],
  ['visitCorrectionRejected', 1],
  ['listingCorrected', 1],
  ['movesVillage', 3],
  ['movesTown', 4],
  ['splits', 9],
];

export type Turn =
  | 'leavesRoster'
  | 'death'
  | 'birth'
  | 'move'
  | 'newsOfIncome'
  | 'adjustment'
  | 'visitCorrected'
  | 'visitCorrectionRejected'
  | 'listingCorrected'
  | 'movesVillage'
  | 'movesTown'
  | 'splits';

/** One of the rows by their shares of 1,000; undefined for the rest. */
export function drawn<Row>(
  rows: readonly (readonly [row: Row, share: number])[],
  random: SeededRandom,
): Row | undefined {
  let left = random.between(1, 1000);
  return rows.find(([, share]) => (left -= share) <= 0)?.[0];
}
