import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { CannotOpen } from '../console.js';
import { factIn, isObject, jsonIn } from './moved-fact.js';
import type { MovedFact } from './moved-fact.js';

/** Raised with every change of the lines that an earlier release would misread. */
export const FILE_FORMAT = 1;

/** A fact is at most 1 MiB in a store; a longer line than this is no line of ours and must not fill the memory. */
const LONGEST_LINE = 4_194_304;

/** First line of the file: `{"log":{…}}`. */
export interface FileHead {
  readonly format: number;
  /** The log it was taken from. */
  readonly logId: string;
  readonly facts: number;
}

/** What a walk has found; `sha256` is that of the lines of facts, line ends included. */
export interface FileSum {
  readonly facts: number;
  readonly streams: number;
  readonly sha256: string;
}

/** The file is not what was exported. One Chinese sentence with its line, nothing of a payload. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';
}

/**
 * A log in a file, NDJSON: a head, one fact a line in the order of the log, an end `{"end":{"facts","sha256"}}`.
 * Walking holds one line and the last revision of each stream in memory.
 */
export class MovingFile {
  private constructor(
    private readonly path: string,
    readonly head: FileHead,
  ) {}

  /** Rejects with `CannotOpen` when it is missing or of a newer release, with `FileDamaged` when it is none of ours. */
  static async open(path: string): Promise<MovingFile> {
    if (!existsSync(path)) throw new CannotOpen(`找不到日志文件：${path}`);
    for await (const line of linesOf(path)) {
      const head = headIn(line);
      if (!head) break;
      if (head.format > FILE_FORMAT) {
        throw new CannotOpen(`日志文件 ${path} 是第 ${head.format} 版格式，本版本只认识到第 ${FILE_FORMAT} 版`);
      }
      return new MovingFile(path, head);
    }
    throw new FileDamaged(`日志文件 ${path} 第 1 行：不是日志文件的开头`);
  }

  /** Its facts in order; throws `FileDamaged` at the first line that cannot be right, at the latest at the end. */
  async *walk(): AsyncGenerator<MovedFact, FileSum, void> {
    const last = new Map<string, number>();
    const hash = createHash('sha256');
    let number = 0;
    let end: FileEnd | undefined;
    for await (const line of linesOf(this.path)) {
      number++;
      if (number === 1) continue;
      if (end) throw this.damaged(number, '结尾之后还有内容');
      end = endIn(line);
      if (end) continue;
      const fact = factIn(line);
      if (!fact) throw this.damaged(number, '不是导出时写入的事实');
      const due = (last.get(fact.stream) ?? -1) + 1;
      if (fact.revision !== due) {
        throw this.damaged(number, `流 ${fact.stream} 应为第 ${due} 版，实为第 ${fact.revision} 版`);
      }
      last.set(fact.stream, due);
      hash.update(`${line}\n`);
      yield fact;
    }
    const sum = { facts: Math.max(0, number - 2), streams: last.size, sha256: hash.digest('hex') };
    if (!end) throw this.damaged(number, '文件不完整，没有结尾');
    if (sum.facts !== this.head.facts || sum.facts !== end.facts) {
      throw this.damaged(number, `应有 ${this.head.facts} 条事实，实有 ${sum.facts} 条`);
    }
    if (sum.sha256 !== end.sha256) throw this.damaged(number, '校验值不符，内容不是导出时写入的');
    return sum;
  }

  private damaged(line: number, problem: string): FileDamaged {
    return new FileDamaged(`日志文件 ${this.path} 第 ${line} 行：${problem}`);
  }
}

type FileEnd = Pick<FileSum, 'facts' | 'sha256'>;

/** Lines by their line feeds alone (*trap*: Node's readline also breaks at U+2028, which JSON leaves as it is). */
async function* linesOf(path: string): AsyncGenerator<string, void, void> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = `${rest}${String(chunk)}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new FileDamaged(`日志文件 ${path} 含超长的行，不是日志文件`);
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function headIn(line: string): FileHead | undefined {
  const value = jsonIn(line);
  const log = isObject(value) ? value['log'] : undefined;
  if (!isObject(log)) return undefined;
  const { format, logId, facts } = log;
  return typeof format === 'number' && typeof logId === 'string' && typeof facts === 'number'
    ? { format, logId, facts }
    : undefined;
}

function endIn(line: string): FileEnd | undefined {
  if (!line.startsWith('{"end":')) return undefined;
  const value = jsonIn(line);
  const end = isObject(value) ? value['end'] : undefined;
  if (!isObject(end)) return undefined;
  const { facts, sha256 } = end;
  return typeof facts === 'number' && typeof sha256 === 'string' ? { facts, sha256 } : undefined;
}
