import { createHash } from 'node:crypto';
import type { ReadableLog } from '../../platform/event-store/event-store.port.js';
import type { Console } from '../console.js';
import { Progress } from '../console.js';
import type { Output } from '../output.js';
import { lineOf } from './moved-fact.js';
import type { FileSum } from './moving-file.js';
import { FILE_FORMAT } from './moving-file.js';
import { storedFacts } from './stored-facts.js';

export interface Exported extends Omit<FileSum, 'streams'> {
  readonly logId: string;
}

/**
 * Writes a log, as it stands at this moment, in the form of `MovingFile`. The log is the stored one: never behind an
 * upcast. It is read twice, because no store says beforehand how many facts it holds.
 */
export async function exportLog(log: ReadableLog, output: Output, console: Console): Promise<Exported> {
  const [head, logId] = [await log.head(), await log.logId()];
  let facts = 0;
  for await (const fact of storedFacts(log, head)) if (fact.position <= head) facts++;
  output.line(JSON.stringify({ log: { format: FILE_FORMAT, logId, facts } }));
  const hash = createHash('sha256');
  const progress = new Progress(console, '导出');
  let written = 0;
  for await (const fact of storedFacts(log, head)) {
    const line = lineOf(fact);
    hash.update(`${line}\n`);
    output.line(line);
    progress.at(++written, facts);
  }
  const sha256 = hash.digest('hex');
  output.line(JSON.stringify({ end: { facts: written, sha256 } }));
  return { logId, facts: written, sha256 };
}
