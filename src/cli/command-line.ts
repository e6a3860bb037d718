import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { messageOf } from '../platform/event-store/sqlite-log-file.js';
import { toInstant } from '../platform/calendar/local-date.js';
import type { Console, ExitCode } from './console.js';
import { CannotOpen, EXIT, NotUnderstood } from './console.js';
import { CurrentLogReader } from './current-log-reader.js';
import type { FactWish } from './export-facts.js';
import { exportFacts } from './export-facts.js';
import { exportView } from './export-view.js';
import { countTypes, listEvents } from './list-events.js';
import { logFileIn, readingLog } from './log-file.js';
import { addMoving } from './moving/log-commands.js';
import { inChinese, understoodAs } from './in-chinese.js';
import { addEvidence, addKeys } from './keys/key-commands.js';
import { writingTo } from './output.js';
import { assertLogOfFolder, liveReadStore } from './live-views.js';
import { rebuildLive, rebuiltText, rehearseRebuild } from './rebuild-views.js';
import { replayStream } from './replay-stream.js';
import { rollBackView, rolledBackText } from './roll-back-view.js';
import { drillRestore, drilledText } from './restore-drill.js';
import { isFlawless, verifiedText, verifyFolder } from './verify-folder.js';

interface Options extends Omit<FactWish, 'after'> {
  readonly data?: string;
  readonly json?: boolean;
  readonly count?: boolean;
  readonly asOf?: string;
  readonly from?: number;
  readonly after?: number;
  readonly out?: string;
  readonly rollBack?: string;
}

/** What a command answers with when it did not throw. */
type Act = (options: Options, name: string) => Promise<ExitCode>;

/**
 * npm run cli -- events | verify | replay | export | log | rebuild | restore-drill | keys | evidence. Resolves with the exit code: 0 fine, 1 a violation was
 * found, 2 not understood, 3 the log cannot be opened; whatever is said about it is one line on stderr.
 */
export async function runCommandLine(words: readonly string[], console: Console): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = programOf(console, (act) => async (options, name) => {
    code = await act(options, name);
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return understoodAs(error, console);
    console.say(messageOf(error).split('\n', 1)[0] ?? '');
    if (error instanceof NotUnderstood) return EXIT.notUnderstood;
    return error instanceof CannotOpen ? EXIT.cannotOpen : EXIT.violated;
  }
}

type Remember = (act: Act) => (options: Options, name: string) => Promise<void>;

function programOf(console: Console, remember: Remember): Command {
  const { answer } = console;
  const log = ({ data }: Options) => logFileIn(data, console);
  const program = inChinese(new Command('npm run cli --'), console)
    .usage('<命令> [选项]')
    .description(
      '查看、核对与搬迁事实日志；除 log import、keys、evidence 与设了 MONGO_URL 的 rebuild 外只读，可与运行中的服务同时使用',
    )
    .addHelpText('after', '\n退出码：0 正常，1 发现问题，2 命令或参数不明，3 日志打不开');

  const add: Add = (parent, words, about, act) => {
    const command = inChinese(parent.command(words), console).description(about);
    command.usage([...words.split(' ').slice(1), '[选项]'].join(' '));
    const named = command.registeredArguments.length > 0;
    command.action(async (...given: unknown[]) => {
      const [options, name] = (named ? [given[1], given[0]] : [given[0], '']) as [Options, string];
      await remember(act)(options, name);
    });
    return command.option('--data <文件夹>', '数据文件夹(默认取 DISCOVERY_DATA_DIR；演示用其下的 demo/)');
  };

  add(program, 'events', '事实类型目录：类型、所属流、版次、样例句', async (options) => {
    const counts = options.count ? await readingLog(log(options), (reader) => countTypes(reader, console)) : undefined;
    answer(listEvents(counts, options.json === true));
    return EXIT.fine;
  })
    .option('--count', '日志中各类型有多少条')
    .option('--json', '以 JSON 输出');

  add(
    program,
    'verify',
    '核对事实日志与查阅日志：校验和、位置与版次连续、记录时间、类型与版次、逐流折叠',
    async (options) => {
      const verified = await verifyFolder(log(options), console);
      answer(options.json ? `${JSON.stringify(verified)}\n` : verifiedText(verified));
      return isFlawless(verified) ? EXIT.fine : EXIT.violated;
    },
  ).option('--json', '以 JSON 输出');

  add(program, 'replay <流>', '回放一条流：每个事实一句话，形如 replay household-<id>', async (options, stream) => {
    const wish = { stream, asOf: options.asOf, from: options.from ?? 0, json: options.json === true };
    answer(await readingLog(log(options), (reader) => replayStream(new CurrentLogReader(reader), wish)));
    return EXIT.fine;
  })
    .option('--as-of <时刻>', '只看到该时刻为止已记录的事实', instant)
    .option('--from <版次>', '从该版次开始', whole)
    .option('--json', '每行一个 JSON 对象');

  addExports(program, console, add);
  const moving = inChinese(program.command('log'), console)
    .usage('<export|import|verify> <文件> [选项]')
    .description('整个日志经文件搬到另一个存储；--data 也可为 EventStoreDB 连接串(esdb://…)');
  addMoving(console, (words, about, act) => add(moving, words, about, act));
  addRehearsals(program, console, add);
  const keys = inChinese(program.command('keys'), console)
    .usage('<rotate|move> [选项]')
    .description('密钥库的主密钥，密钥库移入 MongoDB');
  addKeys(console, (words, about, act) => add(keys, words, about, act));
  const evidence = inChinese(program.command('evidence'), console)
    .usage('<move> [选项]')
    .description('佐证移入 MongoDB');
  addEvidence(console, (words, about, act) => add(evidence, words, about, act));
  return program;
}

