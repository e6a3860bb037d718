import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { LogRecord } from './double-log.js';

/** The log of the double on disk: one JSON line a record; a torn last line of a killed process is left out. */
export class LogFile {
  constructor(private readonly path: string) {}

  read(): readonly LogRecord[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, 'utf8').split('\n');
    return lines.slice(0, -1).map(recordOf);
  }

  /** Flushed before it returns: what was answered stands. */
  write(records: readonly LogRecord[]): void {
    appendFileSync(this.path, records.map(lineOf).join(''), { flush: true });
  }

  replace(records: readonly LogRecord[]): void {
    writeFileSync(this.path, records.map(lineOf).join(''), { flush: true });
  }
}

function lineOf(record: LogRecord): string {
  const { data, metadata } = record;
  return `${JSON.stringify({ ...record, data: base64(data), metadata: base64(metadata) })}\n`;
}

function recordOf(line: string): LogRecord {
  const record = JSON.parse(line) as LogRecord & { readonly data: string; readonly metadata: string };
  return { ...record, data: Buffer.from(record.data, 'base64'), metadata: Buffer.from(record.metadata, 'base64') };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
