import type { Decided, Fact, Recorded } from '../fact.js';
import type { Caller, Role } from '../auth/caller.js';
import type { Purpose } from '../access/purpose.js';
import type { Given } from './given.js';
import type { Upcasts } from './upcast.js';

/** The unit that owns a stream, or that a command is about. */
export interface Unit {
  readonly townCode?: string;
  readonly villageCode?: string;
}

/** One step of remembering per fact type; complete for the compiler. */
export type Fold<State, F extends Fact> = {
  readonly [Type in F['type']]: (state: State, fact: Recorded<Extract<F, { type: Type }>>) => State;
};

/** What decisions about one kind of stream remember. */
export interface Aggregate<State = unknown, F extends Fact = Fact> {
  /** Stream category; a stream is `<category>-<id>`, or the category alone when there is one for the city. */
  readonly category: string;
  /** What an id in a path must look like where it is no UUID: anything else is answered as not there, unread. */
  readonly ids?: RegExp;
  readonly initial: State;
  readonly fold: Fold<State, F>;
  /** How facts of earlier versions are told in the present one; absent while every type is in its first. */
  readonly upcasts?: Upcasts<F>;
  /** False as long as the stream holds nothing a caller may see. */
  exists(state: State): boolean;
  /** Whether somebody who has no area of his own may reach this stream all the same, because it names him. */
  reaches?(state: State, caller: Caller): boolean;
  /** The unit whose officers may see and change it now. */
  unitOf(state: State): Unit;
  /** The human being (`person` of a token) whose own post the stream is now; undefined while it is nobody's. */
  holderOf?(state: State): string | undefined;
}

/** Who may issue a command, and what for (privacy.md names the purposes). */
export interface Access {
  readonly roles: readonly Role[];
  readonly purpose: Purpose;
  /** Those of `roles` who may do it only in the stream that is their own post, wherever it lies. */
  readonly ownPost?: readonly Role[];
}

export type Decision<Command, State, F extends Fact, Foreign = undefined> = (
  command: Command,
  state: State,
  given: Given<Foreign>,
) => readonly Decided<F>[];

export type CommandClass<Command extends object = object> = new (...args: never[]) => Command;

/**
 * One line of a command table: the class, its decision, who may, and the stream it writes.
 * `unit` is given by commands that create: the unit the new stream will belong to.
 */
export interface CommandRow<
  Command extends object = object,
  State = unknown,
  F extends Fact = Fact,
  Foreign = undefined,
> {
  readonly command: CommandClass<Command>;
  readonly aggregate: Aggregate<State, F>;
  readonly decide: Decision<Command, State, F, Foreign>;
  readonly access: Access;
  /** Id part of the stream, empty for a stream that is its category. */
  id(command: Command): string;
  readonly creates?: boolean;
  /** `any`: the stream belongs to no township (the city's own affairs); the role alone decides. */
  readonly scope?: 'own-area' | 'any';
  unit?(command: Command): Unit;
  /**
   * The units whose people may issue the command, where that is not the one the stream belongs to now. Asked without
   * the command before the body is read, to tell what is there from what is not.
   */
  units?(state: State, command?: Command): readonly Unit[];
  /** Roles without an area of their own, who may create in any unit of the division table. */
  readonly anywhere?: readonly Role[];
  /** The body's pointer of `unit`, named in the refusal. */
  readonly unitPointer?: string;
}

/** Checks a row against its own types and hides them, so that rows of all aggregates share one list. */
export function commandRow<Command extends object, State, F extends Fact, Foreign = undefined>(
  row: CommandRow<Command, State, F, Foreign>,
): CommandRow {
  return row as unknown as CommandRow;
}

export function streamOf(aggregate: Pick<Aggregate, 'category'>, id: string): string {
  return id === '' ? aggregate.category : `${aggregate.category}-${id}`;
}

/** `RecordPatrolVisit` → `recordPatrolVisit`: the operation's name in HTTP, audit and metrics. */
export function operationOf(command: CommandClass): string {
  return command.name.charAt(0).toLowerCase() + command.name.slice(1);
}
