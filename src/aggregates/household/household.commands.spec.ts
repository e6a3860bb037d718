import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { householdSentences } from './household.events.js';
import { householdCommands } from './household.commands.js';

/** Rows of the table "State × command" in README.md: a row begins with a command in backticks. */
function rowsOfReadme(): readonly (readonly string[])[] {
  const lines = readFileSync(join(__dirname, 'README.md'), 'utf8').split('\n');
  return lines
    .filter((line) => /^\| `[A-Z]\w+` \|/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('the table of states and commands in the README', () => {
  it('names every command once, in the order of the command table, with its roles', () => {
    expect(rowsOfReadme().map(([command, roles]) => [command, roles])).toEqual(
      householdCommands.map(({ command, access }) => [`\`${command.name}\``, access.roles.join(' ')]),
    );
  });

  it('has a word for each of the three states, and names every fact', () => {
    const rows = rowsOfReadme();
    expect(rows.filter((row) => row.length !== 6 || row.some((cell) => cell === ''))).toEqual([]);
    const facts = new Set(rows.flatMap((row) => (row[5] ?? '').split(', ')));
    expect([...facts].sort()).toEqual(Object.keys(householdSentences).sort());
  });
});

describe('the rules in the README', () => {
  it('name every rule that the code refuses with', () => {
    const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
    const missing = refusedRules().filter((rule) => !readme.includes(rule));
    expect(missing).toEqual([]);
  });
});

function refusedRules(): readonly string[] {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const rules = files.flatMap((file) => [
    ...readFileSync(join(__dirname, file), 'utf8').matchAll(/new RuleBroken\(\s*'([^']+)'/g),
  ]);
  expect(rules.length).toBeGreaterThan(30);
  return [...new Set(rules.map(([, rule]) => rule ?? ''))];
}
