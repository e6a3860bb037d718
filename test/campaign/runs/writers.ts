import { SeededRandom } from '../../../src/demo/seeded-random.js';
import { startApp } from '../../support/app.js';
import type { RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { doorOf } from '../doors.js';
import { brokenInvariants, brokenViews } from '../invariants.js';
import type { Door, Entry } from '../journal.js';
import { householdLife } from '../household-life.js';
import { Journal, send } from '../journal.js';
import { HttpConnection } from '../load/http-connection.js';
import { IdNumbers, Life } from '../life.js';

const WRITERS = 16;

/**
 * Several households at once through every command they know; each step is asked for by sixteen writers who have all
 * read the same revision. One may win; the others must be told where the household stands now.
 */
export const writers = campaignRun({
  name: 'writers',
  about: `${WRITERS} writers with one If-Match: one winner, the others learn the current revision`,
  options: { households: { about: 'households contested through a whole life', long: 120, short: 2 } },
  run: async ({ seed, sizes, say }: RunOptions<{ households: never }>) => {
    const app = await startApp();
    const contest = new Contest(await doorOf(app), new SeededRandom(seed));
    try {
      for (let left = sizes.households; left > 0; left -= 2) {
        await Promise.all([contest.life(app.clock.now()), ...(left > 1 ? [contest.life(app.clock.now())] : [])]);
        say(`  ${contest.rounds} rounds, ${contest.violations.length} violations`);
      }
      await app.settle();
      const facts = await app.facts();
      const violations = [
        ...contest.violations,
        ...brokenInvariants(contest.journal.entries, facts),
        ...(await brokenViews(app.system.platform.runner, facts)),
      ];
      return report(contest.figures(), violations);
    } finally {
      contest.close();
      await app.stop();
    }
  },
});

class Contest {
  readonly journal = new Journal();
  readonly violations: string[] = [];
  rounds = 0;
  private readonly ids = new IdNumbers();
  private readonly lines: HttpConnection[] = [];

  constructor(
    private readonly door: Door,
    private readonly random: SeededRandom,
  ) {}

  async life(now: string): Promise<void> {
    const lines = Array.from({ length: WRITERS }, () => new HttpConnection(this.door.port));
    this.lines.push(...lines);
    const life = new Life(householdLife, now, this.ids);
    const born = this.journal.enter(life.next());
    await send(born, this.door, lines[0] ?? new HttpConnection(this.door.port));
    if (born.outcome !== 'ok') return void this.violations.push(`a household is not registered: ${told(born)}`);
    life.done(born);
    for (let revision = Number(born.said?.body['revision']); !life.isOver;) {
      const winner = await this.round(life, revision, lines);
      if (!winner) return;
      revision = Number(winner.said?.body['revision']);
      life.done(winner);
    }
  }

  close(): void {
    for (const line of this.lines) line.close();
  }

  figures(): Record<string, number> {
    const answered = (status: number) => this.journal.entries.filter(({ said }) => said?.status === status).length;
    const { length: acknowledged } = this.journal.of('ok');
    return { rounds: this.rounds, requests: this.journal.entries.length, acknowledged, refused412: answered(412) };
  }

  private async round(life: Life, revision: number, lines: readonly HttpConnection[]): Promise<Entry | undefined> {
    this.rounds += 1;
    const contested = lines.map((line) => ({ line, entry: this.journal.enter(life.next(), `"r${revision}"`) }));
    await Promise.all(this.random.shuffled(contested).map(({ line, entry }) => send(entry, this.door, line)));
    const entries = contested.map(({ entry }) => entry);
    const [winner, ...more] = entries.filter(({ outcome }) => outcome === 'ok');
    const { operation } = entries[0]?.command ?? { operation: '' };
    if (!winner || more.length > 0) {
      const all = [...new Set(entries.map(told))].join(' | ');
      this.violations.push(`${operation} at r${revision} has ${winner ? more.length + 1 : 0} winners: ${all}`);
      return undefined;
    }
    const current = revision + 1;
    const uninformed = entries.filter((entry) => entry !== winner && !knowsBetter(entry, current));
    if (winner.said?.body['revision'] !== current) this.violations.push(`${operation} won as ${told(winner)}`);
    this.violations.push(...uninformed.map((entry) => `${operation} lost at r${revision} as ${told(entry)}`));
    return winner;
  }
}

function knowsBetter({ said }: Entry, current: number): boolean {
  return said?.status === 412 && said.body['currentRevision'] === current && said.etag === `"r${current}"`;
}

function told({ said }: Entry): string {
  return said ? `${said.status} ${said.etag} ${JSON.stringify(said.body)}` : 'no answer';
}
