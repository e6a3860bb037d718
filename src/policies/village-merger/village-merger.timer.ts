import { village } from '../../aggregates/village/village.js';
import { endOfDay, localDateOf, plusMillis } from '../../platform/calendar/local-date.js';
import type { Change } from '../../platform/change/change.js';
import type { Rules } from '../../platform/change/given.js';
import { systemContext } from '../../platform/change/system-context.js';
import type { Clock } from '../../platform/clock/clock.port.js';
import type { MergedVillage } from '../../platform/divisions/divisions.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import { Rounds } from '../../platform/policies/rounds.js';
import { unlessUnreadable } from '../../platform/policies/unless-unreadable.js';
import { Residents } from './residents.js';
import { followersOf } from './village-merger.policy.js';

export interface VillageMergerParts {
  readonly clock: Clock;
  readonly change: Change;
  readonly store: EventStore;
  readonly rules: () => Promise<Rules>;
  /** Told of a round that failed; the next round tries again. */
  readonly failed: (error: unknown) => void;
}

/**
 * Looks at every midnight, and several times a day besides, whether a village has become part of another one, and lets
 * its families and coordinators follow. Restarts, two processes and clock jumps write every change once; while no
 * edition in force says so there is nothing to read.
 */
export class VillageMergerTimer {
  private readonly rounds: Rounds;
  private readonly residents: Residents;

  constructor(private readonly parts: VillageMergerParts) {
    const { clock, failed, store } = parts;
    this.residents = new Residents(store);
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

  /** One round; returns how many facts it wrote. */
  async round(): Promise<number> {
    const { divisions } = await this.parts.rules();
    let written = 0;
    for (const merger of divisions.merged) written += await this.follow(merger, divisions.edition);
    return written;
  }

  private async follow(merger: MergedVillage, edition: string): Promise<number> {
    const { change, failed } = this.parts;
    const { terms } = (await change.memory.load(village, merger.code)).state;
    const followers = followersOf(merger, edition, {
      households: await this.residents.of(merger.code),
      coordinators: terms.map(({ coordinatorRef }) => coordinatorRef),
    });
    let written = 0;
    for (const { row, command } of followers) {
      if (this.rounds.stopped) return written;
      const cause = `${merger.code}/${merger.into}/${row.aggregate.category}-${row.id(command)}`;
      const context = systemContext('village-merger', cause);
      const outcome = await unlessUnreadable(failed, () => change.run(row, command, context));
      if (outcome && !outcome.nothingToDo && !outcome.repeated) written += 1;
    }
    return written;
  }
}
