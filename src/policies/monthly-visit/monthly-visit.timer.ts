import { household } from '../../aggregates/household/household.js';
import { householdCommands } from '../../aggregates/household/household.commands.js';
import { MissMonthlyVisit } from '../../aggregates/household/visits/miss-monthly-visit.js';
import { stayOfMonth } from '../../aggregates/household/visits/monthly-duty.js';
import { responsibleAt, village } from '../../aggregates/village/village.js';
import { lastDayOf, plusMillis } from '../../platform/calendar/local-date.js';
import type { Change } from '../../platform/change/change.js';
import { systemContext } from '../../platform/change/system-context.js';
import type { Rules } from '../../platform/change/given.js';
import type { Clock } from '../../platform/clock/clock.port.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import { Rounds } from '../../platform/policies/rounds.js';
import { rowIn } from '../../platform/policies/row-in.js';
import { unlessUnreadable } from '../../platform/policies/unless-unreadable.js';
import type { PolicyRunner } from '../../platform/policies/policy-runner.js';
import type { Views } from '../../platform/read-store/views.js';
import { waitForPosition } from '../../platform/read-store/wait-for-position.js';
import { missedVisits, nextCutOff } from './monthly-visit.policy.js';
import { monthlyVisitMemory } from './monthly-visit.projection.js';

export interface MonthlyVisitParts {
  readonly clock: Clock;
  readonly change: Change;
  readonly store: EventStore;
  readonly views: Views;
  /** The policies of this process: what the village streams say is complete up to their position. */
  readonly policies: Pick<PolicyRunner, 'reached'>;
  readonly rules: () => Promise<Rules>;
  /** Told of a round that failed; the next round tries again. */
  readonly failed: (error: unknown) => void;
}

const KNOWN_WITHIN_MS = 60_000;
/** Households written to at once: each is a stream of its own, and the log commits them together. */
const AT_ONCE = 64;

/**
 * Looks at every cut-off, and several times a day besides, for months that were missed. A round reads the policy's own
 * memory only after it has reached the head read at the round's start; each command re-checks by the household's own
 * stream, so that two processes, restarts and clock jumps write every breach once.
 */
export class MonthlyVisitTimer {
  private readonly rounds: Rounds;

  constructor(private readonly parts: MonthlyVisitParts) {
    const { clock, failed } = parts;
    this.rounds = new Rounds({
      clock,
      failed,
      round: () => this.round(),
      due: async (now) => plusMillis(nextCutOff(now, await parts.rules()), 1),
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
    const rules = await this.parts.rules();
    const head = await this.parts.store.head();
    await waitForPosition(this.parts.views, [monthlyVisitMemory.name], head, { timeoutMs: KNOWN_WITHIN_MS });
    // Before the responsibility policy has passed the head, a village's stream may lack who answers for it.
    await this.parts.policies.reached(head, KNOWN_WITHIN_MS);
    const memory = await this.parts.views.of(monthlyVisitMemory);
    let written = 0;
    let together: MissMonthlyVisit[][] = [];
    for await (const household of memory.each({}, { _id: 1 })) {
      if (this.rounds.stopped) return written;
      const missed = missedVisits(household, this.parts.clock.now(), rules);
      if (missed.length > 0) together.push([...missed]);
      if (together.length < AT_ONCE) continue;
      written += await this.missAll(together);
      together = [];
    }
    return written + (await this.missAll(together));
  }

  /** Commands of several households, those of one household one after the other; returns how many facts were written. */
  private async missAll(households: readonly (readonly MissMonthlyVisit[])[]): Promise<number> {
    const settled = await Promise.allSettled(
      households.map(async (commands) => {
        let facts = 0;
        for (const command of commands) if (await this.miss(command)) facts += 1;
        return facts;
      }),
    );
    let written = 0;
    for (const result of settled) {
      if (result.status === 'rejected') throw result.reason;
      written += result.value;
    }
    return written;
  }

  /** True when a fact was written. */
  private async miss(command: MissMonthlyVisit): Promise<boolean> {
    const row = rowIn(householdCommands, MissMonthlyVisit);
    const { change, failed } = this.parts;
    const context = systemContext('monthly-visit', command.deadlineId);
    const outcome = await unlessUnreadable(failed, async () =>
      change.run(row, await this.attributed(command), context),
    );
    return outcome?.nothingToDo === false;
  }

  /** Names who answered at the month's end for the village the month belongs to; where nobody was ever appointed, whom the listing names. */
  private async attributed(command: MissMonthlyVisit): Promise<MissMonthlyVisit> {
    const { householdId, deadlineId, month, dueAt, responsible } = command;
    const { memory } = this.parts.change;
    const { state } = await memory.load(household, householdId);
    if (state.status !== 'registered') return command;
    const { villageCode } = stayOfMonth(state.stays, month, await this.parts.rules()) ?? state;
    const then = responsibleAt((await memory.load(village, villageCode)).state, lastDayOf(month));
    return new MissMonthlyVisit(householdId, deadlineId, month, dueAt, then ?? responsible);
  }
}
