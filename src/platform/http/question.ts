/**
 * What a store is asked on behalf of everybody who wants to know how it is. One question is under way at most, and
 * whoever comes meanwhile waits for its answer: a store in a black hole holds one question, not one for every probe.
 */
export class Question<Answer> {
  private underWay: Promise<Answer | undefined> | undefined;
  private unanswered = false;

  constructor(
    private readonly ask: () => Promise<Answer>,
    /** Told why the store could not answer, once until it has answered again. */
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Undefined when the store has not answered before `late` resolves, or answers with an error. */
  before(late: Promise<void>): Promise<Answer | undefined> {
    this.underWay ??= this.asked().finally(() => (this.underWay = undefined));
    return Promise.race([this.underWay, late.then(() => undefined)]);
  }

  private async asked(): Promise<Answer | undefined> {
    try {
      const answer = await this.ask();
      this.unanswered = false;
      return answer;
    } catch (error) {
      if (!this.unanswered) this.failed(error);
      this.unanswered = true;
      return undefined;
    }
  }
}
