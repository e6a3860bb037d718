/** What one append meets instead of a plain answer. Each armed fault meets one append, in the order they were armed. */
export type AppendFault =
  /** Written, never answered. */
  | 'lose answer'
  /** Written, and every connection of the server is reset before the answer. */
  | 'break off'
  /** Written, answered when `release` is called. */
  | 'hold answer'
  /** Written, answered, and answered once more at once. */
  | 'answer twice'
  /** Written, answered as a repetition is while the first copy is still on its way to the disk. */
  | 'answer timeout'
  /** Written, answered as an idempotent repetition whose event was truncated meanwhile: without a position. */
  | 'answer without position'
  /** Refused as the end of an earlier, successful append of the same ids: wrong version although they stand. */
  | 'answer wrong version'
  /** Not written: the node is still starting. */
  | 'not ready'
  /** Not written: another node leads. */
  | 'not leader';

/** How a server ends a subscription: a status of success, or a stream closed without any status. */
export type SubscriptionEnd = 'with success' | 'without a status';

/** Where another node listens. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** The switches of one server; all of them off at first. */
export class Faults {
  private readonly armed: AppendFault[] = [];
  private readonly held: (() => void)[] = [];
  private readonly endings = new Set<(end: SubscriptionEnd) => void>();
  /** Rises with every `deafen`. */
  deafBefore = 0;
  /** Told to whoever meets `not leader`. */
  leader: Endpoint = { host: '127.0.0.1', port: 1 };
  /** Live subscriptions are confirmed, and then nothing more is sent to them: neither events nor an end. */
  muted = false;
  /** A live subscriber is dropped as soon as this many messages wait for it. */
  liveBuffer: number;
  /** Sent beside every event to a filtered subscription, instead of an honest checkpoint. */
  checkpointInstead: bigint | undefined;
  /** A subscription begins with the event at the position given, instead of behind it. */
  resumesInclusively = false;
  /** The caller may use streams, and not read the whole log. */
  withholdsWholeLog = false;
  /** Events are sent as links whose target is gone. */
  linksWithoutTarget = false;

  constructor(
    liveBuffer: number,
    /** Resets every connection. */
    readonly breakOff: () => void,
  ) {
    this.liveBuffer = liveBuffer;
  }

  /** Ends every open subscription from the server's side. */
  endSubscriptions(end: SubscriptionEnd): void {
    this.endings.forEach((tell) => tell(end));
  }

  /** Asks to be told of `endSubscriptions`, until the function returned is called. */
  onEndOfSubscriptions(tell: (end: SubscriptionEnd) => void): () => void {
    this.endings.add(tell);
    return () => this.endings.delete(tell);
  }

  /** Streams of batches begun before the last call of this are read, and nothing on them is answered any more. */
  deafen(): void {
    this.deafBefore++;
  }

  /** The next appends meet these faults, one each. */
  arm(...faults: readonly AppendFault[]): void {
    this.armed.push(...faults);
  }

  takeAppendFault(): AppendFault | undefined {
    return this.armed.shift();
  }

  hold(answer: () => void): void {
    this.held.push(answer);
  }

  /** Sends the answers that were held, late as they are. */
  release(): void {
    this.held.splice(0).forEach((answer) => answer());
  }
}
