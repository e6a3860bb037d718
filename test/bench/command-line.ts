import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchOptions, Figure, Row } from './bench.js';
import { isMet, spreadOf } from './bench.js';
import { figures } from './figures.js';
import { machine, tableOf } from './table.js';
import { NotUnderstood, print, runProgram } from '../support/program.js';

/** npm run bench -- [figure …] [--facts 100000,1000000] …; exit code 0 measured, 2 not understood. Aims never fail it. */

function usage(): string {
  return [
    'npm run bench -- [figure …] [options]',
    '',
    ...figures.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`),
    '',
    '  --facts 100000     sizes of the grown log, separated by commas',
    '  --households 20000 families in it',
    '  --repeats 3        measurements of each figure',
    '  --seconds 10       length of one burst',
    '  --seed 20260901    everything random',
    '  --folder <path>    where grown logs are kept between runs',
    '  --json <file>      also writes every figure there',
  ].join('\n');
}

interface Wish {
  readonly wanted: readonly Figure[];
  readonly options: Omit<BenchOptions, 'say'>;
  readonly json?: string;
}

function wishOf(words: readonly string[]): Wish {
  const { values, positionals } = parsed(words);
  const unknown = positionals.find((word) => !figures.some(({ name }) => name === word));
  if (unknown !== undefined) throw new NotUnderstood(`no figure is called ${unknown}`);
  const number = (name: string, text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1) throw new NotUnderstood(`--${name} wants a number, not ${text}`);
    return value;
  };
  return {
    wanted: positionals.length === 0 ? figures : figures.filter(({ name }) => positionals.includes(name)),
    json: values.json,
    options: {
      seed: number('seed', values.seed),
      facts: values.facts.split(',').map((text) => number('facts', text)),
      households: number('households', values.households),
      repeats: number('repeats', values.repeats),
      seconds: number('seconds', values.seconds),
      folder: values.folder,
    },
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        facts: { type: 'string', default: '100000' },
        households: { type: 'string', default: '20000' },
        repeats: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '10' },
        seed: { type: 'string', default: '20260901' },
        folder: { type: 'string', default: join(tmpdir(), 'discovery-bench') },
        json: { type: 'string' },
      },
    });
  } catch (error) {
    throw new NotUnderstood(error instanceof Error ? error.message : String(error));
  }
}

async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    print(usage());
    return 0;
  }
  const { wanted, options, json } = wishOf(words);
  const about = machine();
  print(
    `${about.cores} cores, ${about.model}, ${about.memoryGiB} GiB, ${about.system}, node ${about.node}, seed ${options.seed}`,
  );
  const rows: Row[] = [];
  for (const figure of wanted) {
    print(`${figure.name}: ${figure.about}`);
    rows.push(...(await figure.run({ ...options, say: print })));
  }
  print(`\n${tableOf(rows)}`);
  if (json !== undefined) {
    const told = rows.map((row) => ({ ...row, ...spreadOf(row.samples), met: isMet(row) }));
    writeFileSync(json, `${JSON.stringify({ machine: about, options, figures: told }, null, 2)}\n`);
  }
  return 0;
}

runProgram(main, usage);
