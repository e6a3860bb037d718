import { categoryOf } from '../fact.js';
import type { Landmarks } from './landmarks.js';
import { BLOCK } from './landmarks.js';
import type { LogReader } from './log-reader.js';
import type { Place } from './recorded-fact.js';

interface Known {
  /** Behind `found` nothing wanted stands up to here. */
  readonly upTo: number;
  readonly found: number;
}

/**
 * Finds the last fact up to a position that is of none of some categories, backwards. Where looks share the log with the
 * business, a night of them may stand behind its last fact: what has been passed over once is not read again.
 */
export class LastOutside {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly reader: LogReader,
    private readonly landmarks: Landmarks,
  ) {}

  async find(categories: readonly string[], upTo?: number): Promise<number> {
    const unwanted = new Set(categories);
    const isWanted = ({ fact }: Place): boolean => fact !== undefined && !unwanted.has(categoryOf(fact.stream));
    const key = [...unwanted].sort().join();
    if (upTo === undefined) return this.walk(key, isWanted);
    if (upTo <= 0) return 0;
    const [at] = await this.landmarks.after(upTo - 1, 1);
    return at?.position === upTo && isWanted(at) ? upTo : this.walk(key, isWanted, at?.position);
  }

  /** From the place before a position, or from the end of the log. */
  private async walk(key: string, isWanted: (place: Place) => boolean, start?: number): Promise<number> {
    const { upTo, found } = this.known.get(key) ?? { upTo: 0, found: 0 };
    let top = 0;
    let before = start;
    for (let size = 1; ; size = Math.min(BLOCK, size * 8)) {
      const places = await this.reader.before(before, size);
      top = Math.max(top, places[0]?.position ?? 0);
      const end = places.find((place) => isWanted(place) || (place.position >= found && place.position <= upTo));
      if (end) return this.note(key, top, isWanted(end) ? end.position : found);
      if (places.length < size) return this.note(key, top, 0);
      before = places.at(-1)?.position;
    }
  }

  private note(key: string, upTo: number, found: number): number {
    if (upTo > (this.known.get(key)?.upTo ?? 0)) this.known.set(key, { upTo, found });
    return found;
  }
}
