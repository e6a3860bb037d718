import type { Collection, Db } from 'mongodb';
import { typeIn } from '../change/upcast.js';
import type { ReadableLog } from '../event-store/event-store.port.js';
import type { RegistryDocument } from '../read-store/collections.js';
import type { Projection } from './projection.js';
import type { StoredDocument } from './view-documents.js';
import { differingIndex } from './view-indexes.js';

export interface Log {
  readonly logId: string;
  readonly head: number;
}

/** Where the views stand. */
export interface ViewPlace {
  readonly db: Db;
  /** Whether every document is looked at for what was done by hand: the longer, the more there are. */
  readonly lookThrough: boolean;
}

/** What a stored view does not fit: there is none; the log; what was written; the program. */
export type Doubted = 'absent' | 'log' | 'documents' | 'release';

/** Why a stored view must be poured again, and whether it may be read until then. */
export interface Doubt {
  readonly of: Doubted;
  readonly reason: string;
  /** False for documents that were changed by hand or tell of another log: nobody may see them any more. */
  readonly readable: boolean;
}

/**
 * Says why a stored view cannot be trusted and must be poured again; undefined when it can be continued.
 * Everything that would make it silently wrong is looked for: another release, another or a restored log, facts that
 * were passed over and are wanted now, indexes and documents changed by hand.
 */
export async function doubtAbout(
  entry: RegistryDocument | undefined,
  projection: Projection,
  store: ReadableLog,
  log: Log,
  { db, lookThrough }: ViewPlace,
): Promise<Doubt | undefined> {
  if (!entry?.active) return { of: 'absent', reason: 'not built yet', readable: false };
  const elsewhere = await differentLog(entry, store, log);
  if (elsewhere !== undefined) return { of: 'log', reason: elsewhere, readable: false };
  const changed =
    (await differingIndexOf(entry, projection, db)) ??
    (lookThrough ? await changedByHand(entry, projection, store, db) : undefined);
  if (changed !== undefined) return { of: 'documents', reason: changed, readable: false };
  if (entry.withheld !== null) return { of: 'documents', reason: entry.withheld, readable: false };
  const outdated = differentDefinition(entry, projection);
  return outdated === undefined ? undefined : { of: 'release', reason: outdated, readable: true };
}

function differentDefinition(entry: RegistryDocument, projection: Projection): string | undefined {
  if (entry.version !== projection.version) return `version ${entry.version} became ${projection.version}`;
  const before = [...entry.categories].sort().join();
  const now = [...projection.categories].sort().join();
  if (before !== now) return `categories ${before} became ${now}`;
  const wanted = entry.skippedTypes.find((type) => projection.types.includes(typeIn(type)));
  return wanted && `${wanted} was passed over and is known now`;
}

async function differentLog(entry: RegistryDocument, store: ReadableLog, log: Log): Promise<string | undefined> {
  if (entry.logId !== log.logId) return 'poured from another log';
  if (entry.position > log.head) return `checkpoint ${entry.position} lies beyond the log's end ${log.head}`;
  if (!entry.anchor) return undefined;
  const [fact] = await store.read(entry.anchor.stream, { from: entry.anchor.revision, limit: 1 });
  return fact?.id === entry.eventId ? undefined : `the fact at checkpoint ${entry.position} is not in this log`;
}

/** Another version declares other indexes; those of the stored one are not known any more. */
async function differingIndexOf(entry: RegistryDocument, projection: Projection, db: Db): Promise<string | undefined> {
  if (entry.version !== projection.version) return undefined;
  return differingIndex(db.collection<StoredDocument>(entry.active ?? ''), projection);
}

async function changedByHand(
  entry: RegistryDocument,
  projection: Projection,
  store: ReadableLog,
  db: Db,
): Promise<string | undefined> {
  const collection = db.collection<StoredDocument>(entry.active ?? '');
  const strangers = await collection.countDocuments({ position: { $exists: false } });
  if (strangers > 0) return `${strangers} documents were not written by the runner`;
  const counted = await collection.countDocuments({});
  const known = entry.counted !== null && entry.countedAt === entry.position;
  if (known && counted !== entry.counted) return `${entry.counted} documents became ${counted} while nobody ran`;
  const copy = await copyAmong(collection, projection, store);
  return copy && `document ${copy} was not written by the runner`;
}

/**
 * A copy made by hand, while the runner ran or after a crash, is counted like any other document. But documents that
 * share a position were all reached by the fact there: one that was not is nobody's.
 */
async function copyAmong(
  collection: Collection<StoredDocument>,
  projection: Projection,
  store: ReadableLog,
): Promise<string | undefined> {
  const shared = collection.aggregate<{ readonly _id: number; readonly ids: readonly string[] }>([
    { $group: { _id: '$position', count: { $sum: 1 }, ids: { $push: '$_id' } } },
    { $match: { count: { $gt: 1 } } },
  ]);
  for await (const { _id: position, ids } of shared) {
    const { events } = await store.readAll(position - 1, { categories: projection.categories, limit: 1 });
    const [fact] = events;
    const reached = fact?.position === position ? projection.keys(fact) : [];
    const copy = ids.find((id) => !reached.includes(id));
    if (copy !== undefined) return copy;
  }
  return undefined;
}
