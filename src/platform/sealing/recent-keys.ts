import type { DataKey } from './key-store.port.js';

/** The unwrapped keys used last, at most `limit` of them: a town's month fits, a leak of memory does not. */
export class RecentKeys {
  private readonly keys = new Map<string, DataKey>();

  constructor(private readonly limit: number) {}

  get(subject: string): DataKey | undefined {
    const key = this.keys.get(subject);
    if (key === undefined) return undefined;
    // A map remembers the order of insertion: taken out and put back, a key counts as used last.
    this.keys.delete(subject);
    this.keys.set(subject, key);
    return key;
  }

  keep(key: DataKey): void {
    this.keys.set(key.subject, key);
    if (this.keys.size <= this.limit) return;
    for (const oldest of this.keys.keys()) {
      this.keys.delete(oldest);
      return;
    }
  }

  forget(subject: string): void {
    this.keys.delete(subject);
  }

  forgetAll(): void {
    this.keys.clear();
  }

  get size(): number {
    return this.keys.size;
  }
}
