import { assertCommand } from './allow-list.js';
import type { Handler } from './command.js';
import { Cursors } from './cursors.js';
import { Databases } from './databases.js';
import { badValue, notSupported } from './errors.js';
import { READING_COMMANDS } from './reading-commands.js';
import { SCHEMA_COMMANDS } from './schema-commands.js';
import type { Document } from './values.js';
import { WRITING_COMMANDS } from './writing-commands.js';

const VERSION = '7.0.0';

/** Besides those about data. */
const SERVER_COMMANDS: Readonly<Record<string, Handler>> = {
  ping: () => ({}),
  buildInfo: () => ({ version: VERSION, versionArray: [7, 0, 0, 0], modules: ['embedded'], gitVersion: 'embedded' }),
  endSessions: () => ({}),
};

export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ ...SERVER_COMMANDS, ...READING_COMMANDS, ...WRITING_COMMANDS, ...SCHEMA_COMMANDS }),
);

/** Carries out commands on data in memory, one at a time. */
export class Commands {
  /** By database, commands so far that may have changed something in it. */
  private readonly writes = new Map<string, number>();
  private readonly cursors = new Cursors();

  constructor(readonly databases: Databases = new Databases()) {}

  /** How often something may have been changed in these databases. */
  writesIn(databases: readonly string[]): number {
    return databases.reduce((sum, database) => sum + (this.writes.get(database) ?? 0), 0);
  }

  /** The answer's document. Throws `MongoFault` for what is refused. */
  run(command: Document, bytes: number): Document {
    const [name = ''] = Object.keys(command);
    assertCommand(name, command);
    const handler = HANDLERS.get(name);
    if (!handler) throw notSupported(`the command '${name}'`);
    const { $db: database } = command;
    if (typeof database !== 'string' || database === '') throw badValue('a command needs a database');
    const { databases, cursors } = this;
    if (name in WRITING_COMMANDS || name in SCHEMA_COMMANDS)
      this.writes.set(database, (this.writes.get(database) ?? 0) + 1);
    return { ...handler({ command, subject: command[name], database, bytes, databases, cursors }), ok: 1 };
  }
}
