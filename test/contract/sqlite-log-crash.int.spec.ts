import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { LogInUse } from '../../src/platform/event-store/log-refusals.js';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { tempFolder } from '../support/temp-folder.js';
import { compileLogWorkers } from './compiled-log-worker.js';
import { newEvent } from './event-store-cases/store-under-test.js';

const child = resolve(__dirname, 'sqlite-log.child.ts');
const runner = resolve(__dirname, '../support/typescript-child.cjs');

interface Writer {
  readonly process: ChildProcessWithoutNullStreams;
  readonly asked: string[];
  readonly done: string[];
  /** Resolves when the child has said so many lines. */
  said(lines: number): Promise<void>;
}

function startWriter(file: string, script: string, writers: number): Writer {
  const process = spawn(globalThis.process.execPath, [runner, child, file, script, String(writers)]);
  const [asked, done]: [string[], string[]] = [[], []];
  const errors: string[] = [];
  let lines = 0;
  let check: () => void = () => undefined;
  createInterface({ input: process.stderr }).on('line', (line) => errors.push(line));
  createInterface({ input: process.stdout }).on('line', (line) => {
    lines++;
    const [word, ...rest] = line.split(' ');
    if (word === 'asked') asked.push(rest.join(' '));
    if (word === 'done') done.push(rest.join(' '));
    check();
  });
  const said = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      check = () => void (lines >= wanted && resolve());
      process.on('exit', () => reject(new Error(errors.join('\n') || 'ended early')));
      check();
    });
  return { process, asked, done, said };
}

describe('a process killed while 16 writers append', () => {
  it('loses nothing it acknowledged, doubles nothing, and what is in doubt stands once after a retry', async () => {
    const script = join(await compileLogWorkers((await tempFolder()).path), 'sqlite-writer.worker.js');
    const file = join((await tempFolder()).path, 'log.db');
    const acknowledged: string[] = [];
    const doubtful: string[] = [];
    for (const lines of [40, 300, 1_500]) {
      const writer = startWriter(file, script, 16);
      await writer.said(lines);
      writer.process.kill('SIGKILL');
      await once(writer.process, 'close');
      acknowledged.push(...writer.done);
      doubtful.push(...writer.asked.filter((ask) => !writer.done.includes(ask)));
    }
    const store = await openSqliteEventStore({ file });
    try {
      for (const ask of doubtful) {
        const [stream = '', revision = '', id = ''] = ask.split(' ');
        const expected = Number(revision) === 0 ? 'none' : Number(revision) - 1;
        await store.append(stream, expected, [newEvent({ id, data: { revision: Number(revision) } })]);
      }
      const { events } = await store.readAll(0, { limit: 100_000 });
      const standing = events.map(({ stream, revision, id }) => `${stream} ${revision} ${id}`);
      expect([...standing].sort()).toEqual([...acknowledged, ...doubtful].sort());
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
      expect(await store.verify()).toEqual({ events: events.length });
    } finally {
      await store.close();
    }
  });

  it('its log belongs to nobody else while it lives', async () => {
    const script = join(await compileLogWorkers((await tempFolder()).path), 'sqlite-writer.worker.js');
    const file = join((await tempFolder()).path, 'log.db');
    const writer = startWriter(file, script, 1);
    await writer.said(3);
    await expect(openSqliteEventStore({ file })).rejects.toEqual(new LogInUse(file));
    writer.process.stdin.write('stop\n');
    await once(writer.process, 'close');
    expect(writer.process.exitCode).toBe(0);
    const store = await openSqliteEventStore({ file });
    const { events } = await store.readAll(0, { limit: 100_000 });
    expect(events.map(({ stream, revision, id }) => `${stream} ${revision} ${id}`)).toEqual(writer.done);
    await store.close();
  });
});
