import { cpus, release, totalmem } from 'node:os';
import type { Row } from './bench.js';
import { isMet, shortfallOf, spreadOf } from './bench.js';

/** The table of a run; aims not reached are marked, the three furthest away are named below it. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { min, median, max } = spreadOf(row.samples);
    const ratio = row.beside ? `${short(row.beside.ratio)} × ${row.beside.name}` : '';
    return [row.name, row.unit, short(min), short(median), short(max), ratio, aimOf(row)];
  });
  const all = [['figure', 'unit', 'min', 'median', 'max', 'ratio', 'aim'], ...lines];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  const printed = all.map((line) =>
    line
      .map((cell, column) =>
        column >= 2 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [...printed, ...worstOf(rows)].join('\n');
}

function worstOf(rows: readonly Row[]): readonly string[] {
  const short_ = rows.filter((row) => isMet(row) === false).sort((a, b) => shortfallOf(b) - shortfallOf(a));
  if (short_.length === 0) return ['', 'every aim is reached'];
  const named = short_.slice(0, 3).map((row) => `${row.name} (${short(shortfallOf(row))} × away)`);
  return ['', `${short_.length} aims not reached; furthest away: ${named.join(', ')}`];
}

function aimOf(row: Row): string {
  const { aim } = row;
  if (!aim) return '';
  const bound = aim.atLeast === undefined ? `≤ ${aim.atMost}` : `≥ ${aim.atLeast}`;
  return `${bound}${aim.of === 'ratio' ? ' ×' : ''} ${isMet(row) ? 'reached' : 'NOT REACHED'}`;
}

function short(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
}

export function machine(): Machine {
  return {
    cores: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
  };
}
