import type { DestinationStream } from 'pino';
import pino from 'pino';

/** Fields a log line may carry. Anything else is dropped: a log is no place for what people said or are called. */
const ALLOWED = new Set([
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
  'attempt',
  'head',
  'watermark',
  'version',
  'reason',
  'context',
]);

export interface StructuredLogger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** The error's name and stack frames are kept; its message is not (it may repeat input). */
  error(message: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
}

/** JSON lines to `destination` (standard output by default). Messages are ours, never a user's. */
export function createLogger(level: string, destination?: DestinationStream): StructuredLogger {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination ?? pino.destination(1));
  return {
    info: (message, fields = {}) => log.info(allowed(fields), message),
    warn: (message, fields = {}) => log.warn(allowed(fields), message),
    error: (message, error, fields = {}) => log.error({ ...allowed(fields), ...errorFields(error) }, message),
  };
}

function allowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => ALLOWED.has(name) && isPlain(value)));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12);
  const cause = error.cause instanceof Error ? { causeName: error.cause.name } : {};
  return { errorName: error.name, frames: frames.map((line) => line.trim()), ...cause };
}
