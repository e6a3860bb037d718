import type { LoggerService } from '@nestjs/common';
import type { StructuredLogger } from './logger.js';

/** What the framework says, in our own log. Its routine chatter is left out. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: StructuredLogger) {}

  log(): void {
    return undefined;
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn('framework', { reason: plain(message), context: plain(context) });
  }

  error(message: unknown, ...rest: unknown[]): void {
    const error = [message, ...rest].find((part) => part instanceof Error);
    this.logger.error('framework', error ?? new Error('framework'), { context: plain(rest.at(-1)) });
  }
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
