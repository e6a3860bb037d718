import { coordinatorCommands } from '../../aggregates/coordinator/coordinator.commands.js';
import { ExpireInsurance } from '../../aggregates/coordinator/guarantees/expire-insurance.js';
import { filingCommands } from '../../aggregates/filing/filing.commands.js';
import { MarkFilingOverdue } from '../../aggregates/filing/submission/mark-filing-overdue.js';
import { householdCommands } from '../../aggregates/household/household.commands.js';
import { MissWatchReview } from '../../aggregates/household/watch/miss-watch-review.js';
import { endOfDay, localDateOf, plusMillis } from '../../platform/calendar/local-date.js';
import type { CommandRow } from '../../platform/change/aggregate.js';
import type { Change } from '../../platform/change/change.js';
import type { Rules } from '../../platform/change/given.js';
import { systemContext } from '../../platform/change/system-context.js';
import type { Clock } from '../../platform/clock/clock.port.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import { Rounds } from '../../platform/policies/rounds.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { unlessUnreadable } from '../../platform/policies/unless-unreadable.js';
import type { Views } from '../../platform/read-store/views.js';
import { waitForPosition } from '../../platform/read-store/wait-for-position.js';
import { lostCover, missedReviews, overdueFilings } from './day-deadlines.policy.js';
import type { FilingMemory } from './filing-memory.projection.js';
import { filingMemory } from './filing-memory.projection.js';
import { insuranceMemory } from './insurance-memory.projection.js';
import { watchMemory } from './watch-memory.projection.js';

export interface DayDeadlineParts {
  readonly clock: Clock;
  readonly change: Change;
  readonly store: EventStore;
  readonly views: Views;
  readonly rules: () => Promise<Rules>;
  /** Told of a round that failed; the next round tries again. */
  readonly failed: (error: unknown) => void;
}

type Breach = ExpireInsurance | MarkFilingOverdue | MissWatchReview;

const MEMORIES = [insuranceMemory.name, filingMemory.name, watchMemory.name];

/**
 * Looks at every midnight, and several times a day besides, for what was due by a day and did not happen: insurance that
 * ended, rosters not filed, watches not reviewed. A round reads the policy's own memory only after it has reached the head read at the round's
 * start; each command re-checks by its own stream, so that restarts and clock jumps write every breach once.
 */
export class DayDeadlineTimer {
  private readonly rounds: Rounds;

  constructor(private readonly parts: DayDeadlineParts) {
    const { clock, failed } = parts;
    this.rounds = new Rounds({
      clock,
      failed,
      round: () => this.round(),
      due: (now) => plusMillis(endOfDay(localDateOf(now)), 1),
    });
  }

  /** Begins, or after a stop begins again. */
  start(): void {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One round; returns how many breach facts it wrote. */
  async round(): Promise<number> {
    const { store, views } = this.parts;
    await waitForPosition(views, MEMORIES, await store.head(), { timeoutMs: 60_000 });
    let written = 0;
    const owed: readonly Breach[] = [
      ...(await this.insurances()),
      ...(await this.filings()),
      ...(await this.watches()),
    ];
    for (const command of owed) {
      if (this.rounds.stopped) return written;
      if (await this.issue(command)) written += 1;
    }
    return written;
  }

  private async insurances(): Promise<readonly ExpireInsurance[]> {
    const memory = await this.parts.views.of(insuranceMemory);
    const found: ExpireInsurance[] = [];
    for await (const known of memory.each({}, { _id: 1 })) found.push(...lostCover(known, this.parts.clock.now()));
    return found;
  }

  private async watches(): Promise<readonly MissWatchReview[]> {
    const memory = await this.parts.views.of(watchMemory);
    const found: MissWatchReview[] = [];
    for await (const known of memory.each({}, { _id: 1 })) found.push(...missedReviews(known, this.parts.clock.now()));
    return found;
  }

  /** Two for each township and year: all are read. */
  private async filings(): Promise<readonly MarkFilingOverdue[]> {
    const memory = await this.parts.views.of(filingMemory);
    const known = new Map<string, FilingMemory>();
    for await (const document of memory.each({}, { _id: 1 })) known.set(document._id, document);
    const townships = (await this.parts.rules()).divisions.townships().map(({ code }) => code);
    const now = this.parts.clock.now();
    return [...known.values()].flatMap(({ campaign }) =>
      campaign === undefined ? [] : overdueFilings(campaign, known, townships, now),
    );
  }

  /** True when a fact was written. */
  private async issue(command: Breach): Promise<boolean> {
    const context = systemContext('day-deadlines', command.deadlineId);
    const { change, failed } = this.parts;
    const outcome = await unlessUnreadable(failed, () => change.run(rowOf(command), command, context));
    return outcome?.nothingToDo === false;
  }
}

function rowOf(command: Breach): CommandRow {
  if (command instanceof ExpireInsurance) return rowIn(coordinatorCommands, ExpireInsurance);
  if (command instanceof MissWatchReview) return rowIn(householdCommands, MissWatchReview);
  return rowIn(filingCommands, MarkFilingOverdue);
}
