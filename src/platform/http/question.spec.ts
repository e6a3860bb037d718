import { Question } from './question.js';

/** A store whose answers come when the test says so. */
function silentStore() {
  const answers: ((answer: number) => void)[] = [];
  const ask = (): Promise<number> => new Promise((resolve) => answers.push(resolve));
  return { answers, ask };
}

const never = new Promise<void>(() => undefined);
const atOnce = Promise.resolve();
const ignored = (): void => undefined;

describe('a question to a store', () => {
  it('is answered by the store when that is in time', async () => {
    expect(await new Question(() => Promise.resolve(7), ignored).before(never)).toBe(7);
  });

  it('is given up when the time is over, and is still the only one when others ask after it', async () => {
    const { answers, ask } = silentStore();
    const question = new Question(ask, ignored);
    const told = [await question.before(atOnce), await question.before(atOnce), await question.before(atOnce)];
    expect([told, answers.length]).toEqual([[undefined, undefined, undefined], 1]);
    const waiting = question.before(never);
    answers[0]?.(7);
    expect([await waiting, answers.length]).toEqual([7, 1]);
    const next = question.before(never);
    answers[1]?.(8);
    expect([await next, answers.length]).toEqual([8, 2]);
  });

  it('is asked anew after an error, which is told once until there is an answer again', async () => {
    const said: unknown[] = [];
    const answers: readonly (() => Promise<number>)[] = [
      () => Promise.reject(new Error('away')),
      () => {
        throw new Error('still away');
      },
      () => Promise.resolve(7),
      () => Promise.reject(new Error('away again')),
    ];
    let asked = 0;
    const question = new Question(
      () => answers[asked++]?.() ?? Promise.resolve(0),
      (error) => said.push(String(error)),
    );
    const told = [];
    for (let n = 0; n < answers.length; n++) told.push(await question.before(never));
    expect([told, said]).toEqual([
      [undefined, undefined, 7, undefined],
      ['Error: away', 'Error: away again'],
    ]);
  });
});
