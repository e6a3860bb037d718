import { existsSync, readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeNewFile } from '../../platform/evidence/durable-files.js';
import type { SqliteLogReader } from '../../platform/event-store/sqlite-log-reader.js';
import type { Recorded } from '../../platform/fact.js';
import { KeyStoreUnavailable, WrongKey } from '../../platform/sealing/key-store.port.js';
import type { Exchanged, KeyExchange } from '../../platform/sealing/sqlite.key-exchange.js';
import { KeyStoreInUse, exchangeKey } from '../../platform/sealing/sqlite.key-exchange.js';
import { keyBytes } from '../../platform/settings/setting-values.js';
import type { Console } from '../console.js';
import { CannotOpen, NotUnderstood } from '../console.js';
import { NeededSecrets } from '../drill-secrets.js';
import type { Counted } from '../folder-secrets.js';
import { factsNoted, keyOf, openSecrets } from '../folder-secrets.js';
import { logFileIn, readingLog } from '../log-file.js';
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

/**
 * Exchanges the key-encryption key of a data folder whose server is stopped: DISCOVERY_KEY (or the demo's own) for
 * DISCOVERY_NEXT_KEY, then proves it with the next key alone. Broken off anywhere, the same call again finishes.
 * Rejects with `NotUnderstood` without a usable next key, with `CannotOpen` when nothing was changed for another reason.
 */
export async function rotateKey(data: string | undefined, console: Console): Promise<Rotated> {
  const next = nextKey(console);
  // The facts to be checked against are then elsewhere.
  if (console.env['ESDB_URL']?.trim()) throw new CannotOpen('设了 ESDB_URL：换主密钥只支持数据文件夹中的事实日志');
  const log = logFileIn(data, console);
  const folder = dirname(log);
  const file = join(folder, 'keys.sqlite');
  if (!existsSync(file)) throw new CannotOpen(`找不到密钥库：${file}`);
  const current = keyOf(folder, console);
  return readingLog(log, async (reader) => {
    const exchanged = exchange({ file, current, next, step: (reached) => console.say(STEPS[reached]) });
    await keepDemoKey(folder, current, next, console);
    console.say('正在用新的主密钥核对');
    return { ...exchanged, ...(await provenBy(next, folder, reader, console)) };
  });
}

function nextKey({ env }: Console): Buffer {
  const problems: string[] = [];
  const key = keyBytes(env['DISCOVERY_NEXT_KEY']?.trim() || undefined, problems, 'DISCOVERY_NEXT_KEY');
  if (!key || problems.length > 0) throw new NotUnderstood(problems[0] ?? '请设 DISCOVERY_NEXT_KEY 为新的主密钥');
  return key;
}

function exchange(wish: KeyExchange): Exchanged {
  try {
    return exchangeKey(wish);
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
  folder: string,
  reader: SqliteLogReader,
  console: Console,
): Promise<Omit<Rotated, keyof Exchanged>> {
  const [needed, noted] = [new NeededSecrets(), new LookUps()];
  const note = (fact: Recorded): void => {
    needed.note(fact);
    noted.note(fact);
  };
  await factsNoted(reader, console, { note });
  let lookUps = { names: 0, idNumbers: 0 };
  const secrets = await openSecrets(folder, key, needed, async (keys) => {
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
