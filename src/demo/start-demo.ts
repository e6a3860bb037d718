import { localDateOf, startOfDay } from '../platform/calendar/local-date.js';
import type { Clock } from '../platform/clock/clock.port.js';
import { SystemClock } from '../platform/clock/system.clock.js';
import type { StructuredLogger } from '../platform/logging/logger.js';
import { steadyTimer } from '../platform/read-store/timer.js';
import type { Settings } from '../platform/settings/settings.js';
import type { System } from '../system.js';
import { startSystem } from '../system.js';
import type { DemoMark } from './demo-mark.js';
import { hasLog, readDemoMark, writeDemoMark } from './demo-mark.js';
import { spanBefore } from './demo-month.js';
import { HandOverClock } from './hand-over.clock.js';
import type { DemoProgress } from './play-demo-month.js';
import { playDemoMonth } from './play-demo-month.js';

const SAY_EVERY_MS = 1_000;

/**
 * Starts the demo. In a new folder the month is played first, on a clock of its own that ends yesterday, and the real
 * clock takes over; a play that was broken off is played on. A folder that has been played, or whose log is not the
 * demo's, is opened as it is. `say` is told the seed and how far the play has come.
 */
export async function startDemo(
  settings: Settings,
  log: StructuredLogger,
  say: (line: string) => void,
  real: Clock = new SystemClock(),
): Promise<System> {
  const mark = readDemoMark(settings.dataFolder) ?? newMark(settings, real);
  if (!mark || mark.finished) {
    if (mark && mark.seed !== settings.demoSeed)
      say(`演示数据沿用种子 ${mark.seed}；换种子请先删除 ${settings.dataFolder}`);
    return startSystem({ settings, log, clock: real });
  }
  writeDemoMark(settings.dataFolder, mark);
  say(`正在生成演示数据：${mark.from} 至 ${mark.until}，种子 ${mark.seed}`);
  const clock = new HandOverClock(startOfDay(mark.from), real);
  const system = await startSystem({ settings, log, clock });
  try {
    const began = steadyTimer.elapsed();
    const { households, facts } = await playDemoMonth(system, clock, { ...mark, report: nowAndThen(say) });
    writeDemoMark(settings.dataFolder, { ...mark, finished: true });
    const seconds = Math.round((steadyTimer.elapsed() - began) / 1000);
    say(`演示数据已就绪：${households} 户，${facts} 条事实，用时 ${seconds} 秒`);
  } catch (error) {
    await system.stop();
    throw error;
  }
  clock.handOver();
  return system;
}

function newMark({ dataFolder, demoSeed }: Settings, real: Clock): DemoMark | undefined {
  if (hasLog(dataFolder)) return undefined;
  return { ...spanBefore(localDateOf(real.now())), seed: demoSeed, finished: false };
}

function nowAndThen(say: (line: string) => void): (progress: DemoProgress) => void {
  let last = steadyTimer.elapsed();
  return ({ done, total, day, facts }) => {
    if (steadyTimer.elapsed() - last < SAY_EVERY_MS) return;
    last = steadyTimer.elapsed();
    say(`  ${day}  ${Math.floor((100 * done) / total)}%  ${facts} 条事实`);
  };
}
