import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignReport, CampaignRun } from './campaign.js';
import { replayOf, sizesOf } from './campaign.js';
import { runs } from './runs.js';
import { NotUnderstood, print, runProgram } from '../support/program.js';

/** npm run campaign -- <name> [--seed n] [--short] [--json] [--<size> n …]; exit code 0 passed, 1 violated, 2 not understood. */

const PASSED = 0;
const VIOLATED = 1;

interface Wish {
  readonly run: CampaignRun;
  readonly seed: number;
  readonly short: boolean;
  readonly json: boolean;
  readonly sizes: Readonly<Record<string, number>>;
}

function usage(): string {
  const lines = runs.flatMap(({ name, about, options }) => [
    `  ${name.padEnd(12)} ${about}`,
    ...Object.entries(options).map(
      ([size, { about: meaning, long, short }]) =>
        `  ${''.padEnd(12)}   --${size} ${long} (short ${short})  ${meaning}`,
    ),
  ]);
  return ['npm run campaign -- <run> [--seed n] [--short] [--json] [--<size> n …]', '', ...lines].join('\n');
}

function wishOf(words: readonly string[]): Wish {
  const [name, ...rest] = words;
  const run = runs.find((candidate) => candidate.name === name);
  if (!run) throw new NotUnderstood(`no run is called ${name}`);
  const numbers: Record<string, number> = {};
  const flags = new Set<string>();
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    const option = word.replace(/^--/, '');
    if (word === '--short' || word === '--json') flags.add(option);
    else if (word.startsWith('--') && (option === 'seed' || Object.hasOwn(run.options, option))) {
      numbers[option] = numberOf(word, rest[++index]);
    } else throw new NotUnderstood(`${run.name} knows no ${word}`);
  }
  const { seed = randomInt(1_000_000_000), ...given } = numbers;
  const short = flags.has('short');
  return { run, seed, short, json: flags.has('json'), sizes: sizesOf(run, short, given) };
}

function numberOf(option: string, text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new NotUnderstood(`${option} wants a number, not ${text ?? 'nothing'}`);
  }
  return value;
}

/** A failing seed joins the regressions, which the short form plays from then on. */
function remember(name: string, seed: number): void {
  const file = join(__dirname, 'regressions.json');
  const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>;
  if (known[name]?.includes(seed)) return;
  const more = { ...known, [name]: [...(known[name] ?? []), seed] };
  writeFileSync(file, `${JSON.stringify(more, null, 2)}\n`);
}

function tell({ figures, violations }: CampaignReport, replay: string): void {
  const width = Math.max(0, ...Object.keys(figures).map(({ length }) => length));
  for (const [name, value] of Object.entries(figures)) print(`  ${name.padEnd(width)}  ${value}`);
  for (const violation of violations) print(`VIOLATED  ${violation}`);
  print(violations.length === 0 ? 'passed' : `replay: ${replay}`);
}

async function main(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words.includes('--help')) {
    print(usage());
    return PASSED;
  }
  const { run, seed, short, json, sizes } = wishOf(words);
  const replay = replayOf(run, { seed, short, sizes });
  const say = json ? () => undefined : print;
  say(
    `${run.name}: seed ${seed}, ${Object.entries(sizes)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  );
  const outcome = await run.run({ seed, short, sizes, say });
  if (json) print(JSON.stringify({ run: run.name, seed, short, sizes, ...outcome, replay }));
  else tell(outcome, replay);
  if (outcome.passed) return PASSED;
  remember(run.name, seed);
  return VIOLATED;
}

runProgram(main, usage);
