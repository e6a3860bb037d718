import type { Projection } from './projection.js';
import type { ViewKeeper } from './view-keeper.port.js';

/** Whoever keeps the views now: this process while it has its turn, otherwise one that only tells how they stand. */
export class RelievedKeeper implements ViewKeeper {
  private present: ViewKeeper;

  constructor(private readonly standby: ViewKeeper) {
    this.present = standby;
  }

  /** `keeper` answers from now on; without one the standby does again. */
  relieve(keeper: ViewKeeper = this.standby): void {
    this.present = keeper;
  }

  start() {
    return this.present.start();
  }

  stop() {
    return this.present.stop();
  }

  status() {
    return this.present.status();
  }

  deadLetters(name: string) {
    return this.present.deadLetters(name);
  }

  rebuild(name: string) {
    return this.present.rebuild(name);
  }

  rollBack(name: string) {
    return this.present.rollBack(name);
  }

  retryParked(name: string, key: string) {
    return this.present.retryParked(name, key);
  }

  hashOf(projection: Pick<Projection, 'name'>) {
    return this.present.hashOf(projection);
  }
}
