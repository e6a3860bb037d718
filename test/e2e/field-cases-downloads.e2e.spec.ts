import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { morning } from '../support/clerk.js';
import { partsOf } from '../support/opened-workbook.js';
import { tempFolder } from '../support/temp-folder.js';
import { growLog } from '../bench/grown-log.js';

const HOUSEHOLDS = 3_000;

interface Download {
  readonly answer: IncomingMessage;
  readonly chunks: readonly Buffer[];
  readonly closed: Promise<void>;
}

/** Resolves with the end of a line, also of one that was cut: that ends in an error first. */
function closing(end: EventEmitter): Promise<void> {
  return new Promise((resolve) => end.once('close', () => resolve()));
}

describe('F71 · slow download', () => {
  let app: TestApp;
  let socketPath: string;
  /** The server's end of the line whose reader does not read. */
  let line: Socket;
  /** Position of the access log up to which its exports have been looked at. */
  let looked = 0;

  beforeAll(async () => {
    // A line within the machine holds some hundred kilobytes; what a network holds could be the whole file.
    socketPath = join((await tempFolder()).path, 'http');
    app = await startApp({ now: morning('2026-09-03'), folder: (await tempFolder({ memory: true })).path, socketPath });
    const grown = {
      facts: 2 * HOUSEHOLDS,
      households: HOUSEHOLDS,
      seed: 71,
      now: app.clock.now(),
      say: () => undefined,
    };
    await growLog(app.system.platform, grown);
    // A start pours many facts much faster than the live views take them one after the other.
    app = await app.restart();
    await app.settle();
    app.system.app.getHttpServer().on('connection', (socket: Socket) => (line = socket));
  }, 600_000);
  afterAll(async () => {
    await app.stop();
  });

  /** Begins to read the city's 附件1 and stops behind the first bytes, until nothing moves any more. */
  const begin = async (): Promise<Download> => {
    const authorization = `Bearer ${await app.token('bureau')}`;
    const sent = request({ socketPath, path: '/api/v1/roster.xlsx', headers: { authorization } }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    const closed = closing(answer.on('error', () => undefined));
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.once('data', () => answer.pause());
    await once(answer, 'pause');
    await standstill();
    return { answer, chunks, closed };
  };

  /** Turns of the event loop until the server puts nothing more on the line. */
  const standstill = async (): Promise<void> => {
    for (let quiet = 0, before = -1; quiet < 500; quiet++) {
      if (line.bytesWritten !== before) quiet = 0;
      before = line.bytesWritten;
      await setImmediate();
    }
  };

  const readOn = async ({ answer, chunks, closed }: Download): Promise<Buffer> => {
    answer.resume();
    await closed;
    return Buffer.concat(chunks);
  };

  /** View, rows and whether it was whole, of the exports on record since the last look. */
  const recorded = async (): Promise<readonly unknown[]> => {
    await app.system.platform.accessLog.flush();
    const { events, upTo } = await app.system.platform.accessStore.readAll(looked, { limit: 10_000 });
    looked = upTo;
    return events
      .filter(({ type }) => type === 'PageExported')
      .map(({ data }) => [data['view'], data['rows'], data['whole']]);
  };

  /** The same, waited for: it is a few turns behind the end of the line that the server notices the end of its sheet. */
  const recordedSoon = async (): Promise<readonly unknown[]> => {
    for (let turn = 0; turn < 1_000; turn++) {
      const found = await recorded();
      if (found.length > 0) return found;
      await setImmediate();
    }
    return [];
  };

  it('is whole however long nobody reads in the middle of it, and on record as whole', async () => {
    const download = await begin();
    expect(await recorded()).toEqual([]);
    const sheet = partsOf(await readOn(download)).get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet.split('<row ').length - 1).toBeGreaterThan(HOUSEHOLDS);
    expect(sheet).toContain(`共 ${HOUSEHOLDS} 行`);
    expect(await recordedSoon()).toEqual([['roster', HOUSEHOLDS, true]]);
  });

  it('is a broken download, and on record as one, when the server has a limit for a line on which nothing moves', async () => {
    const download = await begin();
    // What eleven minutes do to a line with a limit of ten: the same timer of the same socket.
    const cut = closing(line);
    line.setTimeout(1);
    await cut;
    const file = await readOn(download);
    expect([download.answer.complete, file.length > 0]).toEqual([false, true]);
    expect(() => partsOf(file)).toThrow('no directory at the end');
    expect(await recordedSoon()).toEqual([['roster', 0, false]]);
  });

  it('is on record as broken when the reader goes away in the middle', async () => {
    const { answer, chunks, closed } = await begin();
    const gone = closing(line);
    answer.destroy();
    await Promise.all([closed, gone]);
    expect(() => partsOf(Buffer.concat(chunks))).toThrow('no directory at the end');
    expect(await recordedSoon()).toEqual([['roster', 0, false]]);
  });
});
