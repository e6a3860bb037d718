import type { EventStore, NewEvent } from '../../platform/event-store/event-store.port.js';
import { UnknownOutcome, WrongRevision } from '../../platform/event-store/event-store.port.js';
import type { Console } from '../console.js';
import { Progress } from '../console.js';
import { LogDiffers, checkFile, compareLog, matchStanding } from './compare-log.js';
import type { MovedFact } from './moved-fact.js';
import { lineOf } from './moved-fact.js';
import type { FileSum, MovingFile } from './moving-file.js';

export interface Imported extends FileSum {
  /** Facts that stood already, from an import that was broken off. */
  readonly standing: number;
}

/** Most facts, and most bytes of their lines, in one append; a store accepts twice the bytes. */
const PIECE_FACTS = 64;
const PIECE_BYTES = 524_288;

/** The import broke off; run again, it goes on. One Chinese sentence. */
export class ImportBroken extends Error {
  override readonly name = 'ImportBroken';
}

/**
 * Appends the facts of a file to an empty log, or to one that holds the beginning of the file, in their order and with
 * the revisions they had; the file is checked to its end before anything is written, and file and log are compared
 * afterwards. One append at a time: only so is the order of the whole log kept by every store.
 * Rejects with `FileDamaged`, `LogDiffers` (nothing was written) or `ImportBroken`.
 */
export async function importLog(file: MovingFile, store: EventStore, console: Console): Promise<Imported> {
  const sum = await checkFile(file, console);
  const facts = file.walk();
  try {
    const { standing, beyond } = await matchStanding(facts, store).catch((error: unknown) => {
      if (!(error instanceof LogDiffers)) throw error;
      throw new LogDiffers(`目标日志不是空的，也不是这份文件的开头，未写入：${error.message}`);
    });
    if (beyond > 0) throw new LogDiffers(`目标日志在这份文件之后另有 ${beyond} 条事实，未写入`);
    const progress = new Progress(console, '导入');
    let at = standing;
    for await (const piece of piecesOf(facts)) {
      await append(store, piece);
      at += piece.length;
      progress.at(at, sum.facts);
    }
    await compareLog(file, sum, store);
    return { ...sum, standing };
  } finally {
    await facts.return(sum);
  }
}

/** What was one append stays one as far as its command tells: a store knows a repeated append by its bounds. */
async function* piecesOf(facts: AsyncIterable<MovedFact>): AsyncGenerator<readonly MovedFact[], void, void> {
  let piece: MovedFact[] = [];
  let bytes = 0;
  for await (const fact of facts) {
    const size = Buffer.byteLength(lineOf(fact));
    const first = piece[0];
    if (first && (!belongs(first, fact) || piece.length === PIECE_FACTS || bytes + size > PIECE_BYTES)) {
      yield piece;
      piece = [];
      bytes = 0;
    }
    piece.push(fact);
    bytes += size;
  }
  if (piece.length > 0) yield piece;
}

function belongs(first: MovedFact, fact: MovedFact): boolean {
  return first.stream === fact.stream && first.metadata.commandId === fact.metadata.commandId;
}

async function append(store: EventStore, piece: readonly MovedFact[]): Promise<void> {
  const [first] = piece;
  if (!first) return;
  const events = piece.map(({ id, type, data, metadata }): NewEvent => ({ id, type, data, metadata }));
  try {
    await store.append(first.stream, first.revision === 0 ? 'none' : first.revision - 1, events);
  } catch (error) {
    const place = `${first.stream}@${first.revision}`;
    if (error instanceof WrongRevision) {
      throw new ImportBroken(`导入在 ${place} 中断：目标日志同时被别处写入`, { cause: error });
    }
    if (error instanceof UnknownOutcome) {
      throw new ImportBroken(`导入在 ${place} 中断，再运行一次即从中断处继续：${error.message}`, { cause: error });
    }
    throw error;
  }
}
