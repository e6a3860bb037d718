import { setImmediate as breath } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { DoubleLog, LogRecord } from './double-log.js';
import type { Faults } from './faults.js';
import type { Answer } from './messages.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage, eventMessage, linkMessage } from './messages.js';
import type { ReadCall } from './read-call.js';
import { positionOf, send } from './read-call.js';
import { brokenHandler, callError, tooSlow } from './statuses.js';

/** The version whose behaviour a double shows; see `assumptions.ts` for the differences. */
export type Profile = '23.10' | '24';

/** Most matches of one page while catching up. */
const PAGE = 32;
const MAX_UINT64 = 2n ** 64n - 1n;

interface Filter {
  readonly window: number;
  readonly interval: number;
  wants(record: LogRecord): boolean;
}

interface LookedAt {
  readonly looked: number;
  /** Position of the last wanted record of the page. */
  readonly match: bigint | undefined;
  readonly reachedHead: boolean;
}

/** A subscription to the whole log: what stands, in pages, then what comes, until it is cancelled or dropped. */
export class SubscriptionCall {
  private readonly filter: Filter | undefined;
  private readonly after: number | undefined;
  private next: number;
  private isOver = false;
  private wake: () => void = () => undefined;
  private sinceCheckpoint = 0;
  /** Where the next checkpoint of the later profile stands: the last match, or the position asked for. */
  private lastMatch: bigint | undefined;

  constructor(
    private readonly call: ReadCall,
    private readonly log: DoubleLog,
    private readonly faults: Faults,
    private readonly profile: Profile,
    /** Counts the events sent. */
    private readonly counted: { sentToSubscribers: number },
  ) {
    const options = call.request.getOptions();
    const all = options?.getAll();
    this.filter = filterOf(options?.getFilter());
    this.after = positionOf(all);
    this.lastMatch = this.after === undefined ? undefined : BigInt(this.after);
    // Beyond the head nothing is looked for: what comes next is behind it in any case.
    if (all?.hasEnd() || (this.after ?? 0) > log.nextPosition) this.next = log.length;
    else this.next = this.after === undefined ? 0 : log.seek(this.after + (faults.resumesInclusively ? 0 : 1));
  }

  /** Resolves when the call was cancelled or ended; rejects with what it is to be ended with. */
  async serve(): Promise<void> {
    const forget = this.faults.onEndOfSubscriptions((end) => {
      this.isOver = true;
      if (end === 'with success') this.call.end();
      else this.call.emit('error', callError(status.INTERNAL, 'Received RST_STREAM with code 0'));
      this.wake();
    });
    this.call.on('cancelled', () => {
      this.isOver = true;
      this.wake();
    });
    try {
      await this.deliver();
    } finally {
      forget();
    }
  }

  private async deliver(): Promise<void> {
    await this.refuseInvalidPosition();
    await send(this.call, confirmationMessage());
    await this.catchUp();
    await send(this.call, caughtUpMessage());
    await this.followLive();
  }

  private async refuseInvalidPosition(): Promise<void> {
    if (this.after === undefined || this.after > this.log.nextPosition || this.log.beginsRecord(this.after)) return;
    if (this.profile === '23.10') throw brokenHandler();
    await send(this.call, confirmationMessage());
    throw callError(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
  }

  private async catchUp(): Promise<void> {
    while (this.next < this.log.length && !this.isOver) {
      const start = BigInt(this.log.positionAt(this.next));
      const { looked, match, reachedHead } = await this.page();
      this.sinceCheckpoint += looked;
      this.lastMatch = match ?? this.lastMatch;
      if (!this.filter || reachedHead || this.sinceCheckpoint < this.filter.interval) continue;
      this.sinceCheckpoint = 0;
      await this.checkpoint(match ?? start, match ?? 0n);
      await breath();
    }
    // The trap of the later version: nothing has matched yet, and the checkpoint means the end of time.
    if (this.filter && this.profile === '24' && (this.after ?? 0) <= this.log.nextPosition) {
      const at = this.lastMatch ?? MAX_UINT64;
      await this.checkpoint(at, at);
    }
  }

  private async page(): Promise<LookedAt> {
    const { filter } = this;
    let match: bigint | undefined;
    let looked = 0;
    for (let matches = 0; matches < PAGE && looked < (filter?.window ?? PAGE);) {
      const record = this.log.at(this.next);
      if (!record || this.isOver) return { looked, match, reachedHead: true };
      this.next++;
      looked++;
      if (filter && !filter.wants(record)) continue;
      matches++;
      match = BigInt(record.position);
      await this.sendEvent(record);
    }
    return { looked, match, reachedHead: false };
  }

  private async followLive(): Promise<void> {
    while (!this.isOver) {
      await this.sendDue();
      if (this.next >= this.log.length) await this.grown();
    }
  }

  /** Whatever has been written since the last look; more than the buffer holds, and the subscriber is dropped. */
  private async sendDue(): Promise<void> {
    const due: (() => Promise<void>)[] = [];
    for (; this.next < this.log.length; this.next++) {
      const record = this.log.at(this.next);
      if (!record || this.isSilenced(record)) continue;
      if (!this.filter || this.filter.wants(record)) due.push(() => this.sendEvent(record));
      if (!this.filter || ++this.sinceCheckpoint < this.filter.interval) continue;
      this.sinceCheckpoint = 0;
      due.push(() => this.checkpoint(BigInt(record.position), BigInt(record.position)));
    }
    const lost = due.length > this.faults.liveBuffer;
    for (const message of due.slice(0, this.faults.liveBuffer)) {
      await message();
    }
    if (lost) throw tooSlow();
  }

  /** The later version keeps silent until a log that was restored has grown past the position asked for. */
  private isSilenced(record: LogRecord): boolean {
    return this.profile === '24' && this.after !== undefined && record.position <= this.after;
  }

  private async sendEvent(record: LogRecord): Promise<void> {
    this.counted.sentToSubscribers++;
    await this.send(this.faults.linksWithoutTarget ? linkMessage(record) : eventMessage(record));
    const { checkpointInstead } = this.faults;
    if (this.filter && checkpointInstead !== undefined) {
      await this.send(checkpointMessage(checkpointInstead, checkpointInstead));
    }
  }

  private async checkpoint(commit: bigint, prepare: bigint): Promise<void> {
    if (this.faults.checkpointInstead === undefined) await this.send(checkpointMessage(commit, prepare));
  }

  private async send(message: Answer): Promise<void> {
    if (!this.faults.muted && !this.isOver) await send(this.call, message);
  }

  private grown(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.log.off('grown', wake);
        resolve();
      };
      this.wake = wake;
      this.log.on('grown', wake);
    });
  }
}

function filterOf(options: ReadReq.Options.FilterOptions | undefined): Filter | undefined {
  if (!options) return undefined;
  const byType = options.getEventType();
  const expression = byType ?? options.getStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const window = options.hasMax() ? options.getMax() : PAGE;
  return {
    window,
    interval: window * (options.getCheckpointintervalmultiplier() || 1),
    wants: ({ type, stream }) => prefixes.some((prefix) => (byType ? type : stream).startsWith(prefix)),
  };
}
