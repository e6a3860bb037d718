import type { EventStore } from '../event-store/event-store.port.js';
import type { Fact, Recorded } from '../fact.js';
import { UnknownFact, UnreadableFact } from '../rule-broken.js';
import type { Aggregate } from './aggregate.js';
import { streamOf } from './aggregate.js';

/** What became of a command that already stands in a stream. */
export interface PriorCommand {
  readonly requestHash: string;
  readonly revision: number;
  readonly position: number;
}

/** A stream folded to its end, with the commands that wrote it. */
export interface Remembered<State = unknown> {
  readonly state: State;
  /** -1 while the stream does not exist. */
  readonly revision: number;
  readonly position: number;
  readonly commands: ReadonlyMap<string, PriorCommand>;
}

const KEPT_STREAMS = 20_000;

/**
 * Folds streams and keeps the recent ones. A kept fold is a true prefix of its stream, so a load reads only the rest;
 * whatever is decided on it is written at its revision, which the store checks.
 */
export class StreamMemory {
  private readonly kept = new Map<string, Remembered>();

  constructor(private readonly store: EventStore) {}

  async load<State, F extends Fact>(aggregate: Aggregate<State, F>, id: string): Promise<Remembered<State>> {
    const stream = streamOf(aggregate, id);
    const known = (this.kept.get(stream) as Remembered<State> | undefined) ?? nothing(aggregate.initial);
    const news = await this.store.read(stream, { from: known.revision + 1 });
    if (news.length === 0) return known;
    return this.keep(stream, append(aggregate, known, news));
  }

  /** Adds what was just written, so that the next load need not read it back. */
  extend<State, F extends Fact>(
    aggregate: Aggregate<State, F>,
    id: string,
    news: readonly Recorded[],
  ): Remembered<State> {
    const stream = streamOf(aggregate, id);
    const known = (this.kept.get(stream) as Remembered<State> | undefined) ?? nothing(aggregate.initial);
    if (news[0]?.revision !== known.revision + 1) return known;
    return this.keep(stream, append(aggregate, known, news));
  }

  forget(): void {
    this.kept.clear();
  }

  private keep<State>(stream: string, remembered: Remembered<State>): Remembered<State> {
    this.kept.delete(stream);
    this.kept.set(stream, remembered);
    if (this.kept.size > KEPT_STREAMS) {
      for (const oldest of this.kept.keys()) {
        this.kept.delete(oldest);
        break;
      }
    }
    return remembered;
  }
}

function nothing<State>(initial: State): Remembered<State> {
  return { state: initial, revision: -1, position: 0, commands: new Map() };
}

function append<State, F extends Fact>(
  aggregate: Aggregate<State, F>,
  known: Remembered<State>,
  news: readonly Recorded[],
): Remembered<State> {
  let state = known.state;
  // Shared with older folds of the same stream: it only ever grows, and work on one stream is queued.
  const commands = known.commands as Map<string, PriorCommand>;
  let last = known;
  for (const fact of news) {
    state = readInto(aggregate, state, fact);
    commands.set(fact.metadata.commandId, {
      requestHash: fact.metadata.requestHash,
      revision: fact.revision,
      position: fact.position,
    });
    last = { state, revision: fact.revision, position: fact.position, commands };
  }
  return { ...last, state, commands };
}

function readInto<State, F extends Fact>(aggregate: Aggregate<State, F>, state: State, fact: Recorded): State {
  try {
    return foldOne(aggregate, state, fact);
  } catch (error) {
    if (error instanceof UnknownFact) throw error;
    throw new UnreadableFact(fact.type, fact.stream, fact.revision, error);
  }
}

/** Applies one fact; a type the fold does not know makes deciding impossible. */
export function foldOne<State, F extends Fact>(aggregate: Aggregate<State, F>, state: State, fact: Recorded): State {
  const step = (aggregate.fold as unknown as Record<string, ((state: State, fact: Recorded) => State) | undefined>)[
    fact.type
  ];
  if (!step) throw new UnknownFact(fact.type, fact.stream);
  return step(state, fact);
}
