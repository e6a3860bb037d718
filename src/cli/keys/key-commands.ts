import type { Command } from 'commander';
import type { Console, ExitCode } from '../console.js';
import { EXIT } from '../console.js';
import { moveEvidenceOf, moveKeysOf, movedEvidenceText, movedKeysText } from './move-secrets.js';
import { rotateKey, rotatedText } from './rotate-key.js';

interface KeyOptions {
  readonly data?: string;
  readonly json?: boolean;
}

type Add = (words: string, about: string, act: (options: KeyOptions) => Promise<ExitCode>) => Command;

/** `keys rotate`: the key-encryption key of a data folder is exchanged; `keys move`: its keys go to MongoDB. */
export function addKeys(console: Console, add: Add): void {
  add(
    'rotate',
    '把主密钥从 DISCOVERY_KEY 换成 DISCOVERY_NEXT_KEY 并核对，中断后再运行即完成；服务须停止',
    async (options) => {
      const rotated = await rotateKey(options.data, console);
      console.answer(options.json ? `${JSON.stringify(rotated)}\n` : rotatedText(rotated));
      return rotated.problems.length === 0 ? EXIT.fine : EXIT.violated;
    },
  ).option('--json', '以 JSON 输出');
  add(
    'move',
    '把数据文件夹的 keys.sqlite 移入 MONGO_URL(几个进程不共用文件夹)，中断后再运行即继续；服务须停止',
    async (options) => {
      const moved = await moveKeysOf(options.data, console);
      console.answer(options.json ? `${JSON.stringify(moved)}\n` : movedKeysText(moved));
      return EXIT.fine;
    },
  ).option('--json', '以 JSON 输出');
}

/** `evidence move`: what is kept beside the keys goes where they went. */
export function addEvidence(console: Console, add: Add): void {
  add('move', '把数据文件夹的佐证移入 MONGO_URL，须先 keys move；中断后再运行即继续', async (options) => {
    const moved = await moveEvidenceOf(options.data, console);
    console.answer(options.json ? `${JSON.stringify(moved)}\n` : movedEvidenceText(moved));
    return EXIT.fine;
  }).option('--json', '以 JSON 输出');
}
