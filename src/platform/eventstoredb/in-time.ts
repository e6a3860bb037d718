/** Nothing came within the time allowed. The client's own deadlines do not hold on every path. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(readonly milliseconds: number) {
    super(`EventStoreDB 在 ${milliseconds} 毫秒内没有回答`);
  }
}

/** The time allowed is waited for in so many pieces. A process that stood still itself has lost one of them, not all. */
const PIECES = 10;

/** Settles as the answer does, or rejects with `NoAnswer` when it takes longer. */
export async function inTime<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const wait = (left: number): void => {
      if (left === 0) reject(new NoAnswer(milliseconds));
      else timer = setTimeout(() => wait(left - 1), milliseconds / PIECES);
    };
    wait(PIECES);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
