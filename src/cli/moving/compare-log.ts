import type { ReadableLog } from '../../platform/event-store/event-store.port.js';
import type { Console } from '../console.js';
import { Progress } from '../console.js';
import type { MovedFact } from './moved-fact.js';
import { lineOf } from './moved-fact.js';
import type { FileSum, MovingFile } from './moving-file.js';
import { storedFacts } from './stored-facts.js';

/** A log holds something else than the file. One Chinese sentence naming the first place, nothing of a payload. */
export class LogDiffers extends Error {
  override readonly name = 'LogDiffers';
}

/** Walks a file to its end. Rejects with `FileDamaged`. */
export async function checkFile(file: MovingFile, console: Console): Promise<FileSum> {
  const progress = new Progress(console, '核对文件');
  const facts = file.walk();
  for (let at = 1; ; at++) {
    const next = await facts.next();
    if (next.done) return next.value;
    progress.at(at, file.head.facts);
  }
}

/**
 * Goes through file and log side by side for as long as the log has facts: each must be the file's next one to the byte.
 * Resolves with how many stood, and how many more the log has; `facts` goes on after those that stood.
 */
export async function matchStanding(
  facts: AsyncGenerator<MovedFact, unknown, void>,
  log: Pick<ReadableLog, 'readAll' | 'head'>,
): Promise<{ readonly standing: number; readonly beyond: number }> {
  let standing = 0;
  let beyond = 0;
  for await (const stored of storedFacts(log, await log.head())) {
    const next = beyond > 0 ? undefined : await facts.next();
    if (!next || next.done) beyond++;
    else if (lineOf(stored) !== lineOf(next.value)) throw differs(stored, next.value, standing + 1);
    else standing++;
  }
  return { standing, beyond };
}

/** Whether the log holds every fact of a checked file in its order. Resolves with the facts the log has beyond them. */
export async function compareLog(
  file: MovingFile,
  sum: FileSum,
  log: Pick<ReadableLog, 'readAll' | 'head'>,
): Promise<{ readonly beyond: number }> {
  const facts = file.walk();
  try {
    const { standing, beyond } = await matchStanding(facts, log);
    if (standing < sum.facts) throw new LogDiffers(`日志只有文件 ${sum.facts} 条事实中的前 ${standing} 条`);
    return { beyond };
  } finally {
    await facts.return(sum);
  }
}

function differs(stored: MovedFact, wanted: MovedFact, number: number): LogDiffers {
  const place = ({ stream, revision }: MovedFact): string => `${stream}@${revision}`;
  const what =
    stored.id === wanted.id ? `${place(stored)} 的内容不同` : `日志为 ${place(stored)}，文件为 ${place(wanted)}`;
  return new LogDiffers(`第 ${number} 条事实与文件不符：${what}`);
}
