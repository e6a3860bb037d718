import type { Collection, Db } from 'mongodb';
import type { ReadableLog } from '../event-store/event-store.port.js';
import type { Anchor, Recorded } from '../fact.js';

const ID = 'policies';

interface MarkDocument {
  readonly _id: string;
  /** Names of the policies that have reacted: one that is new has to see everything. */
  readonly policies: readonly string[];
  readonly position: number;
  /** Epoch of the lease it was written under; absent without one. */
  readonly fence?: number;
  /** The last fact reacted to, to recognise another log, or one that was restored and has grown past it. */
  readonly last: Anchor & { readonly id: string };
}

/**
 * How far the policies have come, kept in the read store: a new process need not go over all history again. Losing it
 * costs that time and nothing else, because doing a reaction twice does it once.
 */
export class PolicyMark {
  private readonly marks: Collection<MarkDocument>;
  private readonly names: readonly string[];

  constructor(
    db: Db,
    private readonly store: Pick<ReadableLog, 'read' | 'head'>,
    policies: readonly { readonly name: string }[],
  ) {
    this.marks = db.collection<MarkDocument>('_marks');
    this.names = policies.map(({ name }) => name).sort();
  }

  /** Position up to which everything has been reacted to; 0 where that is not certain for this log and these policies. */
  async read(): Promise<number> {
    const [mark] = await this.marks.find({ _id: ID }).limit(1).toArray();
    if (!mark || mark.policies.join() !== this.names.join()) return 0;
    const { stream, revision, id } = mark.last;
    const [fact] = await this.store.read(stream, { from: revision, limit: 1 });
    return fact?.id === id && mark.position <= (await this.store.head()) ? mark.position : 0;
  }

  /**
   * Everything up to `position` has been reacted to; `last` is the last fact that was looked at. `fence` is the epoch of
   * the lease: once a later one has written, the mark stays and the driver's error about a repeated key is thrown.
   */
  async write(
    position: number,
    { stream, revision, id }: Pick<Recorded, 'stream' | 'revision' | 'id'>,
    fence?: number,
  ): Promise<void> {
    const mark = { _id: ID, policies: this.names, position, last: { stream, revision, id } };
    if (fence === undefined) await this.marks.replaceOne({ _id: ID }, mark, { upsert: true });
    else
      await this.marks.replaceOne({ _id: ID, fence: { $not: { $gt: fence } } }, { ...mark, fence }, { upsert: true });
  }
}
