import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What is wrong with one direction of a network; shared by all its connections and read anew for every piece. */
export interface Weather {
  /** Milliseconds from the arrival of bytes to their going on. */
  delayMs: number;
  /** Most bytes handed on at once; 0 = as they come. */
  sliceBytes: number;
  /** Nothing goes on; what has come waits. */
  held: boolean;
  /** The next bytes break every connection instead of going on. */
  cuts: boolean;
}

export const CALM: Readonly<Weather> = { delayMs: 0, sliceBytes: 0, held: false, cuts: false };

/** Bytes on their way in one direction of one connection; beyond that the sender waits. */
const MOST_HELD = 1_048_576;

interface Piece {
  readonly bytes: Buffer;
  readonly due: number;
}

/** One direction of one connection. Bytes keep their order; a reader that stalls stalls the sender. */
export class Flow {
  private readonly waiting: Piece[] = [];
  private held = 0;
  private running = false;
  private lost = false;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly weather: Readonly<Weather>,
    /** Breaks every connection. */
    private readonly cut: () => void,
  ) {
    from.on('data', (bytes: Buffer) => {
      if (this.lost) return;
      this.waiting.push({ bytes, due: performance.now() + weather.delayMs });
      this.held += bytes.length;
      if (this.held > MOST_HELD) from.pause();
      void this.run();
    });
    from.once('end', () => void this.run());
  }

  /** From now on everything is taken and nothing goes on, for good: the other side is gone and nobody was told. */
  lose(): void {
    this.lost = true;
    this.waiting.length = 0;
    this.from.resume();
  }

  /** To be called when the weather has changed for the better. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let next = this.next(); next && !this.to.destroyed; next = this.next()) await this.handOn(next);
    this.running = false;
    if (this.waiting.length > 0 || this.lost || this.weather.held) return;
    if (this.from.readableEnded) this.to.end();
    else this.from.resume();
  }

  private next(): Piece | undefined {
    if (this.weather.held) return undefined;
    const piece = this.waiting.shift();
    this.held -= piece?.bytes.length ?? 0;
    return piece;
  }

  private async handOn({ bytes, due }: Piece): Promise<void> {
    const early = due - performance.now();
    if (early > 0) await delay(early);
    const size = this.weather.sliceBytes || bytes.length;
    for (let at = 0; at < bytes.length; at += size) {
      if (this.lost) return;
      if (this.weather.held) return this.keep(bytes.subarray(at));
      if (this.weather.cuts) return this.cut();
      // Each in a packet of its own: the next is written when the system has taken this one.
      await new Promise<void>((resolve) => this.to.write(bytes.subarray(at, at + size), () => setImmediate(resolve)));
    }
  }

  private keep(rest: Buffer): void {
    this.waiting.unshift({ bytes: rest, due: 0 });
    this.held += rest.length;
  }
}
