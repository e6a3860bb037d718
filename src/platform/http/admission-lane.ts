/** Why a request is turned away: its caller has his share of the queue already, the queue is full, or it waited too long. */
export type Turned = 'share' | 'full' | 'late';

/** One request at the door. */
export interface Visit {
  /** Whose it is; undefined for one whose token has not been seen to be good: all of those share one place in turn. */
  readonly caller: string | undefined;
  start(): void;
  turnAway(why: Turned): void;
}

export interface LaneLimits {
  /** Requests worked on at once. */
  readonly inside: number;
  /** Of one caller: the rest stays free for everybody else, however slow his requests are. */
  readonly insideOfOne: number;
  /** Requests waiting for their turn. */
  readonly waiting: number;
  /** A request that has waited this long is turned away. */
  readonly patienceMs: number;
}

interface Waiting {
  readonly visit: Visit;
  readonly since: number;
}

interface Queue {
  readonly caller: string | undefined;
  inside: number;
  readonly waiting: Waiting[];
}

/**
 * Bounded work, in fair turns: of those who wait, the caller with the fewest requests inside is next. When the queue is
 * full, the longest part of it is shortened for whoever has less, so that one greedy caller crowds out only himself.
 */
export class AdmissionLane {
  private readonly queues = new Map<string | undefined, Queue>();
  private insideAll = 0;
  private waitingAll = 0;
  private waitedAll = 0;

  constructor(private readonly limits: LaneLimits) {}

  get inside(): number {
    return this.insideAll;
  }

  /** Callers with a request inside or waiting. */
  get callers(): number {
    return this.queues.size;
  }

  get waiting(): number {
    return this.waitingAll;
  }

  /** Requests that had to wait, since the start. */
  get waited(): number {
    return this.waitedAll;
  }

  /** Starts the visit, lets it wait or turns it away; `now` in milliseconds on a clock that nobody sets. */
  enter(visit: Visit, now: number): void {
    const queue = this.queueOf(visit.caller);
    if (this.insideAll < this.limits.inside && queue.inside < this.limits.insideOfOne) this.start(queue, visit);
    else if (this.waitingAll < this.limits.waiting || this.makesRoomFor(queue)) {
      queue.waiting.push({ visit, since: now });
      this.waitingAll += 1;
      this.waitedAll += 1;
    } else {
      visit.turnAway(visit.caller === undefined ? 'full' : 'share');
      this.forget(queue);
    }
  }

  /** A visit that was started is over: the next may come in. */
  leave({ caller }: Visit): void {
    const queue = this.queueOf(caller);
    queue.inside -= 1;
    this.insideAll -= 1;
    this.forget(queue);
    this.callIn();
  }

  /** Whoever sent a waiting request is gone. */
  abandon(visit: Visit): void {
    const queue = this.queueOf(visit.caller);
    const place = queue.waiting.findIndex((waiting) => waiting.visit === visit);
    if (place >= 0) {
      queue.waiting.splice(place, 1);
      this.waitingAll -= 1;
    }
    this.forget(queue);
  }

  /** Turns away what has waited too long by now. */
  expire(now: number): void {
    for (const queue of [...this.queues.values()]) {
      while (queue.waiting[0] && now - queue.waiting[0].since > this.limits.patienceMs) this.shorten(queue, 'late');
      this.forget(queue);
    }
  }

  private start(queue: Queue, visit: Visit): void {
    queue.inside += 1;
    this.insideAll += 1;
    // To the end of the line: of callers with equally many inside, the one served longest ago is next.
    this.queues.delete(queue.caller);
    this.queues.set(queue.caller, queue);
    visit.start();
  }

  private callIn(): void {
    while (this.insideAll < this.limits.inside) {
      const queue = this.next();
      const first = queue?.waiting.shift();
      if (!queue || !first) return;
      this.waitingAll -= 1;
      this.start(queue, first.visit);
    }
  }

  private next(): Queue | undefined {
    let next: Queue | undefined;
    for (const queue of this.queues.values()) {
      const may = queue.waiting.length > 0 && queue.inside < this.limits.insideOfOne;
      if (may && (!next || queue.inside < next.inside)) next = queue;
    }
    return next;
  }

  /** Whether somebody else waits with more requests than this caller would: the last of them is turned away. */
  private makesRoomFor(newcomer: Queue): boolean {
    let longest = newcomer;
    for (const queue of this.queues.values()) if (queue.waiting.length > longest.waiting.length) longest = queue;
    if (longest.waiting.length <= newcomer.waiting.length + 1) return false;
    const last = longest.waiting.pop();
    this.waitingAll -= 1;
    last?.visit.turnAway(longest.caller === undefined ? 'full' : 'share');
    return true;
  }

  private shorten(queue: Queue, why: Turned): void {
    const first = queue.waiting.shift();
    this.waitingAll -= 1;
    first?.visit.turnAway(why);
  }

  private queueOf(caller: string | undefined): Queue {
    let queue = this.queues.get(caller);
    if (!queue) this.queues.set(caller, (queue = { caller, inside: 0, waiting: [] }));
    return queue;
  }

  private forget(queue: Queue): void {
    if (queue.inside === 0 && queue.waiting.length === 0) this.queues.delete(queue.caller);
  }
}
