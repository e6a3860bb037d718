import type { SeededRandom } from '../../../src/demo/seeded-random.js';
import { commandIdOf } from '../../../src/platform/change/command-id.js';
import type { Recorded } from '../../../src/platform/fact.js';
import { livingSections } from '../../../src/aggregates/household/visits/visit-report.js';

const VILLAGE = '341881100201';
const ACCOUNT = 'officer-gangkou';
const WRITTEN_NOTHING = ['store-unavailable', 'key-store'];
const IN_DOUBT = ['unknown-outcome', 'busy'];

/** What the client knows: the whole 2xx, a word that nothing was written, or neither. */
type Told = 'ok' | 'refused' | 'unknown';

interface Entry {
  readonly operation: 'registerHousehold' | 'recordPatrolVisit';
  readonly path: string;
  readonly target: string;
  readonly key: string;
  readonly body: unknown;
  told: Told;
  revision?: number;
}

interface Family {
  readonly householdId: string;
  readonly headMemberId: string;
}

/** Clients of a server whose disk fails: what they sent, what they were told, and whether the log bears them out. */
export class DiskJournal {
  readonly entries: Entry[] = [];
  readonly violations: string[] = [];
  private readonly families: Family[] = [];
  private token = '';
  private url = '';

  constructor(
    private readonly random: SeededRandom,
    /** The clock of the server that is spoken to. */
    private readonly now: () => string = () => new Date().toISOString(),
  ) {}

  /** Speaks to a server from now on; a token lives as long as its issuer's key, but a new one costs nothing. */
  async meet(url: string): Promise<void> {
    const answer = await fetch(`${url}/demo/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: ACCOUNT }),
    });
    this.url = url;
    this.token = ((await answer.json()) as { token: string }).token;
  }

  count(told: Told): number {
    return this.entries.filter((entry) => entry.told === told).length;
  }

  /** A new request of one of the writers. */
  async write(): Promise<Told> {
    const key = `disk-${this.entries.length}`;
    const family = this.families[this.random.between(0, Math.max(0, this.families.length - 1))];
    const entry = family && this.random.chance(0.7) ? visit(key, family, this.now()) : registration(key);
    this.entries.push(entry);
    await this.send(entry);
    return entry.told;
  }

  /** Asks again, with the same keys and in the same order, about everything of these kinds. */
  async repeat(...kinds: readonly Told[]): Promise<void> {
    for (const entry of this.entries.filter(({ told }) => kinds.includes(told))) await this.send(entry);
  }

  /** Status of a page of the roster and of a household whose registration was acknowledged. */
  async look(): Promise<readonly number[]> {
    const family = this.families[0];
    const paths = ['/roster?state=ALL&limit=5', ...(family ? [`/households/${family.householdId}`] : [])];
    const headers = { authorization: `Bearer ${this.token}` };
    return Promise.all(paths.map(async (path) => (await fetch(`${this.url}/api/v1${path}`, { headers })).status));
  }

  async readiness(): Promise<number> {
    return (await fetch(`${this.url}/health/ready`)).status;
  }

  /** Everything acknowledged stands once at its revision, nothing that was refused stands, no revision is missing. */
  compare(facts: readonly Recorded[]): void {
    const standing = new Map<string, Recorded[]>();
    for (const fact of facts) {
      const { commandId } = fact.metadata;
      standing.set(commandId, [...(standing.get(commandId) ?? []), fact]);
    }
    for (const { operation, target, key, told, revision } of this.entries) {
      const found = standing.get(commandIdOf({ actor: `demo-${ACCOUNT}`, operation, target, key })) ?? [];
      const right = told === 'ok' ? found.length === 1 && found[0]?.revision === revision : found.length === 0;
      if (!right) this.violations.push(`${key} was told "${told}" and stands ${found.length} times`);
    }
    this.violations.push(...gapsIn(facts));
  }

  private async send(entry: Entry): Promise<void> {
    let answer: Response;
    let said: Partial<Family> & { revision?: number; type?: string; detail?: string };
    try {
      answer = await fetch(`${this.url}/api/v1${entry.path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
          'idempotency-key': entry.key,
        },
        body: JSON.stringify(entry.body),
      });
      said = (await answer.json()) as typeof said;
    } catch {
      // The line was cut: the outcome stays unknown until the same request has been repeated.
      entry.told = 'unknown';
      return;
    }
    entry.revision = said.revision;
    entry.told = answer.ok ? 'ok' : this.refusal(answer, said.type ?? '', said.detail ?? '');
    const { householdId, headMemberId } = said;
    if (answer.ok && householdId && headMemberId) this.families.push({ householdId, headMemberId });
  }

  private refusal(answer: Response, type: string, detail: string): Told {
    const kind = type.slice(type.lastIndexOf(':') + 1);
    const clear = answer.status === 503 && answer.headers.get('retry-after') !== null && detail !== '';
    if (!clear || ![...WRITTEN_NOTHING, ...IN_DOUBT].includes(kind)) {
      this.violations.push(`a write was answered ${answer.status} ${kind} ${detail}`);
    }
    return WRITTEN_NOTHING.includes(kind) ? 'refused' : 'unknown';
  }
}

function gapsIn(facts: readonly Recorded[]): readonly string[] {
  const next = new Map<string, number>();
  return facts.flatMap(({ stream, revision, position }, index) => {
    const due = next.get(stream) ?? 0;
    next.set(stream, revision + 1);
    return revision === due && position === index + 1 ? [] : [`${stream}@${revision} stands at position ${position}`];
  });
}

function registration(key: string): Entry {
  const head = { name: '张三', relation: 'HEAD', noIdReason: 'LOST' };
  const body = { villageCode: VILLAGE, address: '东组', source: 'SWEEP', head };
  return { operation: 'registerHousehold', path: '/households', target: 'household', key, body, told: 'unknown' };
}

/** A talkative visit: a small disk is soon full of them. */
function visit(key: string, { householdId, headMemberId }: Family, visitedAt: string): Entry {
  const section = { state: 'DIFFICULT', text: '家中情况与上月相同，已逐项核对。'.repeat(12) };
  return {
    operation: 'recordPatrolVisit',
    path: `/households/${householdId}/patrol-visits`,
    target: `household-${householdId}`,
    key,
    body: {
      visitedAt,
      mode: 'HOME',
      visitors: ['c-1'],
      whoSeen: [headMemberId],
      living: Object.fromEntries(livingSections.map((name) => [name, section])),
      needs: [],
      disposal: { kind: 'NONE' },
      acknowledgement: 'SIGNED',
    },
    told: 'unknown',
  };
}
