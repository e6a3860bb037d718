import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { Recorded } from '../../../src/platform/fact.js';
import { startApp } from '../../support/app.js';
import { caseLives } from '../case-lives.js';
import { doorOf } from '../doors.js';
import { householdLife } from '../household-life.js';
import { Journal, send } from '../journal.js';
import { HttpConnection } from '../load/http-connection.js';
import { IdNumbers, Life } from '../life.js';

const FAMILIES = 2;

/** The log of a few households and of cases through all they can live through, their steps mingled; positions are `step` apart. */
export async function factsOfLives(random: SeededRandom, step: number): Promise<readonly Recorded[]> {
  const app = await startApp();
  try {
    const door = await doorOf(app);
    const line = new HttpConnection(door.port);
    const journal = new Journal();
    const ids = new IdNumbers();
    const families = Array.from({ length: FAMILIES }, () => householdLife);
    let lives = [...families, ...caseLives].map((script) => new Life(script, app.clock.now(), ids));
    for (;;) {
      const life = lives[random.between(0, lives.length - 1)];
      if (!life) break;
      const entry = journal.enter(life.next());
      const said = await send(entry, door, line);
      if (entry.outcome !== 'ok') throw new Error(`${entry.command.operation}: ${JSON.stringify(said)}`);
      life.done(entry);
      lives = lives.filter(({ isOver }) => !isOver);
    }
    line.close();
    await app.settle();
    return (await app.facts()).map((fact, index) => ({ ...fact, position: (index + 1) * step }));
  } finally {
    await app.stop();
  }
}
