import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { livingSections } from '../../../src/aggregates/household/visits/visit-report.js';
import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import { DemoIssuer } from '../../../src/platform/auth/demo-issuer.js';
import { commandIdOf } from '../../../src/platform/change/command-id.js';
import { openSqliteEventStore } from '../../../src/platform/event-store/sqlite.event-store.js';
import type { GrownHousehold } from '../../bench/grown-log.js';
import { freePort, startServer } from '../../support/server-process.js';

const BUREAU = 'month-end-bureau';
/** Between two looks at the board, or two sheets. */
const LOOK_AGAIN_MS = 500;

/** A visit to be entered, and what its coordinator was told. */
export interface Visit {
  readonly home: GrownHousehold;
  readonly account: string;
  readonly key: string;
  revision?: number;
}

/** Coordinators enter, the city looks, and everything is counted afterwards. */
export class Evening {
  readonly violations: string[] = [];
  private readonly entering: number[] = [];
  private readonly boards: number[] = [];
  private readonly sheets: number[] = [];
  private readonly tokens = new Map<string, string>();
  private url = '';
  private over = false;

  constructor(
    private readonly folder: string,
    private readonly rounds: readonly (readonly Visit[])[],
    private readonly random: SeededRandom,
  ) {}

  async play(milliseconds: number, say: (line: string) => void): Promise<void> {
    const server = await startServer({ folder: this.folder, port: await freePort() });
    this.url = `${server.url}/api/v1`;
    await this.issueTokens();
    const looking = [
      this.keepAsking('/visit-calendar/counts', this.boards),
      this.keepAsking('/roster.xlsx', this.sheets),
    ];
    await Promise.all(this.rounds.map((round) => this.enter(round, milliseconds)));
    this.over = true;
    await Promise.all(looking);
    say(`  ${this.entering.length} visits, ${this.boards.length} boards, ${this.sheets.length} sheets`);
    await this.compareBoard();
    if ((await server.interrupt()) !== 0) this.violations.push('the server did not stop cleanly');
  }

  figures() {
    const { entering, boards, sheets, violations } = this;
    return {
      visits: entering.length,
      boards: boards.length,
      sheets: sheets.length,
      errors: violations.length,
      enteringP95Ms: p95(entering),
      boardP95Ms: p95(boards),
      sheetP95Ms: p95(sheets),
    };
  }

  /** How many of the acknowledged visits do not stand exactly once, at the revision that was told. */
  async lost(): Promise<{ readonly lost: number }> {
    const store = await openSqliteEventStore({ file: join(this.folder, 'demo/log.sqlite') });
    const { events } = await store.readAll(0, { limit: 10_000_000 });
    await store.close();
    const revisions = new Map<string, number[]>();
    for (const { metadata, revision } of events) {
      revisions.set(metadata.commandId, [...(revisions.get(metadata.commandId) ?? []), revision]);
    }
    const wrong = this.acknowledged().filter(({ home, account, key, revision }) => {
      const target = `household-${home.householdId}`;
      const found = revisions.get(commandIdOf({ actor: account, operation: 'recordPatrolVisit', target, key })) ?? [];
      return found.length !== 1 || found[0] !== revision;
    });
    return { lost: wrong.length };
  }

  private acknowledged(): readonly Visit[] {
    return this.rounds.flat().filter(({ revision }) => revision !== undefined);
  }

  private async issueTokens(): Promise<void> {
    const accounts = [...new Set(this.rounds.flat().map(({ account }) => account))].map((account) => ({
      ...{ account, id: account, person: account, role: 'COORDINATOR' as const, org: account.split('/')[1] ?? '' },
      description: account,
    }));
    const bureau = { account: BUREAU, id: BUREAU, person: BUREAU, role: 'BUREAU' as const, org: '341881' };
    const all = [...accounts, { ...bureau, description: BUREAU }];
    const issuer = new DemoIssuer(join(this.folder, 'demo/issuer.json'), all);
    for (const { account } of all) {
      this.tokens.set(account, (await issuer.issue(account, new Date().toISOString())) ?? '');
    }
  }

  /** One visit after the other, spread over the time there is, as somebody types them. */
  private async enter(round: readonly Visit[], milliseconds: number): Promise<void> {
    const gap = milliseconds / Math.max(1, round.length);
    await pause(this.random.next() * gap);
    for (const visit of round) {
      const began = performance.now();
      await this.record(visit);
      this.entering.push(performance.now() - began);
      await pause(Math.max(0, gap - (performance.now() - began)));
    }
  }

  private async record(visit: Visit): Promise<void> {
    const { home, account, key } = visit;
    const answer = await fetch(`${this.url}/households/${home.householdId}/patrol-visits`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.tokens.get(account)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(formOf(home)),
    });
    const said = (await answer.json()) as { readonly revision?: number; readonly detail?: string };
    if (answer.ok) visit.revision = said.revision;
    else this.violations.push(`entering was answered ${answer.status} ${said.detail}`);
  }

  private async keepAsking(path: string, durations: number[]): Promise<void> {
    while (!this.over) {
      const began = performance.now();
      const answer = await fetch(`${this.url}${path}`, {
        headers: { authorization: `Bearer ${this.tokens.get(BUREAU)}` },
      });
      const { byteLength } = await answer.arrayBuffer();
      if (!answer.ok || byteLength === 0) this.violations.push(`${path} was answered ${answer.status}`);
      durations.push(performance.now() - began);
      await pause(LOOK_AGAIN_MS);
    }
  }

  /** The city's board counts every family that was visited. */
  private async compareBoard(): Promise<void> {
    const authorization = `Bearer ${this.tokens.get(BUREAU)}`;
    const fulfilled = async (): Promise<number> => {
      const answer = await fetch(`${this.url}/visit-calendar/counts`, { headers: { authorization } });
      return ((await answer.json()) as { counts: { FULFILLED: number } }).counts.FULFILLED;
    };
    const visited = this.acknowledged().length;
    for (let tries = 0; (await fulfilled()) !== visited && tries < 100; tries++) await pause(50);
    const counted = await fulfilled();
    if (counted !== visited) this.violations.push(`the board counts ${counted} of ${visited} visited families`);
  }
}

function formOf({ headMemberId }: GrownHousehold): object {
  return {
    visitedAt: new Date().toISOString(),
    mode: 'HOME',
    visitors: ['c-1'],
    whoSeen: [headMemberId],
    living: Object.fromEntries(livingSections.map((section) => [section, { state: 'NORMAL' }])),
    needs: [],
    disposal: { kind: 'NONE' },
    acknowledgement: 'SIGNED',
  };
}

function p95(durations: readonly number[]): number {
  const sorted = [...durations].sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0);
}
