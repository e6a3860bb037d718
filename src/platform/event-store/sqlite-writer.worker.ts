import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../sqlite/database-sync.js';
import { GroupCommit } from './group-commit.js';
import type { FromWriter, ToWriter } from './log-writer-host.js';
import { messageOf } from './sqlite-log-file.js';
import { SqliteLogWriter } from './sqlite-log-writer.js';

/** Entry of the writer's thread. It ends by itself when told to close: nothing else keeps it alive. */
function serve(): void {
  const port = parentPort;
  if (!port) throw new Error('sqlite-writer.worker runs in a worker thread only');
  const tell = (message: FromWriter): void => port.postMessage(message);
  const { file } = workerData as { file: string };
  let writer: SqliteLogWriter;
  try {
    writer = new SqliteLogWriter(file, openDatabase);
  } catch (error) {
    tell({ kind: 'refused', reason: messageOf(error) });
    port.close();
    return;
  }
  const commits = new GroupCommit(writer, (group) => tell({ kind: 'settled', group }));
  port.on('message', (message: ToWriter) => {
    if (message.kind === 'append') commits.accept(message.requests);
    else if (message.kind === 'resume') {
      writer.resume();
      tell({ kind: 'state', ...writer.state });
    } else {
      commits.drain();
      writer.close();
      tell({ kind: 'closed' });
      port.close();
    }
  });
  tell({ kind: 'ready', head: writer.state.head });
}

serve();
