import type { Command } from 'commander';
import type { Console, ExitCode } from '../console.js';
import { EXIT } from '../console.js';
import { rotateKey, rotatedText } from './rotate-key.js';

interface KeyOptions {
  readonly data?: string;
  readonly json?: boolean;
}

type Add = (words: string, about: string, act: (options: KeyOptions) => Promise<ExitCode>) => Command;

/** `keys rotate`: the key-encryption key of a data folder is exchanged. */
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
}
