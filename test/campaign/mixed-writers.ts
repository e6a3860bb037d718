import type { SeededRandom } from '../../src/demo/seeded-random.js';
import type { Instant } from '../../src/platform/fact.js';
import { attemptForm, visitForm } from '../support/clerk.js';
import type { Command, Entry, Journal } from './journal.js';
import { householdLife } from './household-life.js';
import { IdNumbers, Life, registrationForm } from './life.js';

export interface MixedWritersParts {
  readonly journal: Journal;
  readonly random: SeededRandom;
  /** Before which everything reported has happened. */
  readonly now: Instant;
}

/**
 * What a township's many writers send at once: households on their way through life, others reporting about the same
 * households meanwhile, and now and then something no rule lets pass.
 */
export class MixedWriters {
  private readonly ids = new IdNumbers();
  /** Lives whose last step is acknowledged. */
  private readonly free: Life[] = [];
  private readonly waiting = new Map<Entry, Life>();
  private readonly streams: string[] = [];

  constructor(private readonly parts: MixedWritersParts) {}

  next(): Entry {
    const { journal, random, now } = this.parts;
    const stream = this.streams[random.between(0, this.streams.length)];
    if (stream !== undefined && random.chance(0.3)) return journal.enter(this.meanwhile(stream));
    const old = random.chance(0.85) ? this.free.splice(random.between(0, this.free.length), 1)[0] : undefined;
    const life = old ?? new Life(householdLife, now, this.ids);
    const entry = journal.enter(life.next());
    this.waiting.set(entry, life);
    return entry;
  }

  /** To be told after every answer: an acknowledged step leads to the next, a refused one ends its life. */
  settled(entry: Entry): void {
    const life = this.waiting.get(entry);
    if (!life || entry.outcome === 'unknown') return;
    this.waiting.delete(entry);
    if (entry.outcome === 'fail') return;
    const born = life.stream === undefined;
    life.done(entry);
    if (born && life.stream !== undefined) this.streams.push(life.stream);
    if (!life.isOver) this.free.push(life);
  }

  private meanwhile(target: string): Command {
    const { random, now } = this.parts;
    const about = `/households/${target.replace('household-', '')}`;
    const account = 'officer-gangkou';
    return random.pick<Command>([
      {
        operation: 'recordFailedVisit',
        account,
        target,
        path: `${about}/failed-visits`,
        body: attemptForm({ attemptedAt: now }),
      },
      {
        operation: 'reportChange',
        account: 'coordinator-gangkou',
        target,
        path: `${about}/change-reports`,
        body: { kind: 'INCOME', text: '收入减少' },
      },
      // Nobody of that id lives there.
      {
        operation: 'recordPatrolVisit',
        account,
        target,
        path: `${about}/patrol-visits`,
        body: visitForm('00000000-0000-4000-8000-000000000000', { visitedAt: now }),
      },
      // Somebody has this number already.
      {
        operation: 'registerHousehold',
        account,
        target: 'household',
        path: '/households',
        body: registrationForm(new IdNumbers().next()),
      },
    ]);
  }
}