type Add = (parent: Command, words: string, about: string, act: Act) => Command;

function addRehearsals(program: Command, console: Console, add: Add): void {
  const { answer } = console;
  add(program, 'rebuild', '在临时读库中把全部视图重建两次并比较；设了 MONGO_URL 则再重建该读库', async (options) => {
    if (options.rollBack !== undefined) {
      const rolledBack = await rollBackView(options.data, options.rollBack, console);
      answer(options.json ? `${JSON.stringify(rolledBack)}\n` : rolledBackText(rolledBack));
      return EXIT.fine;
    }
    const url = liveReadStore(console);
    if (url !== undefined) assertLogOfFolder(console, '重建该读库');
    const file = logFileIn(options.data, console);
    const rebuilt = await readingLog(file, (reader) => rehearseRebuild(new CurrentLogReader(reader), console));
    answer(options.json ? `${JSON.stringify(rebuilt)}\n` : rebuiltText(rebuilt));
    if (rebuilt.views.some(({ problem }) => problem !== undefined)) return EXIT.violated;
    if (url !== undefined) await rebuildLive(file, url, console);
    return EXIT.fine;
  })
    .option(
      '--roll-back <视图>',
      'MONGO_URL 中的一个视图退回上一次的构建并续读到日志末尾；服务(多进程时其中整理读库的)须停止',
    )
    .option('--json', '以 JSON 输出');

  add(
    program,
    'restore-drill <备份文件夹>',
    '在副本上证明备份可恢复：日志、密钥、佐证、视图',
    async (options, backup) => {
      const drilled = await drillRestore(backup, console);
      answer(options.json ? `${JSON.stringify(drilled)}\n` : drilledText(drilled));
      return drilled.problems.length === 0 ? EXIT.fine : EXIT.violated;
    },
  ).option('--json', '以 JSON 输出');
}

function addExports(program: Command, console: Console, add: Add): void {
  const exporting = inChinese(program.command('export'), console)
    .usage('<facts|view> [选项]')
    .description('导出为 NDJSON');
  add(exporting, 'facts', '导出事实(原样，含密封内容)，末行为条数与 SHA-256', async (options) => {
    const wish = { ...options, after: options.after ?? 0 };
    await readingLog(logFileIn(options.data, console), (reader) =>
      writingTo(console, options.out, (output) => exportFacts(reader, wish, { output, console })),
    );
    return EXIT.fine;
  })
    .option('--out <文件>', '写入文件而不是标准输出')
    .option('--stream <流>', '只要这条流')
    .option('--category <类别>', '只要这类流：household person city rulebook')
    .option('--town <代码>', '只要这个乡镇(街道)，9 位代码')
    .option('--since <时刻>', '记录时间不早于', instant)
    .option('--until <时刻>', '记录时间早于', instant)
    .option('--after <位置>', '从该位置之后开始', whole);
  add(exporting, 'view <视图>', '在临时读库中重建一个视图并导出，末行为份数与 SHA-256', async (options, name) => {
    await readingLog(logFileIn(options.data, console), (reader) =>
      writingTo(console, options.out, (output) => exportView(new CurrentLogReader(reader), name, { output, console })),
    );
    return EXIT.fine;
  }).option('--out <文件>', '写入文件而不是标准输出');
}

function instant(text: string): string {
  const read = toInstant(text);
  if (read === undefined) throw new InvalidArgumentError('no instant');
  return read;
}

function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('no whole number');
  return Number(text);
}
