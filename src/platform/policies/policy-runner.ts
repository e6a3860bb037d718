import type { Change } from '../change/change.js';
import { systemContext } from '../change/system-context.js';
import { Forbidden, NotFound } from '../change/refusals.js';
import type { ReadableLog, Page, Subscription } from '../event-store/event-store.port.js';
import type { Recorded } from '../fact.js';
import { RuleBroken, UnknownFact, UnreadableFact } from '../rule-broken.js';
import type { ParkedReactions } from './parked-reactions.js';
import type { Policy, Reaction } from './reaction.js';

export interface PolicyRunnerParts {
  readonly store: ReadableLog;
  readonly change: Change;
  readonly policies: readonly Policy[];
  /** A step the domain refused: named for the operator, never retried by itself. */
  readonly refused: (policy: string, fact: Recorded, rule: string) => void;
  /** Facts that were left out because they cannot be read. */
  readonly parked: ParkedReactions;
  /**
   * The subscription ended by itself, for the n-th time (from 0) without having come any further; it is resumed after
   * the pause this returns from.
   */
  readonly fellOver: (error: unknown, attempt: number) => Promise<void>;
}

/**
 * Feeds facts to policies in the order of the log. Resumes at its mark within a process and begins at the log's start
 * in a new one: every reaction has its fact's identity, so that going over history again adds nothing.
 */
export class PolicyRunner {
  private subscription?: Subscription;
  private mark = 0;
  private stopped = false;
  private attempts = 0;

  constructor(private readonly parts: PolicyRunnerParts) {}

  /** Position up to which every fact has been reacted to. */
  get position(): number {
    return this.mark;
  }

  start(): void {
    const { policies } = this.parts;
    const categories = [...new Set(policies.flatMap((policy) => policy.categories))];
    const types = [...new Set(policies.flatMap((policy) => policy.types))];
    this.subscription = this.parts.store.subscribeAll(this.mark, { categories, types }, (page) => this.handle(page));
    const begun = this.mark;
    this.subscription.ended.catch(async (error: unknown) => {
      if (this.mark > begun) this.attempts = 0;
      await this.parts.fellOver(error, this.attempts++);
      if (!this.stopped) this.start();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.subscription?.stop();
  }

  private async handle(page: Page): Promise<void> {
    for (const fact of page.events) {
      for (const policy of this.parts.policies) await this.react(policy, fact);
      this.mark = fact.position;
    }
    this.mark = page.upTo;
  }

  private async react(policy: Policy, fact: Recorded): Promise<void> {
    if (!policy.types.includes(fact.type)) return;
    for (const [index, reaction] of this.reactionsOf(policy, fact).entries()) {
      const cause = index === 0 ? fact.id : `${fact.id}:${index}`;
      try {
        await this.issue(policy, fact, reaction, cause);
      } catch (error) {
        if (error instanceof RuleBroken) this.parts.refused(policy.name, fact, error.rule);
        else if (error instanceof NotFound || error instanceof Forbidden)
          this.parts.refused(policy.name, fact, error.name);
        else if (error instanceof UnknownFact || error instanceof UnreadableFact)
          this.parts.parked.park(policy.name, fact, error);
        else throw error;
      }
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

  private issue(policy: Policy, fact: Recorded, { row, command }: Reaction, cause: string) {
    const context = systemContext(policy.name, cause, fact.metadata.$correlationId);
    return this.parts.change.run(row, command, { ...context, causationId: fact.id });
  }
}
