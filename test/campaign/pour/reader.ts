import type { DeadLetter } from '../../../src/platform/read-store/collections.js';
import { DEAD_LETTERS } from '../../../src/platform/read-store/collections.js';
import { LiveViews } from '../../../src/platform/read-store/live-views.js';
import type { ReadStore } from '../../../src/platform/read-store/read-store.js';
import { ViewNotReady } from '../../../src/platform/read-store/views.js';
import type { History } from './history.js';

/** Reads whole views as long as it may, and notes what was never right, or older than the view had said it is. */
export class Reader {
  read = 0;
  readonly wrong = new Set<string>();
  private readonly views: LiveViews;
  private reading = true;

  constructor(
    private readonly readStore: ReadStore,
    private readonly histories: readonly History[],
  ) {
    this.views = new LiveViews(
      readStore,
      histories.map(({ projection }) => projection),
    );
  }

  async readOn(): Promise<void> {
    while (this.reading) for (const history of this.histories) await this.look(history);
  }

  stop(): void {
    this.reading = false;
  }

  /** In this order: what was parked before the watermark passed it was in the dead letters before that, too. */
  private async look(history: History): Promise<void> {
    const { projection } = history;
    try {
      const watermark = await this.views.position(projection.name);
      const view = await this.views.of(projection);
      const letters = this.readStore.db.collection<DeadLetter>(DEAD_LETTERS);
      const parked = await letters.countDocuments({ projection: projection.name });
      const documents = await view.find({});
      this.read += documents.length;
      const behind = parked === 0 ? history.behind(documents, watermark) : [];
      for (const one of [...history.neverRight(documents), ...behind]) this.wrong.add(one);
    } catch (error) {
      if (!(error instanceof ViewNotReady)) throw error;
    }
  }
}
