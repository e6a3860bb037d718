import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

/** What a server holds after all its threads have collected their garbage. */
export interface Memory {
  /** Bytes of JavaScript heap and of what it owns outside, all threads together. */
  readonly heap: number;
  /** Bytes the system has given the process. */
  readonly rss: number;
  readonly threads: number;
  /** Timers, sockets, file handles … by type, as Node counts them. */
  readonly resources: Readonly<Record<string, number>>;
}

/** Environment of a server that tells of its memory at this socket, and loses so many MB an hour on purpose. */
export function watched(socket: string, lose: number): Readonly<Record<string, string>> {
  return {
    MEMORY_REPORT: socket,
    MEMORY_REPORT_LOSE: String(lose),
    NODE_OPTIONS: `--require "${join(__dirname, 'memory-report.cjs')}"`,
  };
}

export async function memoryOf(socket: string): Promise<Memory> {
  const line = connect(socket);
  let text = '';
  line.on('data', (chunk: Buffer) => (text += String(chunk)));
  await once(line, 'close');
  return JSON.parse(text) as Memory;
}
