import { createHmac } from 'node:crypto';
import type { Hmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BSON, Binary } from 'bson';
import { Databases } from './databases.js';
import type { IndexSpecification } from './indexes.js';
import { decode } from './wire.js';

/** Where the data of this server outlives the process. */
export interface SnapshotPlace {
  readonly file: string;
  /** Without it nobody can write a snapshot that is believed. */
  readonly key: Buffer;
  /** The databases worth keeping; the others are forgotten. */
  readonly databases: readonly string[];
  /** Milliseconds between two snapshots. Default 5 minutes (project default): a crash costs the folding of what came since. */
  readonly everyMs?: number;
  /** Pause in the writing after which the first one of a process is written; default 10 s. */
  readonly quietMs?: number;
}

/** Databases read from a snapshot; none when there is no snapshot, or why it is not believed. */
export type Restored = { readonly databases: Databases; readonly documents: number } | { readonly refused?: string };

interface Kept {
  readonly database: string;
  readonly name: string;
  readonly indexes: readonly IndexSpecification[];
  readonly count: number;
}

/** Raised when the form of the file changes: an older one is then poured again. */
const FORMAT = 1;
const PIECE_BYTES = 1 << 20;

/**
 * Writes all documents as they are at this moment; what is written to them meanwhile does not show, because a document
 * is never changed, only replaced. The file appears under its name when it is whole and on disk. Form: BSON documents
 * one behind the other: what follows, then every document, then the HMAC-SHA-256 of all before it.
 * Answers with the number of documents.
 */
export async function writeSnapshot(from: Databases, place: SnapshotPlace): Promise<number> {
  const frozen = place.databases.flatMap((database) =>
    from.collections(database).map((name) => {
      const collection = from.open(database, name);
      const indexes = collection.indexes.map(({ specification }) => specification);
      return { database, name, indexes, documents: [...collection.all()] };
    }),
  );
  const collections = frozen.map(({ documents, ...kept }): Kept => ({ ...kept, count: documents.length }));
  const part = `${place.file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    const pieces = new Pieces(handle, createHmac('sha256', place.key));
    await pieces.add(BSON.serialize({ format: FORMAT, collections }));
    for (const { documents } of frozen) for (const { bytes } of documents) await pieces.add(bytes);
    await pieces.end();
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(part, { force: true });
    throw error;
  }
  await handle.close();
  await rename(part, place.file);
  await syncFolder(dirname(place.file));
  return collections.reduce((sum, { count }) => sum + count, 0);
}

/** Reads a snapshot. Never rejects for what the file is or holds: whatever is doubtful is left, and said. */
export async function readSnapshot({ file, key }: SnapshotPlace): Promise<Restored> {
  const databases = new Databases();
  const seal = createHmac('sha256', key);
  const written = documentsOf(file);
  const next = async (): Promise<Buffer> => {
    const { value } = await written.next();
    if (!value) throw new Error('incomplete');
    return value;
  };
  const sealed = async (): Promise<Buffer> => {
    const bytes = await next();
    seal.update(bytes);
    return bytes;
  };
  try {
    const { format, collections = [] } = decode(await sealed()) as { format?: unknown; collections?: readonly Kept[] };
    if (format !== FORMAT) return { refused: 'of another form' };
    for (const { database, name, count } of collections) {
      const collection = databases.open(database, name);
      for (let left = count; left > 0; left--) collection.keep(await sealed());
    }
    const end = await next();
    if (!end.equals(endOf(seal))) return { refused: 'not of this server' };
    for (const { database, name, indexes } of collections) databases.open(database, name).createIndexes(indexes);
    return { databases, documents: collections.reduce((sum, { count }) => sum + count, 0) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    return { refused: error instanceof Error ? error.message : String(error) };
  } finally {
    await written.return(undefined);
  }
}

function endOf(seal: Hmac): Uint8Array {
  return BSON.serialize({ seal: new Binary(seal.digest()) });
}

/** Gathers documents into pieces worth a write; others have their turn at each. */
class Pieces {
  private readonly gathered: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly handle: FileHandle,
    private readonly seal: Hmac,
  ) {}

  async add(bytes: Uint8Array): Promise<void> {
    this.seal.update(bytes);
    this.gathered.push(bytes);
    this.size += bytes.length;
    if (this.size >= PIECE_BYTES) await this.write();
  }

  async end(): Promise<void> {
    this.gathered.push(endOf(this.seal));
    await this.write();
  }

  private async write(): Promise<void> {
    await this.handle.appendFile(Buffer.concat(this.gathered));
    this.gathered.length = 0;
    this.size = 0;
  }
}

/** The documents of a file, as bytes. Throws at a length that cannot be one; an incomplete last one is left out. */
async function* documentsOf(file: string): AsyncGenerator<Buffer, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (at + 4 <= rest.length) {
      const size = rest.readInt32LE(at);
      if (size < 5) throw new Error(`a document of ${size} bytes`);
      if (at + size > rest.length) break;
      yield rest.subarray(at, at + size);
      at += size;
    }
    rest = rest.subarray(at);
  }
  return undefined;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
