import { createInterface } from 'node:readline';
import { openSqliteEventStore } from '../../src/platform/event-store/sqlite.event-store.js';
import { workerWriter } from '../../src/platform/event-store/worker.writer-host.js';
import { newEvent, newStream } from './event-store-cases/store-under-test.js';

/**
 * A process that writes to a log until it is killed: `<file> <worker script> <writers>`. It says `asked …` before every
 * append and `done …` after its acknowledgement; `stop` on its input lets it end properly.
 */
async function main(file: string, script: string, writers: number): Promise<void> {
  const store = await openSqliteEventStore({ file, startWriter: workerWriter(script) });
  let stopping = false;
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  createInterface({ input: process.stdin }).on('line', () => (stopping = true));
  say('open');
  const write = async (): Promise<void> => {
    const stream = newStream('crash');
    for (let revision = 0; !stopping; revision++) {
      const event = newEvent({ data: { revision } });
      say(`asked ${stream} ${revision} ${event.id}`);
      await store.append(stream, revision === 0 ? 'none' : revision - 1, [event]);
      say(`done ${stream} ${revision} ${event.id}`);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  await store.close();
  process.exit(0);
}

const [file = '', script = '', writers = '1'] = process.argv.slice(2);
main(file, script, Number(writers)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
