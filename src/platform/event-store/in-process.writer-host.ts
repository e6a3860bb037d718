import { openDatabase } from '../sqlite/database-sync.js';
import { GroupCommit } from './group-commit.js';
import type { StartWriter } from './log-writer-host.js';
import type { OpenDatabase } from './sqlite-log-file.js';
import { SqliteLogWriter } from './sqlite-log-writer.js';

/** Hosts the writer in the calling thread: the same writer and the same queue, only that a commit blocks the thread. */
export function inProcessWriter(open: OpenDatabase = openDatabase): StartWriter {
  return async (file, listener) => {
    const writer = new SqliteLogWriter(file, open);
    const commits = new GroupCommit(writer, (group) => listener.settled(group));
    const reportState = (): void => listener.state(writer.state.head, writer.state.reason);
    reportState();
    return {
      append: (requests) => commits.accept(requests),
      resume: () => {
        writer.resume();
        reportState();
      },
      close: async () => {
        commits.drain();
        writer.close();
      },
    };
  };
}
