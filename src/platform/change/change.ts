import type { Area } from '../auth/area.js';
import { covers } from '../auth/area.js';
import type { Clock } from '../clock/clock.port.js';
import { localDateOf } from '../calendar/local-date.js';
import type { Appended, EventStore, NewEvent } from '../event-store/event-store.port.js';
import { StoreUnavailable, UnknownOutcome, WrongRevision } from '../event-store/event-store.port.js';
import type { Decided, Envelope, Fact, Instant, Recorded } from '../fact.js';
import type { CommandRow, Unit } from './aggregate.js';
import { operationOf, streamOf } from './aggregate.js';
import type { CommandContext } from './command-context.js';
import { idsOf } from './command-id.js';
import { assertWithinTime, envelopeOf, newEvent } from './envelope.js';
import type { Rules } from './given.js';
import { KeyedQueue } from './keyed-queue.js';
import { Forbidden, KeyReused, NotFound, RevisionPassed, TooContended } from './refusals.js';
import type { Remembered } from './stream-memory.js';
import { StreamMemory, foldOne } from './stream-memory.js';
import { withinReach } from './within-reach.js';

/** What a command came to. A repeated command answers with the first one's revision and position. */
export interface Outcome {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** True when there was nothing to do: nothing was written by this command, ever. */
  readonly nothingToDo: boolean;
  /** True when the command had been done before: this time nothing was written, the answer is the first one's. */
  readonly repeated: boolean;
}

export interface ChangeParts {
  readonly store: EventStore;
  readonly clock: Clock;
  /** The rulebook as last published, read anew for every command. */
  readonly rules: () => Promise<Rules>;
  /** Waits a random short time before the n-th repetition; injected so that nothing here sleeps. */
  readonly pause: (attempt: number) => Promise<void>;
}

const TRIES = 3;

/** Load, fold, decide, append: the plumbing of every command, written once. */
export class Change {
  readonly memory: StreamMemory;
  private readonly queue = new KeyedQueue();
  private readonly running = new Map<string, { requestHash: string; outcome: Promise<Outcome> }>();
  private lastRecordedAt: Instant = '';

  constructor(private readonly parts: ChangeParts) {
    this.memory = new StreamMemory(parts.store);
  }

  /**
   * Issues a command. The same command still running in this process is waited for, not decided a second time.
   * Throws RuleBroken, NotFound, Forbidden, KeyReused, RevisionPassed, TooContended, UnknownFact, UnreadableFact,
   * UnknownOutcome (the facts may stand: repeat with the same key) or StoreUnavailable.
   */
  async run<Foreign>(row: CommandRow, command: object, context: CommandContext, foreign?: Foreign): Promise<Outcome> {
    const twin = this.running.get(context.commandId);
    if (twin) {
      if (twin.requestHash !== context.requestHash) throw new KeyReused('同一幂等键正用于另一内容的请求');
      return twin.outcome;
    }
    const stream = streamOf(row.aggregate, row.id(command));
    const outcome = this.queue.run(stream, () => this.decideAndAppend(row, command, context, foreign));
    this.running.set(context.commandId, { requestHash: context.requestHash, outcome });
    try {
      return await outcome;
    } finally {
      this.running.delete(context.commandId);
    }
  }

  /** Throws whatever `run` would refuse now, and writes nothing: asked before a handler writes elsewhere for it. */
  async rehearse(row: CommandRow, command: object, context: CommandContext): Promise<void> {
    assertRole(row, context);
    const id = row.id(command);
    const stream = streamOf(row.aggregate, id);
    const rules = await this.parts.rules();
    const known = await this.memory.load(row.aggregate, id);
    const prior = known.commands.get(context.commandId);
    if (prior) return void priorOutcome(stream, prior, context);
    assertUnit(row, command, known, context, rules);
    await this.assertUnchanged(stream, known, context);
    this.decide(row, command, known, context, rules, this.now(), undefined);
  }

  private async decideAndAppend(
    row: CommandRow,
    command: object,
    context: CommandContext,
    foreign: unknown,
  ): Promise<Outcome> {
    assertRole(row, context);
    const id = row.id(command);
    const stream = streamOf(row.aggregate, id);
    for (let attempt = 1; ; attempt++) {
      const rules = await this.parts.rules();
      const known = await this.memory.load(row.aggregate, id);
      const prior = known.commands.get(context.commandId);
      if (prior) return priorOutcome(stream, prior, context);
      assertUnit(row, command, known, context, rules);
      await this.assertUnchanged(stream, known, context);
      const now = this.now();
      const facts = this.decide(row, command, known, context, rules, now, foreign);
      if (facts.length === 0) {
        const { revision, position } = known;
        return { stream, revision, position, nothingToDo: true, repeated: false };
      }
      const events = enveloped(row, known, facts, context, rules, now);
      try {
        const appended = await this.append(stream, known.revision, events);
        this.memory.extend(row.aggregate, id, recorded(stream, known.revision, appended, events));
        return { stream, ...appended, nothingToDo: false, repeated: false };
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
        if (attempt >= TRIES && context.ifMatch === undefined) throw new TooContended('该对象正被频繁修改，请稍后再试');
        await this.parts.pause(attempt);
      }
    }
  }

