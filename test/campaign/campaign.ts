import regressions from './regressions.json';

/** A number that sizes a run: how many rounds, writers, minutes … */
export interface Size {
  readonly about: string;
  readonly long: number;
  /** In the tests of every day. */
  readonly short: number;
}

export type Sizes = Readonly<Record<string, Size>>;

export interface RunOptions<S extends Sizes = Sizes> {
  /** Everything random in the run comes from it: the same seed and sizes play the same run. */
  readonly seed: number;
  readonly short: boolean;
  readonly sizes: Readonly<Record<keyof S, number>>;
  /** One line of progress. */
  say(line: string): void;
}

export interface CampaignReport {
  readonly passed: boolean;
  /** What was done and measured, in the order of printing; durations carry their unit in the name (`readyP99Ms`). */
  readonly figures: Readonly<Record<string, number | string>>;
  /** One sentence each; passed means none. */
  readonly violations: readonly string[];
}

/** A fault run: one file in `runs/`, one line in `runs.ts`. */
export interface CampaignRun<S extends Sizes = Sizes> {
  readonly name: string;
  /** One line for the list. */
  readonly about: string;
  readonly options: S;
  run(options: RunOptions<S>): Promise<CampaignReport>;
}

/** Keeps the names of a run's sizes for the compiler: `sizes.rounds` is known, `sizes.round` is not. */
export function campaignRun<const S extends Sizes>(run: CampaignRun<S>): CampaignRun<S> {
  return run;
}

export function report(figures: CampaignReport['figures'], violations: readonly string[]): CampaignReport {
  return { passed: violations.length === 0, figures, violations };
}

/** Sizes of the wanted form, some of them given otherwise. */
export function sizesOf<S extends Sizes>(
  run: CampaignRun<S>,
  short: boolean,
  given: Readonly<Record<string, number>> = {},
): Record<keyof S, number> {
  const sizes = Object.entries(run.options).map(([name, size]) => [
    name,
    given[name] ?? (short ? size.short : size.long),
  ]);
  return Object.fromEntries(sizes) as Record<keyof S, number>;
}

/** The one command that plays this run again. */
export function replayOf(run: CampaignRun, { seed, short, sizes }: Omit<RunOptions, 'say'>): string {
  const standard = sizesOf(run, short);
  const changed = Object.entries(sizes).filter(([name, value]) => value !== standard[name]);
  const words = [
    run.name,
    '--seed',
    seed,
    ...(short ? ['--short'] : []),
    ...changed.flatMap(([name, value]) => [`--${name}`, value]),
  ];
  return `npm run campaign -- ${words.join(' ')}`;
}

const EVERY_DAY = 20_260_901;

/**
 * The short form as the tests of every day play it: one seed, then every seed that ever failed. Answers with all
 * violations, each with the command that replays it.
 */
export async function violationsOfShortForm<S extends Sizes>(
  run: CampaignRun<S>,
  say: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const seed of new Set([EVERY_DAY, ...seedsThatFailed(run.name)])) {
    const options = { seed, short: true, sizes: sizesOf(run, true) };
    const outcome = await run.run({ ...options, say: () => undefined });
    say(`${run.name}, seed ${seed}: ${figuresOf(outcome)}`);
    const replay = replayOf(run, options);
    violations.push(...outcome.violations.map((violation) => `${violation} (${replay})`));
    if (outcome.passed !== (outcome.violations.length === 0))
      violations.push(`the report contradicts itself (${replay})`);
  }
  return violations;
}

export function figuresOf({ figures }: CampaignReport): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 100) / 100 : value}`)
    .join(', ');
}

export function seedsThatFailed(name: string): readonly number[] {
  return (regressions as Readonly<Record<string, readonly number[]>>)[name] ?? [];
}
