import { existsSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeNewFile } from '../../platform/evidence/durable-files.js';
import type { ReadAllOptions, ReadableLog } from '../../platform/event-store/event-store.port.js';
import type { Recorded } from '../../platform/fact.js';
import { KeyStoreUnavailable, WrongKey } from '../../platform/sealing/key-store.port.js';
import { exchangeKeysIn } from '../../platform/sealing/mongo.key-exchange.js';
import { connectKeys } from '../../platform/sealing/mongo.key-store.js';
import type { Exchanged, KeyExchange } from '../../platform/sealing/sqlite.key-exchange.js';
import { KeyStoreInUse, exchangeKey } from '../../platform/sealing/sqlite.key-exchange.js';
import { KEYS_FILE } from '../../platform/settings/secrets-place.js';
import { keyBytes } from '../../platform/settings/setting-values.js';
import type { Console } from '../console.js';
import { CannotOpen, NotUnderstood } from '../console.js';
import { NeededSecrets } from '../drill-secrets.js';
import type { Counted } from '../folder-secrets.js';
import type { FurtherQuestion, ProvenSecrets } from '../folder-secrets.js';
import { factsNoted, keyOf, openSecrets, openSharedSecrets } from '../folder-secrets.js';
import { liveReadStore } from '../live-views.js';
import { foldersIn, logFileIn } from '../log-file.js';
import { readingStored } from '../moving/log-at.js';
import { sharedLog } from '../shared-views.js';
import type { FoundLookUps } from './look-ups.js';
import { LookUps } from './look-ups.js';

export interface Rotated extends Exchanged {
  readonly subjects: Counted;
  readonly evidence: Counted;
  /** Persons found by their name and by their ID number. */
  readonly lookUps: Omit<FoundLookUps, 'problems'>;
  /** Chinese sentences; none = everything opens with the next key and everybody is found as before. */
  readonly problems: readonly string[];
}

const STEPS = {
  wrapping: '正在用新的主密钥重新包裹各对象的密钥',
  committing: '已全部重新包裹，正在写入密钥库',
  committed: '密钥库已改用新的主密钥',
} as const;

/** Where the keys lie, and the evidence beside them. */
interface KeysPlace {
  /** Of the demo's own key, where it has one; of the keys, unless they are in MongoDB. */
  readonly folder: string;
  exchange(exchange: Omit<KeyExchange, 'file'>): Promise<Exchanged>;
  proven(key: Buffer, needed: NeededSecrets, more: FurtherQuestion): Promise<ProvenSecrets>;
}

/**
 * Exchanges the key-encryption key of an installation whose servers are stopped: DISCOVERY_KEY (or the demo's own) for
 * DISCOVERY_NEXT_KEY, then proves it by the facts with the next key alone. Broken off anywhere, the same call again
 * finishes. Rejects with `NotUnderstood` without a usable next key, with `CannotOpen` when nothing was changed for
 * another reason.
 */
export async function rotateKey(data: string | undefined, console: Console): Promise<Rotated> {
  const next = nextKey(console);
  const server = sharedLog(console);
  const url = liveReadStore(console);
  const place =
    server !== undefined && url !== undefined ? inMongo(url, data, console) : inFolder(server, data, console);
  const current = keyOf(place.folder, console);
  return readingStored(server ?? data, console, async (log) => {
    const exchanged = await exchange(place, { current, next, step: (reached) => console.say(STEPS[reached]) });
    await keepDemoKey(place.folder, current, next, console);
    console.say('正在用新的主密钥核对');
    return { ...exchanged, ...(await provenBy(next, place, log, console)) };
  });
}

function inFolder(server: string | undefined, data: string | undefined, console: Console): KeysPlace {
  const folders = server === undefined ? [dirname(logFileIn(data, console))] : foldersIn(data, console);
  const folder = folders.find((each) => existsSync(join(each, KEYS_FILE)));
  if (folder === undefined)
    throw new CannotOpen(`找不到密钥库：${folders.map((each) => join(each, KEYS_FILE)).join('、')}`);
  return {
    folder,
    exchange: async (exchange) => exchangeKey({ ...exchange, file: join(folder, KEYS_FILE) }),
    proven: (key, needed, more) => openSecrets(folder, key, needed, more),
  };
}

