import type { Timer } from './timer.js';
import { ViewBehind, waitForPosition } from './wait-for-position.js';
import type { Views } from './views.js';

/** Watermarks that move by one with every question. */
class MovingViews implements Views {
  constructor(private readonly watermarks: Record<string, number>) {}

  of(): never {
    throw new Error('nobody asks for documents here');
  }

  position(): never {
    throw new Error('nobody asks for one alone here');
  }

  async positions(projections: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const now = new Map(projections.map((name) => [name, this.watermarks[name] ?? 0]));
    for (const [name, watermark] of now) this.watermarks[name] = watermark + 1;
    return now;
  }
}

class CountedTimer implements Timer {
  readonly pauses: number[] = [];
  elapsed(): number {
    return this.pauses.reduce((sum, pause) => sum + pause, 0);
  }
  async pause(milliseconds: number): Promise<void> {
    this.pauses.push(milliseconds);
  }
}

test('a view that has the position already is not waited for', async () => {
  const timer = new CountedTimer();
  await waitForPosition(new MovingViews({ roster: 7 }), ['roster'], 7, { timer });
  expect(timer.pauses).toEqual([]);
});

test('several views are asked for in one question, every 20 ms until the last has come', async () => {
  const timer = new CountedTimer();
  await waitForPosition(new MovingViews({ roster: 5, ledger: 6 }), ['roster', 'ledger'], 7, { timer });
  expect(timer.pauses).toEqual([20, 20]);
});

test('after the time the view that is behind is named, with its watermark', async () => {
  const timer = new CountedTimer();
  const waiting = waitForPosition(new MovingViews({ roster: 0, ledger: 9 }), ['ledger', 'roster'], 9, {
    timer,
    timeoutMs: 60,
  });
  await expect(waiting).rejects.toMatchObject({ name: 'ViewBehind', projection: 'roster', watermark: 3, wanted: 9 });
  await expect(waiting).rejects.toBeInstanceOf(ViewBehind);
  expect(timer.pauses).toEqual([20, 20, 20]);
});
