import { EventEmitter, once } from 'node:events';
import { streamOf } from '../change/aggregate.js';
import type { Change } from '../change/change.js';
import { systemContext } from '../change/system-context.js';
import type { ReadableLog, Page, Subscription } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import { ViewBehind } from '../read-store/wait-for-position.js';
import { UnknownFact, UnreadableFact } from '../rule-broken.js';
import type { ParkedReactions } from './parked-reactions.js';
import type { PolicyMark } from './policy-mark.js';
import type { Policy, Reaction } from './reaction.js';
import type { PolicyStep, Refusals } from './refusal.js';
import { causeOf, refusalOf } from './refusal.js';
import { takeReaction } from './take-reaction.js';

export interface PolicyRunnerParts {
  readonly store: ReadableLog;
  readonly change: Change;
  readonly policies: readonly Policy[];
  /** Where steps are kept that the domain refused: never taken again by themselves. */
  readonly refusals: Refusals;
  /** Facts that were left out because they cannot be read. */
  readonly parked: ParkedReactions;
  /**
   * The subscription ended by itself, for the n-th time (from 0) without having come any further; it is resumed after
   * the pause this returns from.
   */
  readonly fellOver: (error: unknown, attempt: number) => Promise<void>;
  readonly marked: PolicyMark;
  /** The mark could not be kept; a new process will begin further back. */
  readonly unmarked: (error: unknown) => void;
}

interface Step extends PolicyStep {
  readonly reaction: Reaction;
}

/** Positions passed between two notes of the mark. */
const NOTE_EVERY = 1_000;
/** Facts reacted to side by side at most: one alone would wait for the disk each time, the log commits in groups. */
const AT_ONCE = 64;

/**
 * Feeds facts to policies in the order of the log, from the mark on: one fact after another where they share a stream,
 * their own or one that is reacted in, side by side where they do not. The mark may stand further back than what has
 * been done: every reaction has its fact's identity, so that going over history again adds nothing.
 */
export class PolicyRunner {
  private subscription?: Subscription;
  /** Position up to which every fact has been reacted to. */
  private mark = 0;
  private noted = 0;
  private last?: Recorded;
  private stopped = false;
  private attempts = 0;
  private fence?: number;
  private readonly progress = new EventEmitter().setMaxListeners(0);

  constructor(private readonly parts: PolicyRunnerParts) {}

  /** Resolves once every fact up to `position` has been reacted to. Throws `ViewBehind` after `timeoutMs`. */
  async reached(position: number, timeoutMs: number): Promise<void> {
    const signal = AbortSignal.timeout(timeoutMs);
    while (this.mark < position) {
      await once(this.progress, 'moved', { signal }).catch(() => {
        throw new ViewBehind('policies', this.mark, position);
      });
    }
  }

  /** Begins, or after a stop begins again, at the mark. `fence` is the epoch of the lease under which the mark is kept. */
  async start(fence?: number): Promise<void> {
    this.fence = fence;
    this.last = undefined;
    this.parts.parked.forget();
    this.stopped = false;
    this.noted = await this.parts.marked.read();
    this.moveTo(this.noted);
    this.follow();
  }

  private follow(): void {
    const { policies } = this.parts;
    const categories = [...new Set(policies.flatMap((policy) => policy.categories))];
    const types = [...new Set(policies.flatMap((policy) => policy.types))];
    const subscription = this.parts.store.subscribeAll(this.mark, { categories, types }, (page) => this.handle(page));
    this.subscription = subscription;
    const begun = this.mark;
    subscription.ended.catch(async (error: unknown) => {
      if (this.mark > begun) this.attempts = 0;
      await this.parts.fellOver(error, this.attempts++);
      if (!this.stopped && this.subscription === subscription) this.follow();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.subscription?.stop();
    await this.note();
  }

  private async handle(page: Page): Promise<void> {
    for (let from = 0; from < page.events.length; from += AT_ONCE) {
      await this.reactToAll(page.events.slice(from, from + AT_ONCE));
    }
    this.moveTo(page.upTo);
    if (this.mark - this.noted >= NOTE_EVERY) await this.note();
  }

  /** The mark moves up to the first fact that could not be reacted to; what became of it is thrown. */
  private async reactToAll(facts: readonly Recorded[]): Promise<void> {
    const busy = new Map<string, Promise<void>>();
    const reacting = facts.map((fact) => {
      const steps = this.stepsOf(fact);
      if (steps.length === 0) return Promise.resolve();
      const streams = [
        fact.stream,
        ...steps.map(({ reaction: { row, command } }) => streamOf(row.aggregate, row.id(command))),
      ];
      const before = streams.flatMap((stream) => busy.get(stream) ?? []);
      const done = Promise.all(before).then(() => this.takeAll(steps));
      for (const stream of streams) busy.set(stream, done);
      return done;
    });
    const ended = await Promise.allSettled(reacting);
    for (const [nth, fact] of facts.entries()) {
      const end = ended[nth];
      if (end?.status === 'rejected') throw end.reason;
      this.moveTo(fact.position);
      this.last = fact;
    }
  }

  private moveTo(position: number): void {
    this.mark = position;
    this.progress.emit('moved');
  }

  /** While a reaction is parked the mark stays before it: a new process makes up for it. */
  private async note(): Promise<void> {
    if (!this.last || this.parts.parked.all().length > 0) return;
    try {
      await this.parts.marked.write(this.mark, this.last, this.fence);
      this.noted = this.mark;
    } catch (error) {
      this.parts.unmarked(error);
    }
  }

  private stepsOf(fact: Recorded): readonly Step[] {
    return this.parts.policies.flatMap((policy) =>
      policy.types.includes(fact.type)
        ? this.reactionsOf(policy, fact).map((reaction, index) => ({ policy: policy.name, fact, index, reaction }))
        : [],
    );
  }

  private async takeAll(steps: readonly Step[]): Promise<void> {
    for (const { reaction, ...step } of steps) {
      try {
        await this.take(step, reaction);
      } catch (error) {
        if (!(error instanceof UnknownFact || error instanceof UnreadableFact)) throw error;
        this.parts.parked.park(step.policy, step.fact, error);
      }
    }
  }

  private async take(step: PolicyStep, reaction: Reaction): Promise<void> {
    const { refusals } = this.parts;
    if (await refusals.has(step)) return;
    try {
      await this.issue(step, reaction);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw error;
      await refusals.record(step, refusal);
    }
  }

  /** A reaction is pure: what breaks in it is the fact's content, and would break again. */
  private reactionsOf(policy: Policy, fact: Recorded): readonly Reaction[] {
    try {
      return policy.react(fact);
    } catch (error) {
      this.parts.parked.park(policy.name, fact, error);
      return [];
    }
  }

  private issue(step: PolicyStep, reaction: Reaction) {
    const { policy, fact } = step;
    const context = systemContext(policy, causeOf(step), fact.metadata.$correlationId);
    return takeReaction(this.parts.change, reaction, { ...context, causationId: fact.id });
  }
}
