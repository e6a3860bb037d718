import type { Assignments } from '../../platform/auth/assignments.port.js';
import { foldOne } from '../../platform/change/stream-memory.js';
import type { EventStore } from '../../platform/event-store/event-store.port.js';
import { StoreUnavailable } from '../../platform/event-store/event-store.port.js';
import type { Recorded } from '../../platform/fact.js';
import type { Coordinator } from './coordinator.js';
import { coordinator, responsibleFor } from './coordinator.js';
import type { CoordinatorFact } from './coordinator.events.js';

/** Facts that say whose post it is and for which villages he answers. */
const TELLING: readonly CoordinatorFact['type'][] = [
  'CoordinatorAppointed',
  'CoordinatorConverted',
  'CoordinatorChanged',
  'VillagesAssigned',
  'CoordinatorSuspended',
  'CoordinatorResumed',
  'CoordinatorTransferred',
  'CoordinatorRelieved',
];

const PAGE = 1_000;

/**
 * Reads the coordinators' own streams, never a view: whoever was relieved a moment ago, through whatever process, has
 * no village at the next request. A person may hold several posts, and answers for the villages of all of them. Whoever
 * was ever named in a post stays known: after his relief he answers for none, whatever his token says.
 */
export class AssignedVillages implements Assignments {
  private readonly posts = new Map<string, Coordinator>();
  private readonly postsOf = new Map<string, Set<string>>();
  private readTo = 0;
  /** Whether the head has ever been reached: before that, nobody's rights are known. */
  private complete = false;
  private reading: Promise<void> = Promise.resolve();
  private waiting?: Promise<void>;

  constructor(private readonly store: EventStore) {}

  async now(person: string): Promise<readonly string[] | undefined> {
    await this.readOn();
    return this.villagesOf(person);
  }

  async known(person: string): Promise<readonly string[] | undefined> {
    // A log known to be away would only let everybody wait.
    if (this.complete && !this.store.health().writable) return this.villagesOf(person);
    try {
      return await this.now(person);
    } catch (error) {
      if (!this.complete || !(error instanceof StoreUnavailable)) throw error;
      return this.villagesOf(person);
    }
  }

  /** Resolves when everything that stood in the log when it was asked has been read; who asks meanwhile waits together. */
  private readOn(): Promise<void> {
    const begin = () => {
      this.waiting = undefined;
      this.reading = this.readNews();
      return this.reading;
    };
    // Whoever asked for the reading before has its failure; this one tries again.
    this.waiting ??= this.reading.then(begin, begin);
    return this.waiting;
  }

  private async readNews(): Promise<void> {
    const wanted = { categories: [coordinator.category], types: TELLING, limit: PAGE };
    for (let full = true; full;) {
      const { events, upTo } = await this.store.readAll(this.readTo, wanted);
      for (const fact of events) this.learn(fact);
      this.readTo = upTo;
      full = events.length === PAGE;
    }
    this.complete = true;
  }

  private learn(fact: Recorded): void {
    const post = foldOne(coordinator, this.posts.get(fact.stream) ?? coordinator.initial, fact);
    this.posts.set(fact.stream, post);
    const person = personOf(post);
    if (person === undefined) return;
    const streams = this.postsOf.get(person) ?? new Set();
    this.postsOf.set(person, streams.add(fact.stream));
  }

  private villagesOf(person: string): readonly string[] | undefined {
    const streams = this.postsOf.get(person);
    if (!streams) return undefined;
    const villages = [...streams].flatMap((stream) => {
      const post = this.posts.get(stream);
      return post?.status === 'in-post' && personOf(post) === person ? responsibleFor(post) : [];
    });
    return [...new Set(villages)];
  }
}

function personOf(post: Coordinator): string | undefined {
  return post.status === 'in-post' ? post.known.personRef : undefined;
}
