import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TableRow } from '../../src/platform/change/command-table.js';

export interface ReadmeOf {
  /** Folder of the aggregate. */
  readonly folder: string;
  readonly commands: readonly TableRow[];
  /** Audit sentences by fact type: the list of its facts. */
  readonly sentences: Readonly<Record<string, unknown>>;
  /** How many times the code refuses with a rule; fewer found means that the search is blind. */
  readonly refusals: number;
  /** Columns between the roles and the facts: one for each state, unless they are listed in one. */
  readonly states?: number;
}

/** Holds an aggregate's README against its code: every command, role, fact and rule. */
export function readmeTellsTheTruth({ folder, commands, sentences, refusals, states = 3 }: ReadmeOf): void {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  /** Rows of the table "State × command": a row begins with a command in backticks. */
  const rows = readme
    .split('\n')
    .filter((line) => /^\| `[A-Z]\w+` \|/.test(line))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));

  describe('the table of states and commands in the README', () => {
    it('names every command once, in the order of the command table, with its roles', () => {
      expect(rows.map(([command, roles]) => [command, roles])).toEqual(
        commands.map(({ command, access }) => [`\`${command.name}\``, access.roles.join(' ')]),
      );
    });

    it('has a word for each state, and names every fact', () => {
      expect(rows.filter((row) => row.length !== states + 3 || row.some((cell) => cell === ''))).toEqual([]);
      const facts = new Set(rows.flatMap((row) => (row[states + 2] ?? '').split(', ')));
      expect([...facts].sort()).toEqual(Object.keys(sentences).sort());
    });
  });

  describe('the rules in the README', () => {
    it('name every rule that the code refuses with', () => {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
      const rules = files.flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/new RuleBroken\(\s*'([^']+)'/g)].map(
          ([, rule]) => rule ?? '',
        ),
      );
      expect(rules).toHaveLength(refusals);
      expect(rules.filter((rule) => !readme.includes(rule))).toEqual([]);
    });
  });
}
