/** Refusals that are no rule of the domain. Each maps to one HTTP status at the door; nothing was written. */

/** Missing, or outside the caller's area: the two are indistinguishable by design. 404 */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(
    readonly sentence = '在您的管辖范围内没有找到该对象',
    readonly pointer?: string,
  ) {
    super(sentence);
  }
}

/** The role or the purpose does not allow it. 403 */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  constructor(
    readonly reason: 'role' | 'purpose',
    readonly sentence: string,
  ) {
    super(sentence);
  }
}

export interface ShapeProblem {
  /** JSON pointer into the request body, `#/query/limit` style for parameters. */
  readonly pointer: string;
  readonly sentence: string;
}

/** The body or a parameter has the wrong shape. 422 */
export class ShapeBroken extends Error {
  override readonly name = 'ShapeBroken';
  constructor(readonly problems: readonly ShapeProblem[]) {
    super('请求内容不符合要求');
  }
}

/** The idempotency key was used before for another content. 422 */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';
}

/** A creation came without an idempotency key, or a key is malformed. 428 */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

/** If-Match names another revision than the current one. 412 */
export class RevisionPassed extends Error {
  override readonly name = 'RevisionPassed';
  constructor(
    readonly current: number,
    /** Fact types recorded since the revision the caller had read. */
    readonly since: readonly string[],
  ) {
    super(`当前版本为 r${current}`);
  }
}

/** The stream was too busy to decide on within the tries allowed; nothing was written. 503 */
export class TooContended extends Error {
  override readonly name = 'TooContended';
}
