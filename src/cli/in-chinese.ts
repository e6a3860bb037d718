import type { Command, CommanderError } from 'commander';
import type { Console, ExitCode } from './console.js';
import { EXIT } from './console.js';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** A command that speaks Chinese and throws instead of leaving the process. */
export function inChinese(command: Command, console: Console): Command {
  return command
    .helpOption('-h, --help', '显示帮助')
    .helpCommand(false)
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title, subcommandTerm: (sub) => sub.name() })
    .configureOutput({ writeOut: console.answer, writeErr: () => undefined })
    .exitOverride();
}

const MEANINGS: Readonly<Record<string, string>> = {
  'commander.help': '请说明要做什么',
  'commander.unknownCommand': '没有这个命令',
  'commander.unknownOption': '没有这个选项',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项缺少取值',
  'commander.excessArguments': '参数过多',
  'commander.invalidArgument': '取值无效',
};

/** Says in one line what the words of the caller lack; help that was asked for is no failure. */
export function understoodAs({ code, exitCode, message }: CommanderError, console: Console): ExitCode {
  if (exitCode === 0) return EXIT.fine;
  const quoted = /'([^']*)'/.exec(message)?.[1];
  console.say(`${MEANINGS[code] ?? '无法理解'}${quoted === undefined ? '' : `：${quoted}`}（用法见 --help）`);
  return EXIT.notUnderstood;
}
