import type { DeadLetter } from '../read-store/collections.js';
import { EVERY_KEY } from '../read-store/collections.js';
import type { ReadStore } from '../read-store/read-store.js';
import { DeadLetters } from './dead-letters.js';
import type { ProjectionStatus } from './member.js';
import type { Projection } from './projection.js';
import { hashOfCollection } from './projection-hash.js';
import { Registry } from './registry.js';
import type { ViewKeeper } from './view-keeper.port.js';

/** An operator asked a process to change views that another one pours. */
export class NotTheProjector extends Error {
  override readonly name = 'NotTheProjector';
}

/** The views of a log in a process that does not pour them: it tells how they stand in the read store. */
export class StandbyKeeper implements ViewKeeper {
  private readonly registry: Registry;
  private readonly letters: DeadLetters;

  constructor(
    private readonly readStore: ReadStore,
    private readonly projections: readonly Projection[],
  ) {
    this.registry = new Registry(readStore.db);
    this.letters = new DeadLetters(readStore.db);
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  async status(): Promise<readonly ProjectionStatus[]> {
    const entries = await this.registry.all();
    return Promise.all(
      this.projections.map(async ({ name, version }): Promise<ProjectionStatus> => {
        const entry = entries.get(name);
        const letters = entry?.active ? await this.letters.all(entry.active) : [];
        const keys = new Set(letters.map(({ key }) => key));
        const readable = entry?.active && entry.withheld === null && entry.version === version;
        return {
          name,
          version: entry?.version ?? version,
          watermark: entry?.position ?? 0,
          parked: keys.size - (keys.has(EVERY_KEY) ? 1 : 0),
          deadLetters: letters.length,
          state: keys.has(EVERY_KEY) ? 'failed' : readable ? 'live' : entry?.active ? 'rebuilding' : 'starting',
        };
      }),
    );
  }

  async deadLetters(name: string): Promise<readonly DeadLetter[]> {
    const entry = await this.registry.entry(name);
    return entry?.active ? this.letters.all(entry.active) : [];
  }

  rebuild(name: string): Promise<never> {
    return Promise.reject(new NotTheProjector(`${name} is poured by another process`));
  }

  rollBack(name: string): Promise<never> {
    return this.rebuild(name);
  }

  retryParked(name: string): Promise<never> {
    return this.rebuild(name);
  }

  async hashOf({ name }: Pick<Projection, 'name'>): Promise<string> {
    const entry = await this.registry.entry(name);
    if (!entry?.active) throw new Error(`${name} has not been built yet`);
    return hashOfCollection(this.readStore.db, entry.active);
  }
}
