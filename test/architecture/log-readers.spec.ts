import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCES = resolve(__dirname, '../../src');
const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .sort();

/** Files of the product that hold a call, without the one that declares it. */
function callersOf(call: RegExp): readonly string[] {
  return sources.filter((file) => {
    const text = readFileSync(join(SOURCES, file), 'utf8');
    return text.split('\n').some((line) => call.test(line) && !/\bfunction\b/.test(line));
  });
}

/**
 * A fact is read in its current version by whoever folds, answers or reacts. Whoever opens a log or decodes a row is
 * named here, with the reason why he sees stored facts or where he puts the current version on top.
 */
describe('stored facts are seen only by', () => {
  test.each([
    // The business log is wrapped at once; the access log has one version, written and read by the platform alone.
    // Moving a log carries stored facts, from one store and into another.
    [/\bopenSqliteEventStore\b[(,]/, ['cli/live-views.ts', 'cli/moving/log-at.ts', 'open-logs.ts']],
    [/new UpcastingEventStore\(/, ['cli/live-views.ts', 'open-logs.ts']],
    // The embedded store's own reading half, and the thread of the views, which wraps what it follows.
    [
      /new SqliteLogFollower\(/,
      ['cli/moving/log-at.ts', 'platform/event-store/sqlite.event-store.ts', 'view-keeper.worker.ts'],
    ],
    // That thread, and the shell in its place where several processes share the views.
    [/new UpcastingLog\(/, ['cli/shared-views.ts', 'view-keeper.worker.ts']],
    // That reading half; the shell, which exports stored facts and puts `CurrentLogReader` before all the rest.
    [/new SqliteLogReader\(/, ['cli/log-file.ts', 'platform/event-store/sqlite-log-follower.ts']],
    [/new CurrentLogReader\(/, ['cli/command-line.ts', 'cli/restore-drill.ts']],
    // Reading a row; checking it; `verify`, which looks at what is stored and folds what it says today.
    [
      /\brecordedOf\(/,
      ['cli/verify-log.ts', 'platform/event-store/sqlite-log-reader.ts', 'platform/event-store/sqlite-log-task.ts'],
    ],
  ])('%s in these files', (call, files) => {
    expect(callersOf(call)).toEqual(files);
  });
});
