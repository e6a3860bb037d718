import type { EventStore } from '../../src/platform/event-store/event-store.port.js';
import type { JsonObject } from '../../src/platform/fact.js';
import type { GivenFact } from './recorded.js';
import { envelope, testId } from './recorded.js';

/** Writes facts into a log one append each, continuing each stream where it stands. */
export class LogWriter {
  private n = 0;
  private readonly revisions = new Map<string, number>();

  constructor(private readonly store: EventStore) {}

  /** Position of the last fact written. */
  async write(...facts: readonly GivenFact[]): Promise<number> {
    let position = await this.store.head();
    for (const fact of facts) {
      const n = ++this.n;
      const known = this.revisions.get(fact.stream);
      const event = {
        id: fact.id ?? testId('event', n),
        type: fact.type,
        data: fact.data as JsonObject,
        metadata: envelope(n, fact.metadata),
      };
      const appended = await this.store.append(fact.stream, known ?? 'none', [event]);
      this.revisions.set(fact.stream, appended.revision);
      position = appended.position;
    }
    return position;
  }
}

export function visited(household: string, by = 'coordinator-1'): GivenFact {
  return { type: 'Visited', stream: `household-${household}`, data: { by } };
}

export function registered(household: string): GivenFact {
  return { type: 'Registered', stream: `household-${household}`, data: {} };
}

export function left(household: string): GivenFact {
  return { type: 'Left', stream: `household-${household}`, data: {} };
}

export function joined(household: string, other: string): GivenFact {
  return { type: 'Joined', stream: `household-${household}`, data: { by: 'coordinator-1', with: other } };
}
