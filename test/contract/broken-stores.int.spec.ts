import { writeFileSync } from 'node:fs';
import type { EventStore } from '../../src/platform/event-store/event-store.port.js';
import { tempFolder } from '../support/temp-folder.js';
import type { BrokenStore, Past } from './broken-stores.js';
import {
  brokenAppends,
  brokenContents,
  brokenIdentities,
  brokenLogs,
  brokenReads,
  brokenRefusals,
  brokenRepeats,
  brokenSubscriptions,
} from './broken-stores.js';
import type { StoreUnderTest } from './event-store-cases/store-under-test.js';
import { eventStoreCases } from './event-store.contract.js';
import { SqliteUnderTest } from './sqlite-under-test.js';

/** A sound store under test, seen through a fault. */
class BrokenUnderTest implements StoreUnderTest {
  private readonly past: Past = { starts: 0, forgotten: [] };
  private broken: EventStore | undefined;

  constructor(
    private readonly sound: SqliteUnderTest,
    private readonly kind: BrokenStore,
  ) {}

  async open(): Promise<EventStore> {
    this.broken ??= this.make(await this.sound.open());
    return this.broken;
  }

  async restart(): Promise<EventStore> {
    this.broken = this.make(await this.sound.restart());
    return this.broken;
  }

  async another(): Promise<EventStore> {
    return this.kind.make(await this.sound.another(), { starts: 1, forgotten: [] });
  }

  loseNextAnswer(): void {
    this.sound.loseNextAnswer();
  }

  private make(sound: EventStore): EventStore {
    this.past.starts++;
    return this.kind.make(sound, this.past);
  }
}

async function failingCases(kind: BrokenStore): Promise<readonly string[]> {
  const { path } = await tempFolder({ memory: true });
  const sound = new SqliteUnderTest(path);
  const under = new BrokenUnderTest(sound, kind);
  const failing: string[] = [];
  for (const { name, run } of eventStoreCases) {
    const t = performance.now();
    await run(under).catch(() => failing.push(name));
    if (process.env.TRACE) process.stderr.write(`${name} ${Math.round(performance.now() - t)}\n`);
  }
  await sound.close();
  return failing;
}
const all = [
  ...brokenAppends,
  ...brokenRepeats,
  ...brokenRefusals,
  ...brokenContents,
  ...brokenReads,
  ...brokenLogs,
  ...brokenIdentities,
  ...brokenSubscriptions,
];
const out: Record<string, readonly string[]> = {};
it.each(all.map((k) => [k.fault, k] as const))(
  '%s',
  async (f, k) => {
    const t = performance.now();
    out[f] = await failingCases(k);
    console.log(f, Math.round(performance.now() - t), out[f]);
    writeFileSync('/tmp/failing.json', JSON.stringify(out, null, 1));
  },
  120000,
);
