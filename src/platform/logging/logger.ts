import type { DestinationStream } from 'pino';
import pino from 'pino';
import { errorFields } from './error-fields.js';
import { codeOnly, withoutNumbers } from './scrubbed.js';

/** Fields a log line may carry. Anything else is dropped: a log is no place for what people said or are called. */
const ALLOWED: ReadonlySet<string> = new Set([
  'traceId',
  'status',
  'operation',
  'method',
  'route',
  'ms',
  'position',
  'stream',
  'revision',
  'type',
  'projection',
  'collection',
  'policy',
  'rule',
  'state',
  'lag',
  'parked',
  'key',
  'events',
  'port',
  'host',
  'mode',
  'seed',
  'count',
  'waiting',
  'attempt',
  'head',
  'watermark',
  'version',
  'reason',
  'context',
]);

export type LogFields = Readonly<Record<string, unknown>>;

export interface StructuredLogger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** The error's name, code and stack frames are kept; its message only of errors that say nothing of people. */
  error(message: string, error: unknown, fields?: LogFields): void;
}

/**
 * JSON lines to `destination` (standard output by default). Messages are ours, never a user's. Fields outside the list
 * are dropped, the others masked where they could hold particulars; a field `error` becomes what may be told of it.
 */
export function createLogger(level: string, destination?: DestinationStream): StructuredLogger {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? pino.destination(1));
  return {
    info: (message, fields = {}) => log.info(allowed(fields), withoutNumbers(message)),
    warn: (message, fields = {}) => log.warn(allowed(fields), withoutNumbers(message)),
    error: (message, error, fields = {}) =>
      log.error({ ...allowed(fields), ...errorFields(error) }, withoutNumbers(message)),
  };
}

function allowed(fields: LogFields): Record<string, unknown> {
  const kept = Object.entries(fields).flatMap(([name, value]) => {
    if (!ALLOWED.has(name)) return [];
    if (typeof value === 'string') return [[name, codeOnly(value)]];
    return typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
  });
  const { error } = fields;
  return { ...(error === undefined ? {} : errorFields(error)), ...(Object.fromEntries(kept) as object) };
}
