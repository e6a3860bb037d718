import { caseCommands } from '../../aggregates/case/case.commands.js';
import { MissDeadline } from '../../aggregates/case/clocks/miss-deadline.js';
import { EndNotice } from '../../aggregates/case/notice/end-notice.js';
import { endOfDay, localDateOf, plusMillis } from '../../platform/calendar/local-date.js';
import type { Change } from '../../platform/change/change.js';
import type { Rules } from '../../platform/change/given.js';
import { systemContext } from '../../platform/change/system-context.js';
import type { Clock } from '../../platform/clock/clock.port.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import type { Instant } from '../../platform/fact.js';
import { Rounds } from '../../platform/policies/rounds.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { unlessUnreadable } from '../../platform/policies/unless-unreadable.js';
import type { View, Views } from '../../platform/read-store/views.js';
import { waitForPosition } from '../../platform/read-store/wait-for-position.js';
import type { CaseClockMemory } from './case-clocks.projection.js';
import { caseClockMemory } from './case-clocks.projection.js';
import type { Owed } from './case-deadlines.policy.js';
import { inOrder, nextDue, owedBy } from './case-deadlines.policy.js';

export interface CaseDeadlineParts {
  readonly clock: Clock;
  readonly change: Change;
  readonly store: EventStore;
  readonly views: Views;
  readonly rules: () => Promise<Rules>;
  /** Told of a round that failed; the next round tries again. */
  readonly failed: (error: unknown) => void;
}

/**
 * Looks whenever a limit of some case runs out, and several times a day besides, for what was not done by then and for
 * notices that are over. A round reads the policy's own memory only after it has reached the head read at the round's
 * start; each command re-checks by the case's own stream, so that restarts and clock jumps write every breach once.
 */
export class CaseDeadlineTimer {
  private readonly rounds: Rounds;
  /** The first end of a clock that the last round saw ahead. */
  private ahead: Instant | undefined;
  /** Head of the log that the last whole round began with. */
  private seen = 0;

  constructor(private readonly parts: CaseDeadlineParts) {
    const { clock, failed } = parts;
    this.rounds = new Rounds({
      clock,
      failed,
      round: () => this.round(),
      due: (now) => plusMillis(this.ahead ?? endOfDay(localDateOf(now)), 1),
    });
  }

  /** Begins, or after a stop begins again. */
  start(): void {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One round; returns how many facts it wrote. */
  async round(): Promise<number> {
    const { store, views, rules: read } = this.parts;
    const head = await store.head();
    await waitForPosition(views, [caseClockMemory.name], head, { timeoutMs: 60_000 });
    const rules = await read();
    const now = this.parts.clock.now();
    const owed: Owed[] = [];
    const ahead: Instant[] = [];
    for await (const known of this.unsettled(await views.of(caseClockMemory))) {
      owed.push(...owedBy(known, now, rules));
      ahead.push(...[nextDue(known, now, rules)].filter((dueAt) => dueAt !== undefined));
    }
    this.ahead = ahead.sort()[0];
    let written = 0;
    for (const one of inOrder(owed)) {
      if (this.rounds.stopped) return written;
      if (await this.issue(one)) written += 1;
    }
    this.seen = head;
    return written;
  }

  /** Cases in which something is waited for, and those that were worked on since the last round. */
  private async *unsettled(memory: View<CaseClockMemory>): AsyncIterable<CaseClockMemory> {
    yield* memory.each({ running: true }, { position: 1, _id: 1 });
    yield* memory.each({ running: false, position: { $gt: this.seen } }, { position: 1, _id: 1 });
  }

  /** True when a fact was written. */
  private async issue({ command, deadlineId }: Owed): Promise<boolean> {
    const row = rowIn(caseCommands, command instanceof EndNotice ? EndNotice : MissDeadline);
    const { change, failed } = this.parts;
    const context = systemContext('case-deadlines', deadlineId);
    const outcome = await unlessUnreadable(failed, () => change.run(row, command, context));
    return outcome?.nothingToDo === false;
  }
}
