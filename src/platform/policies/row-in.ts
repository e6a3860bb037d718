import type { CommandClass, CommandRow } from '../change/aggregate.js';

/** The row of a command in its table; a command without one is a programming error. */
export function rowIn(table: readonly CommandRow[], command: CommandClass): CommandRow {
  const row = table.find((candidate) => candidate.command === command);
  if (!row) throw new Error(`命令 ${command.name} 不在命令表中`);
  return row;
}
