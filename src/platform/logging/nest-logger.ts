import type { LoggerService } from '@nestjs/common';
import { framesIn } from './error-fields.js';
import type { StructuredLogger } from './logger.js';

/** What the framework says, in our own log. Its routine chatter is left out; its texts may repeat input and are masked. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: StructuredLogger) {}

  log(): void {
    return undefined;
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn('framework', { reason: text(message), context: text(rest.at(-1)) });
  }

  error(message: unknown, ...rest: unknown[]): void {
    const parts = [message, ...rest];
    this.logger.error('framework', parts.find((part) => part instanceof Error) ?? errorIn(parts), {
      context: rest.length > 0 ? text(rest.at(-1)) : undefined,
    });
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

/** The framework hands an error over as texts: its message, its stack, the context. */
function errorIn([message, ...rest]: readonly unknown[]): Error {
  const stack = rest.find((part): part is string => typeof part === 'string' && framesIn(part).length > 0) ?? '';
  // With the message in its place the stack is cut after it: it may itself hold lines that look like frames.
  const error = new Error(typeof message === 'string' ? message : '');
  error.name = /^([A-Z][A-Za-z0-9]{1,60})(?::|\n)/.exec(stack)?.[1] ?? 'FrameworkError';
  error.stack = stack;
  return error;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && !value.includes('\n') ? value : undefined;
}
