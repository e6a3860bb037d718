/** Runs one piece of work at a time, in the order of asking. */
export class Serial {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work);
    // The queue goes on after a failure; the failure itself belongs to whoever asked for the work.
    this.last = next.catch(() => undefined);
    return next;
  }
}