function inMongo(url: string, data: string | undefined, console: Console): KeysPlace {
  const folders = foldersIn(data, console);
  const left = folders.find((each) => existsSync(join(each, KEYS_FILE)));
  if (left !== undefined) throw new CannotOpen(`${left} 中还有 ${KEYS_FILE}：请先运行 keys move`);
  return {
    folder: folders[0],
    exchange: async (exchange) => {
      const store = await connectKeys(url);
      try {
        return await exchangeKeysIn(store.db, exchange);
      } finally {
        await store.close();
      }
    },
    proven: (key, needed, more) => openSharedSecrets(url, key, needed, more),
  };
}

function nextKey({ env }: Console): Buffer {
  const problems: string[] = [];
  const key = keyBytes(env['DISCOVERY_NEXT_KEY']?.trim() || undefined, problems, 'DISCOVERY_NEXT_KEY');
  if (!key || problems.length > 0) throw new NotUnderstood(problems[0] ?? '请设 DISCOVERY_NEXT_KEY 为新的主密钥');
  return key;
}

async function exchange(place: KeysPlace, wish: Omit<KeyExchange, 'file'>): Promise<Exchanged> {
  try {
    return await place.exchange(wish);
  } catch (error) {
    if (error instanceof KeyStoreInUse || error instanceof WrongKey || error instanceof KeyStoreUnavailable)
      throw new CannotOpen(error.message, { cause: error });
    throw error;
  }
}

/** The demo keeps its key beside its data; replaced whole, after the key store. */
async function keepDemoKey(folder: string, current: Buffer, next: Buffer, console: Console): Promise<void> {
  const file = join(folder, 'demo.key');
  if (current.equals(next) || !existsSync(file) || !isKey(file, current)) return;
  const part = `${file}.part`;
  await rm(part, { force: true });
  await writeNewFile(part, Buffer.from(`${next.toString('hex')}\n`));
  console.say('正在替换 demo.key');
  await rename(part, file);
  await syncFolder(folder);
}

function isKey(file: string, key: Buffer): boolean {
  return readFileSync(file, 'utf8').trim() === key.toString('hex');
}

async function provenBy(
  key: Buffer,
  place: KeysPlace,
  log: ReadableLog,
  console: Console,
): Promise<Omit<Rotated, keyof Exchanged>> {
  const [needed, noted] = [new NeededSecrets(), new LookUps()];
  const note = (fact: Recorded): void => {
    needed.note(fact);
    noted.note(fact);
  };
  const pages = {
    head: () => log.head(),
    page: (after: number, options: ReadAllOptions) => log.readAll(after, options),
  };
  await factsNoted(pages, console, { note });
  let lookUps = { names: 0, idNumbers: 0 };
  const secrets = await place.proven(key, needed, async (keys) => {
    const { problems, ...found } = await noted.foundBy(keys);
    lookUps = found;
    return problems;
  });
  return { ...secrets, lookUps };
}

export function rotatedText({ changed, keys, subjects, evidence, lookUps, problems }: Rotated): string {
  const done = changed ? `主密钥已更换，重新包裹 ${keys} 把密钥` : '密钥库此前已改用新的主密钥，未再改动';
  const proven = [
    `${subjects.opened} 个对象的密封内容能打开(已删除 ${subjects.erased})`,
    `${evidence.opened} 份佐证完好(已删除 ${evidence.erased})`,
    `按姓名查得 ${lookUps.names} 人，按身份证号查得 ${lookUps.idNumbers} 人`,
  ].join('，');
  const verdict = problems.length === 0 ? `核对通过：${proven}` : `核对未通过，${problems.length} 处问题`;
  return [...problems, done, verdict].map((line) => `${line}\n`).join('');
}
