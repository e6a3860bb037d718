import type { Provider, Type } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { CommandClass, CommandRow } from './aggregate.js';
import { operationOf } from './aggregate.js';
import { Change } from './change.js';
import type { Outcome } from './change.js';
import type { CommandContext } from './command-context.js';
import { contextOf } from './command-context.js';

/**
 * What a slice with a `.handler.ts` does around the plumbing: it asks another stream first and hands what it
 * learnt to the decision.
 */
export interface Around<Command extends object = object> {
  around(
    command: Command,
    context: CommandContext,
    run: (foreign?: unknown) => Promise<Outcome>,
    /** Throws what the command would be refused for; a handler that writes elsewhere first asks it before. */
    rehearse: () => Promise<void>,
  ): Promise<Outcome>;
}

export interface TableRow extends CommandRow {
  readonly handler?: Type<Around>;
}

/** All command rows of the product. Two rows of one command, or of one operation name, stop the start. */
export class CommandTable {
  private readonly rows = new Map<CommandClass, TableRow>();

  constructor(tables: readonly (readonly TableRow[])[]) {
    const names = new Set<string>();
    for (const row of tables.flat()) {
      const name = operationOf(row.command);
      if (this.rows.has(row.command) || names.has(name)) throw new Error(`命令表中 ${row.command.name} 出现两次`);
      names.add(name);
      this.rows.set(row.command, row);
    }
  }

  all(): readonly TableRow[] {
    return [...this.rows.values()];
  }

  rowOf(command: CommandClass): TableRow {
    const row = this.rows.get(command);
    if (!row) throw new Error(`命令 ${command.name} 不在命令表中`);
    return row;
  }
}

/** Nest providers that put every row of a table on the command bus. */
export function commandHandlers(table: readonly TableRow[]): Provider[] {
  return table.flatMap((row) => {
    class Handler {
      constructor(
        private readonly change: Change,
        private readonly around?: Around,
      ) {}

      execute(command: object): Promise<Outcome> {
        const context = contextOf(command);
        const run = (foreign?: unknown) => this.change.run(row, command, context, foreign);
        const rehearse = () => this.change.rehearse(row, command, context);
        return this.around ? this.around.around(command, context, run, rehearse) : run();
      }
    }
    Object.defineProperty(Handler, 'name', { value: `${row.command.name}Handler` });
    CommandHandler(row.command)(Handler);
    const inject = row.handler ? [Change, row.handler] : [Change];
    const handler = {
      provide: Handler,
      inject,
      useFactory: (change: Change, around?: Around) => new Handler(change, around),
    };
    return row.handler ? [row.handler, handler] : [handler];
  });
}
