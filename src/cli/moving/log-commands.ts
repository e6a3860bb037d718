import type { Command } from 'commander';
import type { Console, ExitCode } from '../console.js';
import { EXIT } from '../console.js';
import { writingTo } from '../output.js';
import { LogDiffers, checkFile, compareLog } from './compare-log.js';
import { exportLog } from './export-log.js';
import { importLog } from './import-log.js';
import { readingStored, writingStored } from './log-at.js';
import { FileDamaged, MovingFile } from './moving-file.js';

interface MoveOptions {
  readonly data?: string;
  readonly json?: boolean;
}

type Add = (words: string, about: string, act: (options: MoveOptions, path: string) => Promise<ExitCode>) => Command;

/** `log export | import | verify`: a whole log through a file from one store into another. */
export function addMoving(console: Console, add: Add): void {
  const answer = (options: MoveOptions, found: object, text: string): void =>
    console.answer(options.json ? `${JSON.stringify(found)}\n` : `${text}\n`);

  add('export <文件>', '把整个日志原样写入文件，供搬到另一个存储', async (options, path) => {
    const exported = await readingStored(options.data, console, (log) =>
      writingTo(console, path, (output) => exportLog(log, output, console)),
    );
    answer(options, exported, `已导出 ${exported.facts} 条事实，SHA-256 ${exported.sha256}`);
    return EXIT.fine;
  }).option('--json', '以 JSON 输出');

  add('import <文件>', '把文件写入空的日志，中断后再运行即继续；服务须停止', async (options, path) => {
    const file = await MovingFile.open(path);
    const imported = await writingStored(options.data, console, (store) => importLog(file, store, console));
    const { facts, standing, sha256 } = imported;
    answer(options, imported, `日志现有 ${facts} 条事实，其中 ${standing} 条原已在内，与文件一致，SHA-256 ${sha256}`);
    return EXIT.fine;
  }).option('--json', '以 JSON 输出');

  add('verify <文件>', '核对文件：条数、版次、校验值；给出 --data 则再与该日志逐条比较', async (options, path) => {
    try {
      const file = await MovingFile.open(path);
      const sum = await checkFile(file, console);
      const { data } = options;
      const compared =
        data === undefined ? {} : await readingStored(data, console, (log) => compareLog(file, sum, log));
      answer(options, { ...sum, ...compared, violations: [] }, verifiedText(sum, compared));
      return EXIT.fine;
    } catch (error) {
      if (!(error instanceof FileDamaged || error instanceof LogDiffers)) throw error;
      answer(options, { violations: [error.message] }, error.message);
      return EXIT.violated;
    }
  }).option('--json', '以 JSON 输出');
}

function verifiedText(
  { facts, streams, sha256 }: { readonly facts: number; readonly streams: number; readonly sha256: string },
  { beyond }: { readonly beyond?: number },
): string {
  const log =
    beyond === undefined ? '' : beyond === 0 ? '，与日志一致' : `，与日志的开头一致，日志其后另有 ${beyond} 条`;
  return `${facts} 条事实，${streams} 条流，SHA-256 ${sha256}，未发现问题${log}`;
}
