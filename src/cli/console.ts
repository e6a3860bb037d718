/** Where a command reads its settings and speaks: answers on stdout, for people and pipes; progress on stderr. */
export interface Console {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text as it is, line ends included. */
  answer(text: string): void;
  /** One line beside the answer. */
  say(line: string): void;
}

/** Whatever a command found out, told to the shell. */
export const EXIT = { fine: 0, violated: 1, notUnderstood: 2, cannotOpen: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The words of a command mean nothing here: no such stream, view or instant. One Chinese sentence. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/** There is no log to be read, or it cannot be trusted. One Chinese sentence. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

const SAY_EVERY_MS = 1_000;

/** Says about once a second how far a walk through the log has come, and how fast. */
export class Progress {
  private readonly began = performance.now();
  private said = this.began;

  constructor(
    private readonly console: Console,
    private readonly doing: string,
  ) {}

  at(facts: number, of: number): void {
    if (performance.now() - this.said < SAY_EVERY_MS) return;
    this.said = performance.now();
    this.console.say(`${this.doing} ${facts}/${of} 条，每秒 ${this.perSecond(facts)} 条`);
  }

  perSecond(facts: number): number {
    return Math.round((1_000 * facts) / Math.max(1, performance.now() - this.began));
  }
}
