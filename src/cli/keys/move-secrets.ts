import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../platform/evidence/durable-files.js';
import { EvidenceUnavailable } from '../../platform/evidence/evidence-store.port.js';
import type { MovedEvidence } from '../../platform/evidence/mongo.evidence-move.js';
import { moveEvidence } from '../../platform/evidence/mongo.evidence-move.js';
import { KeyStoreUnavailable, WrongKey } from '../../platform/sealing/key-store.port.js';
import type { MovedKeys } from '../../platform/sealing/mongo.key-move.js';
import { moveKeys } from '../../platform/sealing/mongo.key-move.js';
import { KeyStoreInUse } from '../../platform/sealing/sqlite.key-exchange.js';
import { EVIDENCE_FOLDER, KEYS_FILE, movedName } from '../../platform/settings/secrets-place.js';
import type { Console } from '../console.js';
import { CannotOpen, NotUnderstood, Progress } from '../console.js';
import { keyOf } from '../folder-secrets.js';
import { liveReadStore } from '../live-views.js';
import { foldersIn } from '../log-file.js';

/** What was moved, and under which name the folder still has it; nothing when it had been moved before. */
export type Moved<What> = Partial<What> & { readonly now: string };

/**
 * Moves the keys of a data folder into MongoDB, for processes that share no folder. The servers must be stopped. Rejects with
 * `NotUnderstood` unless the settings are those of such processes, with `CannotOpen` when the file is as it was.
 */
export async function moveKeysOf(data: string | undefined, console: Console): Promise<Moved<MovedKeys>> {
  const url = sharedReadStore(console);
  const folder = folderWith(KEYS_FILE, data, console);
  const file = join(folder, KEYS_FILE);
  if (!existsSync(file)) return { now: movedName(file) };
  const progress = new Progress(console, '移动密钥');
  const keys = await refused(() =>
    moveKeys({ file, url, keyEncryptionKey: keyOf(folder, console), moved: (at, of) => progress.at(at, of) }),
  );
  await nameMoved(file);
  return { ...keys, now: movedName(file) };
}

/** The same for the evidence; refused while the keys are still in the folder, because a server could be running on it. */
export async function moveEvidenceOf(data: string | undefined, console: Console): Promise<Moved<MovedEvidence>> {
  const url = sharedReadStore(console);
  const folder = folderWith(EVIDENCE_FOLDER, data, console);
  const evidence = join(folder, EVIDENCE_FOLDER);
  if (existsSync(join(folder, KEYS_FILE))) throw new CannotOpen(`${folder} 中还有 ${KEYS_FILE}：请先运行 keys move`);
  if (!existsSync(evidence)) return { now: movedName(evidence) };
  const progress = new Progress(console, '移动佐证');
  const moved = await refused(() => moveEvidence({ folder: evidence, url, moved: (at, of) => progress.at(at, of) }));
  await nameMoved(evidence);
  return { ...moved, now: movedName(evidence) };
}

export function movedKeysText({ keys, destroyed, now }: Moved<MovedKeys>): string {
  const done = keys === undefined ? '密钥此前已移入' : `${keys} 个对象的密钥(已删除 ${destroyed})已移入`;
  return `${done} MongoDB，原文件改名为 ${now}：核对后请销毁，其中的密钥日后删除也还在\n`;
}

export function movedEvidenceText({ contents, standing, now }: Moved<MovedEvidence>): string {
  const done = contents === undefined ? '佐证此前已移入' : `${contents} 份佐证(其中 ${standing} 份原已在内)已移入`;
  return `${done} MongoDB，原文件夹改名为 ${now}：核对后请销毁\n`;
}

/** The last step of a move: from here on only MongoDB is asked. */
async function nameMoved(place: string): Promise<void> {
  await rename(place, movedName(place));
  await syncFolder(dirname(place));
}

function sharedReadStore(console: Console): string {
  const url = liveReadStore(console);
  if (url === undefined || !console.env['ESDB_URL']?.trim())
    throw new NotUnderstood('请同时设 ESDB_URL 和 MONGO_URL：只有共用存储的几个进程把密钥与佐证放在 MongoDB');
  return url;
}

function folderWith(name: string, data: string | undefined, console: Console): string {
  const folders = foldersIn(data, console);
  const found = folders.find((each) => [name, movedName(name)].some((one) => existsSync(join(each, one))));
  if (found === undefined) throw new CannotOpen(`找不到：${folders.map((each) => join(each, name)).join('、')}`);
  return found;
}

async function refused<Answer>(move: () => Promise<Answer>): Promise<Answer> {
  try {
    return await move();
  } catch (error) {
    const known = [KeyStoreInUse, WrongKey, KeyStoreUnavailable, EvidenceUnavailable];
    if (error instanceof Error && known.some((each) => error instanceof each))
      throw new CannotOpen(error.message, { cause: error });
    throw error;
  }
}
