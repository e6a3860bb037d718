import { setImmediate as turn } from 'node:timers/promises';
import { inTime, NoAnswer } from './in-time.js';

/** The whole process stands still, as at a start on a machine that has much to do. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** What needs some turns of the event loop to come in. */
async function afterTurns(count: number): Promise<string> {
  for (let n = 0; n < count; n++) await turn();
  return 'here';
}

describe('waiting for an answer of the server', () => {
  it('does not call the server late because this process stood still itself', async () => {
    const asked = inTime(200, afterTurns(5));
    standStill(300);
    expect(await asked).toBe('here');
  });

  it('ends when nothing comes, and says how long it waited', async () => {
    await expect(inTime(20, new Promise(() => undefined))).rejects.toEqual(new NoAnswer(20));
  });

  it('fails as the answer does', async () => {
    await expect(inTime(1_000, Promise.reject(new Error('gone')))).rejects.toEqual(new Error('gone'));
  });
});
