/**
 * A decision's refusal: the rule that forbids the command, in the bureau's words.
 * `rule` is an id of the rules (`I-06`) or a short kebab phrase; `pointer` a JSON pointer into the request body.
 */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';

  constructor(
    readonly rule: string,
    readonly sentence: string,
    readonly pointer?: string,
    /** What the door may show to a caller who is entitled to see it (never particulars). */
    readonly facts: Readonly<Record<string, string>> = {},
  ) {
    super(`${rule}: ${sentence}`);
  }
}

/** A fold met a fact type this release does not know, in the stream it decides on: deciding would be guessing. */
export class UnknownFact extends Error {
  override readonly name = 'UnknownFact';

  constructor(
    readonly factType: string,
    readonly stream: string,
  ) {
    super(`流 ${stream} 中有本版本不认识的事实类型 ${factType}`);
  }
}

/** A fold could not read the content of a fact whose type it knows: deciding without it would be guessing. */
export class UnreadableFact extends Error {
  override readonly name = 'UnreadableFact';

  constructor(
    readonly factType: string,
    readonly stream: string,
    readonly revision: number,
    cause: unknown,
  ) {
    super(`流 ${stream} 第 ${revision} 版的事实 ${factType} 无法读取`, { cause });
  }
}