  private decide(
    row: CommandRow,
    command: object,
    known: Remembered,
    context: CommandContext,
    rules: Rules,
    now: Instant,
    foreign: unknown,
  ): readonly Decided[] {
    const facts = row.decide(command, known.state, {
      now,
      today: localDateOf(now),
      commandId: context.commandId,
      ids: idsOf(context.commandId),
      actor: context.caller,
      rules,
      foreign: foreign as undefined,
    });
    if (context.caller.role !== 'SYSTEM') facts.forEach((fact) => assertWithinTime(fact, now, rules));
    return facts;
  }

  /** An unknown outcome is tried again with the same ids at the same revision before anything else is decided. */
  private async append(stream: string, seen: number, events: readonly NewEvent[]): Promise<Appended> {
    const expected = seen < 0 ? 'none' : seen;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.parts.store.append(stream, expected, events);
      } catch (error) {
        const unknown = error instanceof UnknownOutcome;
        // A store that is away at the second try says nothing about the first, which may stand.
        if (attempt > 1 && error instanceof StoreUnavailable) throw new UnknownOutcome(error.message, { cause: error });
        if (!unknown || attempt >= TRIES) throw error;
        await this.parts.pause(attempt);
      }
    }
  }

  private async assertUnchanged(stream: string, known: Remembered, context: CommandContext): Promise<void> {
    if (context.ifMatch === undefined || context.ifMatch === known.revision) return;
    const since = await this.parts.store.read(stream, { from: context.ifMatch + 1 });
    throw new RevisionPassed(
      known.revision,
      since.map((fact) => fact.type),
    );
  }

  /** `recordedAt` never goes backwards within a process. */
  private now(): Instant {
    const now = this.parts.clock.now();
    if (now > this.lastRecordedAt) this.lastRecordedAt = now;
    return this.lastRecordedAt;
  }
}

function assertRole(row: CommandRow, { caller }: CommandContext): void {
  if (!row.access.roles.includes(caller.role)) {
    throw new Forbidden('role', `角色 ${caller.role} 不能执行 ${operationOf(row.command)}`);
  }
}

/** Deny by default: the stream must be of a unit in the caller's area, and so must the unit a command creates in. */
function assertUnit(row: CommandRow, command: object, known: Remembered, context: CommandContext, rules: Rules): void {
  const there = row.aggregate.exists(known.state);
  if (!there && !row.creates) throw new NotFound();
  if (there && !withinReach(row, known.state, context, command)) throw new NotFound();
  const target = row.unit?.(command);
  if (!target) return;
  const area: Area = row.anywhere?.includes(context.caller.role) ? { kind: 'city' } : context.area;
  if (!covers(area, inDivisions(target, rules))) {
    throw new NotFound('在您的管辖范围内没有这个村(社区)', row.unitPointer);
  }
}

/** The unit with its township as the division table has it; nothing when the table does not know it. */
function inDivisions({ townCode, villageCode }: Unit, { divisions }: Rules): Unit {
  const town = villageCode === undefined ? townCode : divisions.townOf(villageCode);
  if (town === undefined || !divisions.isTownship(town)) return { townCode: 'none' };
  return { townCode: town, ...(villageCode === undefined ? {} : { villageCode }) };
}

function priorOutcome(
  stream: string,
  prior: { requestHash: string; revision: number; position: number },
  context: CommandContext,
): Outcome {
  if (prior.requestHash !== context.requestHash) throw new KeyReused('同一幂等键已用于另一内容的请求');
  return { stream, revision: prior.revision, position: prior.position, nothingToDo: false, repeated: true };
}

/** Puts every fact into its envelope; the unit is the one that owns the stream once the fact has happened. */
function enveloped(
  row: CommandRow,
  known: Remembered,
  facts: readonly Decided[],
  context: CommandContext,
  rules: Rules,
  recordedAt: Instant,
): readonly NewEvent[] {
  let state = known.state;
  const { upcasts } = row.aggregate;
  const envelope = (fact: Decided): Envelope =>
    envelopeOf(fact, context, rules, { ...row.aggregate.unitOf(state), upcasts }, recordedAt);
  return facts.map((fact, index) => {
    const draft = newEvent(fact, envelope(fact), index);
    state = foldOne(row.aggregate, state, { ...draft, stream: '', revision: known.revision + 1 + index, position: 0 });
    return { ...draft, metadata: envelope(fact) };
  });
}

function recorded(
  stream: string,
  seen: number,
  appended: Appended,
  events: readonly NewEvent[],
): readonly Recorded<Fact>[] {
  return events.map((event, index) => ({
    ...event,
    stream,
    revision: seen + 1 + index,
    position: appended.position,
  }));
}
