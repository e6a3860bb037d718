import type { LogReader } from './log-reader.js';
import { NoRecordThere } from './log-reader.js';
import type { Place } from './recorded-fact.js';

/** Places of one block; whoever reads the log from its beginning in such steps leaves landmarks behind. */
export const BLOCK = 1_000;

interface Block {
  /** Position before the first place of the block. */
  readonly after: number;
  readonly upTo: number;
  /** Earliest `recordedAt` in the block; undefined when it holds no fact. */
  readonly earliest: string | undefined;
}

/**
 * What a log without an index over time or over arbitrary positions must remember to find its way: of every thousand
 * places, where they begin and the earliest instant recorded among them. Gathered while somebody reads the log from its
 * beginning, and completed when it is asked for.
 */
export class Landmarks {
  private readonly blocks: Block[] = [];
  private growing: Promise<void> = Promise.resolve();

  constructor(private readonly reader: LogReader) {}

  /** Takes what somebody has read, if it continues what is known and is a whole block. */
  saw(after: number, places: readonly Place[]): void {
    const last = places.at(-1);
    if (!last || places.length < BLOCK || after !== this.frontier) return;
    this.blocks.push({ after, upTo: last.position, earliest: earliestOf(places) });
  }

  /** Greatest position whose `recordedAt` is not after `instant`, 0 if none. Clocks may have jumped back. */
  async positionAt(instant: string): Promise<number> {
    await this.growUntil(() => false);
    const tail = await this.reader.after(this.frontier, BLOCK);
    const inTail = lastRecordedBy(instant, tail);
    if (inTail !== undefined) return inTail;
    const block = this.blocks.findLast(({ earliest }) => earliest !== undefined && earliest <= instant);
    if (!block) return 0;
    const places = await this.reader.after(block.after, BLOCK);
    return lastRecordedBy(instant, places) ?? 0;
  }

  /** The places behind any number, whether a record begins there or not. */
  async after(position: number, most: number): Promise<readonly Place[]> {
    return (
      (await unlessNoRecord(this.reader.after(position, most))) ??
      // Most often asked: the fact at a position, as the first one behind the number before it.
      (await unlessNoRecord(this.reader.from(position + 1, most))) ??
      (await this.skipping(position, most))
    );
  }

  private get frontier(): number {
    return this.blocks.at(-1)?.upTo ?? 0;
  }

  private async skipping(position: number, most: number): Promise<readonly Place[]> {
    await this.growUntil(() => this.frontier > position);
    const found: Place[] = [];
    for (let after = this.blocks.findLast((block) => block.after <= position)?.after ?? 0; found.length < most;) {
      const places = await this.reader.after(after, BLOCK);
      found.push(...places.filter((place) => place.position > position));
      after = places.at(-1)?.position ?? after;
      if (places.length < BLOCK) break;
    }
    return found.slice(0, most);
  }

  /** One at a time: two askers at once would read the same blocks twice. */
  private growUntil(enough: () => boolean): Promise<void> {
    const grown = this.growing.then(() => this.grow(enough));
    this.growing = grown.catch(() => undefined);
    return grown;
  }

  private async grow(enough: () => boolean): Promise<void> {
    while (!enough()) {
      const after = this.frontier;
      const places = await this.reader.after(after, BLOCK);
      if (places.length < BLOCK) return;
      this.saw(after, places);
    }
  }
}

async function unlessNoRecord<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NoRecordThere) return undefined;
    throw error;
  }
}

function earliestOf(places: readonly Place[]): string | undefined {
  return places.reduce<string | undefined>((earliest, { fact }) => {
    if (!fact) return earliest;
    const { recordedAt } = fact.metadata;
    return earliest === undefined || recordedAt < earliest ? recordedAt : earliest;
  }, undefined);
}

function lastRecordedBy(instant: string, places: readonly Place[]): number | undefined {
  return places.findLast(({ fact }) => fact !== undefined && fact.metadata.recordedAt <= instant)?.position;
}
