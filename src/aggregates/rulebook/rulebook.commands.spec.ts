import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rulebookCommands } from './rulebook.commands.js';
import { rulebookSentences } from './rulebook.events.js';

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');

/** Rows of the table "State × command" in README.md: a row begins with a command in backticks. */
const rows = readme
  .split('\n')
  .filter((line) => /^\| `[A-Z]\w+` \|/.test(line))
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim()));

describe('the table of states and commands in the README', () => {
  it('names every command once, in the order of the command table, with its roles', () => {
    expect(rows.map(([command, roles]) => [command, roles])).toEqual(
      rulebookCommands.map(({ command, access }) => [`\`${command.name}\``, access.roles.join(' ')]),
    );
  });

  it('has a word for each of the three states, and names every fact', () => {
    expect(rows.filter((row) => row.length !== 6 || row.some((cell) => cell === ''))).toEqual([]);
    const facts = rows.flatMap((row) => (row[5] ?? '').split(', '));
    expect(facts.toSorted()).toEqual(Object.keys(rulebookSentences).sort());
  });
});

describe('the rules in the README', () => {
  it('name every rule that the code refuses with', () => {
    const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const rules = files.flatMap((file) =>
      [...readFileSync(join(__dirname, file), 'utf8').matchAll(/new RuleBroken\(\s*'([^']+)'/g)].map(
        ([, rule]) => rule,
      ),
    );
    expect(rules).toHaveLength(5);
    expect(rules.filter((rule = '') => !readme.includes(rule))).toEqual([]);
  });
});
