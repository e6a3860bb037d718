/** Nothing came within the time allowed. The client's own deadlines do not hold on every path. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(readonly milliseconds: number) {
    super(`EventStoreDB 在 ${milliseconds} 毫秒内没有回答`);
  }
}

/** Settles as the answer does, or rejects with `NoAnswer` when it takes longer. */
export async function inTime<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
