import type { Area } from '../auth/area.js';
import type { Caller } from '../auth/caller.js';

/** Who issues a command, under which identity of the request. Made at the door or by a policy, never by a decision. */
export interface CommandContext {
  readonly caller: Caller;
  readonly area: Area;
  /** uuidv5 of actor, operation, stream and idempotency key: the same request is the same command. */
  readonly commandId: string;
  /** Keyed hash of the canonical body: the same key with another body is refused. */
  readonly requestHash: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Revision the caller has read (`If-Match`). */
  readonly ifMatch?: number;
  readonly onBehalfOf?: string;
  readonly traceparent?: string;
}

const contexts = new WeakMap<object, CommandContext>();

/** The command bus hands a handler the command alone; the context travels beside it. */
export function withContext<Command extends object>(command: Command, context: CommandContext): Command {
  contexts.set(command, context);
  return command;
}

/** The context a command was issued with; a command issued without one is a programming error. */
export function contextOf(command: object): CommandContext {
  const context = contexts.get(command);
  if (!context) throw new Error(`${command.constructor.name} was issued without a context`);
  return context;
}
