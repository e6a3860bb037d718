/** One row of the table: the same thing measured several times in one run. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly samples: readonly number[];
  /** The figure of this run it stands beside: only the ratio means anything on another machine. */
  readonly beside?: { readonly name: string; readonly ratio: number };
  readonly aim?: Aim;
}

/** What the figure is to reach: in its unit, or as its ratio to the one beside. */
export interface Aim {
  readonly of: 'median' | 'ratio';
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface BenchOptions {
  readonly seed: number;
  /** Facts in the grown logs, one pass each. */
  readonly facts: readonly number[];
  readonly households: number;
  readonly repeats: number;
  /** Length of one burst. */
  readonly seconds: number;
  /** Where grown logs are kept and copied from. */
  readonly folder: string;
  say(line: string): void;
}

/** One file in `figures/`, one line in `figures.ts`. */
export interface Figure {
  readonly name: string;
  readonly about: string;
  run(options: BenchOptions): Promise<readonly Row[]>;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    min: at(0),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    max: at(sorted.length - 1),
  };
}

/** Sets a row beside another of the same run, median to median. */
export function beside(row: Row, other: Row): Row {
  const ratio = spreadOf(row.samples).median / spreadOf(other.samples).median;
  return { ...row, beside: { name: other.name, ratio } };
}

/** Undefined when the row has no aim. */
export function isMet({ aim, samples, beside: other }: Row): boolean | undefined {
  if (!aim) return undefined;
  const value = aim.of === 'ratio' ? other?.ratio : spreadOf(samples).median;
  if (value === undefined) return false;
  return value >= (aim.atLeast ?? -Infinity) && value <= (aim.atMost ?? Infinity);
}

/** How many times its aim a figure is short of it: 1 is met, 3 is three times too slow. */
export function shortfallOf(row: Row): number {
  const { aim, samples, beside: other } = row;
  if (!aim) return 0;
  const value = aim.of === 'ratio' ? (other?.ratio ?? 0) : spreadOf(samples).median;
  if (aim.atLeast !== undefined) return aim.atLeast / value;
  return aim.atMost === undefined ? 0 : value / aim.atMost;
}

export async function repeated(times: number, measure: (nth: number) => Promise<number>): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let nth = 0; nth < times; nth++) samples.push(await measure(nth));
  return samples;
}
