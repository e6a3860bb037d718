/** Which villages a person answers for now, as the log says and no token. */
export interface Assignments {
  /**
   * Codes of the villages; empty for one who was relieved, suspended, or is assigned none. Undefined for a person who
   * was never appointed. Rejects with `StoreUnavailable` when the log cannot be asked.
   */
  now(person: string): Promise<readonly string[] | undefined>;
  /** For answers, never for writes: while the log is away, what was read last. Rejects before anything was read. */
  known(person: string): Promise<readonly string[] | undefined>;
}
