import type { StoreHealth } from '../event-store/event-store.port.js';

/** Whether appends are accepted now, as the last of them and the nodes themselves have said. */
export class Readiness {
  private reason: string | undefined;
  private probing = false;

  constructor(
    /** Resolves when the nodes say that they can be written; rejects with the reason. */
    private readonly probe: () => Promise<void>,
    private readonly onChange: (reason?: string) => void,
  ) {}

  /** The end of an append: nothing when it was answered. */
  readonly tell = (silence?: string): void => {
    if (silence === this.reason) return;
    const before = this.reason;
    this.reason = silence;
    // One line when it stops and one when it goes on, however many appends meet it meanwhile.
    if (before === undefined || silence === undefined) this.onChange(silence);
  };

  /** Asking makes a store that stopped look again; the answer is the next one's. */
  get health(): StoreHealth {
    if (this.reason === undefined) return { writable: true };
    if (!this.probing) void this.look();
    return { writable: false, reason: this.reason };
  }

  private async look(): Promise<void> {
    this.probing = true;
    try {
      await this.probe();
      this.tell();
    } catch (error) {
      this.tell(error instanceof Error ? error.message : String(error));
    } finally {
      this.probing = false;
    }
  }
}
