import { localDateOf, monthOf, startOfDay } from '../platform/calendar/local-date.js';
import type { Clock } from '../platform/clock/clock.port.js';
import { SystemClock } from '../platform/clock/system.clock.js';
import type { StructuredLogger } from '../platform/logging/logger.js';
import { steadyTimer } from '../platform/read-store/timer.js';
import type { Settings } from '../platform/settings/settings.js';
import type { System } from '../system.js';
import { startSystem } from '../system.js';
import { policyMemories } from '../projections.js';
import type { DemoMark } from './demo-mark.js';
import { hasLog, readDemoMark, writeDemoMark } from './demo-mark.js';
import type { ScriptName } from './demo-script.js';
import { demoScripts } from './demo-scripts.js';
import type { DemoPlay, DemoPlayed, DemoProgress } from './play-demo.js';
import { playDemo } from './play-demo.js';
import { PlayClock } from './play.clock.js';

const SAY_EVERY_MS = 2_000;

export interface DemoStart {
  readonly settings: Settings;
  readonly log: StructuredLogger;
  /** Told the seed and how far the play has come. */
  say(line: string): void;
  /** What is played in a new folder; a folder that was begun keeps its own. */
  readonly script: ScriptName;
  readonly real?: Clock;
}

/**
 * Starts the demo. In a new folder the script is played first, on a clock of its own that ends yesterday and with no
 * views but what policies remember; then all of it is poured into the views at once, and the real clock counts. A play
 * that was broken off is played on. A folder that has been played, or whose log is not the demo's, is opened as it is.
 */
export async function startDemo({ settings, log, say, script, real = new SystemClock() }: DemoStart): Promise<System> {
  const mark = readDemoMark(settings.dataFolder) ?? newMark(settings, script, real);
  if (!mark || mark.finished) {
    if (mark && mark.seed !== settings.demoSeed)
      say(`演示数据沿用种子 ${mark.seed}；换种子请先删除 ${settings.dataFolder}`);
    return startSystem({ settings, log, clock: real });
  }
  writeDemoMark(settings.dataFolder, mark);
  say(`正在生成演示数据：${mark.from} 至 ${mark.until}，种子 ${mark.seed}`);
  const began = steadyTimer.elapsed();
  const play = { ...mark, script: demoScripts[mark.script], report: nowAndThen(say) };
  const played = await playAlone({ settings, log, real }, play);
  writeDemoMark(settings.dataFolder, { ...mark, finished: true });
  say(`正在汇总 ${played.facts} 条事实`);
  const opened = await startSystem({ settings, log, clock: real });
  const elapsed = steadyTimer.elapsed() - began;
  const seconds = Math.round(elapsed / 1000);
  const pace = Math.round((1000 * played.facts) / elapsed);
  say(`演示数据已就绪：${played.households} 户，${played.facts} 条事实，用时 ${seconds} 秒，每秒 ${pace} 条`);
  return opened;
}

/** Plays in a system that keeps no views but what policies remember, on a clock of its own, and ends it. */
export async function playAlone(
  { settings, log, real }: Pick<DemoStart, 'settings' | 'log'> & { readonly real: Clock },
  play: DemoPlay,
): Promise<DemoPlayed> {
  const clock = new PlayClock(startOfDay(play.from), real);
  const onlyViews = policyMemories.map(({ name }) => name);
  const system = await startSystem({ settings, log, clock, onlyViews });
  try {
    return await playDemo(system, clock, play);
  } finally {
    await system.stop();
  }
}

function newMark({ dataFolder, demoSeed }: Settings, script: ScriptName, real: Clock): DemoMark | undefined {
  if (hasLog(dataFolder)) return undefined;
  const span = demoScripts[script].spanBefore(localDateOf(real.now()));
  return { script, ...span, seed: demoSeed, finished: false };
}

function nowAndThen(say: (line: string) => void): (progress: DemoProgress) => void {
  let last = steadyTimer.elapsed();
  let before = 0;
  return ({ done, total, day, facts }) => {
    const elapsed = steadyTimer.elapsed() - last;
    if (elapsed < SAY_EVERY_MS) return;
    const pace = Math.round((1000 * (facts - before)) / elapsed);
    last += elapsed;
    before = facts;
    say(`  ${monthOf(day)}  ${Math.floor((100 * done) / total)}%  ${facts} 条事实  每秒 ${pace} 条`);
  };
}
