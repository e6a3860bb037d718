import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { SeededRandom } from '../../../src/demo/seeded-random.js';
import type { Recorded } from '../../../src/platform/fact.js';
import type { TestApp } from '../../support/app.js';
import { startApp } from '../../support/app.js';
import type { RunOptions } from '../campaign.js';
import { campaignRun, report } from '../campaign.js';
import { caseLives } from '../case-lives.js';
import { doorOf } from '../doors.js';
import { householdLife } from '../household-life.js';
import { brokenInvariants, brokenViews } from '../invariants.js';
import type { Door, Entry, Said } from '../journal.js';
import { Journal, send } from '../journal.js';
import { HttpConnection } from '../load/http-connection.js';
import type { Step } from '../life.js';
import { IdNumbers, Life, operationsOf } from '../life.js';

const MOST_TIMES = 5;
const scripts: readonly (readonly Step[])[] = [householdLife, ...caseLives];

/**
 * Households and cases through every command they know, each command sent once to five times: one after the other, all
 * at once, and once more after a restart. It has one effect and always the same answer.
 */
export const repeats = campaignRun({
  name: 'repeats',
  about: `every command of households and cases 1–${MOST_TIMES} times: in turn, at once, across a restart`,
  options: {
    lives: { about: 'times a household and the cases live through all, each with one restart', long: 20, short: 1 },
  },
  run: async ({ seed, sizes, say }: RunOptions<{ lives: never }>) => {
    const folder = mkdtempSync(join(tmpdir(), 'repeats-'));
    const echo = new Echo(await startApp({ folder }), new SeededRandom(seed));
    try {
      for (let played = 1; played <= sizes.lives; played++) {
        for (const script of scripts) await echo.life(script);
        say(
          `  ${played} times ${scripts.length} lives, ${echo.journal.entries.length} commands, ${echo.violations.length} violations`,
        );
      }
      return report(echo.figures(), [...echo.violations, ...(await echo.whatStands())]);
    } finally {
      await echo.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

class Echo {
  readonly journal = new Journal();
  readonly violations: string[] = [];
  private readonly ids = new IdNumbers();
  private readonly first = new Map<Entry, Said>();
  private lines: readonly HttpConnection[] = [];
  private door: Door = { port: 0, tokens: new Map() };
  private restarts = 0;

  constructor(
    private app: TestApp,
    private readonly random: SeededRandom,
  ) {}

  async life(script: readonly Step[]): Promise<void> {
    await this.open();
    const life = new Life(script, this.app.clock.now(), this.ids);
    const played: Entry[] = [];
    const restartAt = this.random.between(1, script.length);
    while (!life.isOver) {
      const entry = this.journal.enter(life.next());
      played.push(entry);
      await this.repeat(entry);
      if (entry.outcome !== 'ok')
        return void this.violations.push(
          `${entry.command.operation} was not let in: ${JSON.stringify(entry.said?.body)}`,
        );
      life.done(entry);
      if (played.length !== restartAt) continue;
      await this.restart();
      for (const earlier of played) await this.repeat(earlier);
    }
  }

  figures(): Record<string, number> {
    const requests = this.journal.entries.reduce((sum, { sent }) => sum + sent, 0);
    const { length: acknowledged } = this.journal.of('ok');
    return { operations: operationsOf(scripts).length, acknowledged, requests, restarts: this.restarts };
  }

  async whatStands(): Promise<readonly string[]> {
    await this.app.settle();
    const facts = await this.app.facts();
    const { runner } = this.app.system.platform;
    return [
      ...brokenInvariants(this.journal.entries, facts),
      ...claimedTwice(facts),
      ...(await brokenViews(runner, facts)),
    ];
  }

  async end(): Promise<void> {
    for (const line of this.lines) line.close();
    await this.app.stop();
  }

  private async repeat(entry: Entry): Promise<void> {
    const times = this.random.between(1, MOST_TIMES);
    const atOnce = this.random.chance(0.5);
    const lines = this.lines.slice(0, times);
    if (atOnce) await Promise.all(lines.map((line) => this.ask(entry, line, 'at once')));
    else for (const line of lines) await this.ask(entry, line, 'in turn');
  }

  private async ask(entry: Entry, line: HttpConnection, how: string): Promise<void> {
    const said = await send(entry, this.door, line);
    const first = this.first.get(entry);
    if (!first && said) this.first.set(entry, said);
    else if (!isDeepStrictEqual(said, first)) {
      this.violations.push(
        `${entry.command.operation} sent ${how}, ${this.restarts} restarts: ${JSON.stringify(first)} then ${JSON.stringify(said)}`,
      );
    }
  }

  private async restart(): Promise<void> {
    for (const line of this.lines) line.close();
    this.lines = [];
    this.app = await this.app.restart();
    this.restarts += 1;
    await this.open();
  }

  private async open(): Promise<void> {
    if (this.lines.length > 0) return;
    this.door = await doorOf(this.app);
    this.lines = Array.from({ length: MOST_TIMES }, () => new HttpConnection(this.door.port));
  }
}

/** An ID number is reserved, confirmed and released once in these lives, however often its household was registered. */
function claimedTwice(facts: readonly Recorded[]): readonly string[] {
  const seen = new Set<string>();
  return facts
    .filter(({ stream }) => stream.startsWith('person-'))
    .flatMap(({ stream, type }) => {
      const known = seen.has(`${stream} ${type}`);
      seen.add(`${stream} ${type}`);
      return known ? [`${stream} holds ${type} twice`] : [];
    });
}
