/** The last known position of the log, and those who wait for it to move. */
export class HeadWatch {
  private head = 0;
  private waiting = new Set<() => void>();

  /** Announces a position of the log; smaller ones than known are old news. */
  announce(position: number): void {
    if (position <= this.head) return;
    this.head = position;
    const waiting = this.waiting;
    this.waiting = new Set();
    waiting.forEach((wake) => wake());
  }

  /** Resolves when the log has grown beyond `position`, at once if it has; also when `signal` fires. */
  async beyond(position: number, signal: AbortSignal): Promise<void> {
    while (this.head <= position && !signal.aborted) await this.moved(signal);
  }

  private moved(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.waiting.delete(wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.waiting.add(wake);
    });
  }
}
