import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readmeTellsTheTruth } from '../../../test/support/aggregate-readme.js';
import { caseCommands } from './case.commands.js';
import { caseSentences } from './case.events.js';
import { statusNames } from './case-status.js';
import { statusByCommand } from './status-by-command.js';

readmeTellsTheTruth({
  folder: __dirname,
  commands: caseCommands,
  sentences: caseSentences,
  refusals: 159,
  states: 1,
});

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const created = new Set(caseCommands.filter(({ creates }) => creates).map(({ command }) => command.name));

it('the README decides every command in the states of the code', () => {
  const told = readme
    .split('\n')
    .filter((line) => /^\| `[A-Z]\w+` \|/.test(line))
    .map(cellsOf);
  expect(told.map(([command = '', , states = '']) => [command.slice(1, -1), states])).toEqual(
    Object.entries(statusByCommand).map(([command, states]) => [
      command,
      [...(created.has(command) ? ['new'] : []), ...states].join(' '),
    ]),
  );
});

it('the README names every state with its word', () => {
  const told = readme
    .split('\n')
    .filter((line) => /^\| [A-Z_]+ \|/.test(line))
    .map(cellsOf);
  expect(told.map(([state, word]) => [state, word])).toEqual(Object.entries(statusNames));
});
