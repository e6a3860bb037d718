import type { Figure } from './bench.js';
import { append } from './figures/append.js';
import { asOf } from './figures/as-of.js';
import { commands } from './figures/commands.js';
import { double } from './figures/double.js';
import { instead } from './figures/instead.js';
import { pages } from './figures/pages.js';
import { start } from './figures/start.js';

/** Every figure, one line each, in the order of the table. */
export const figures: readonly Figure[] = [append, commands, double, instead, pages, asOf, start];
