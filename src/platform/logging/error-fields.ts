import { LogDamaged } from '../event-store/log-refusals.js';
import { KeyStoreUnavailable } from '../sealing/key-store.port.js';
import { AccessLogUnavailable } from '../access/access-log.js';
import { KeysUnavailable } from '../auth/token-verifier.js';
import {
  AppendTooLarge,
  NoSuchEvent,
  StoreUnavailable,
  UnknownOutcome,
  WrongRevision,
} from '../event-store/event-store.port.js';
import { RuleBroken, UnknownFact, UnreadableFact } from '../rule-broken.js';
import { codeOnly, withoutNumbers } from './scrubbed.js';

/** Errors whose message is a sentence of ours about streams, stores and rules; of all others it may repeat input. */
const SPEAKING = [
  RuleBroken,
  UnknownFact,
  UnreadableFact,
  WrongRevision,
  NoSuchEvent,
  AppendTooLarge,
  StoreUnavailable,
  UnknownOutcome,
  KeysUnavailable,
  AccessLogUnavailable,
  KeyStoreUnavailable,
  LogDamaged,
];

const NAME = /^[A-Z][A-Za-z0-9]{1,60}$/;
/** `at place (file:line:column)`; nothing else of a stack is taken, least of all its first lines, the message. */
const FRAME = /^ {4}at (?:.{1,200} \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^()]{1,300}:\d+:\d+\)?$/;
const FRAMES = 12;
const CAUSES = 3;

/** What may be told of an error: name, code, place, causes, and the message of those alone that say nothing of people. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { errorName: nameInText(error) };
  const frames = framesOf(error);
  return {
    ...nameAndCode(error),
    ...(SPEAKING.some((known) => error instanceof known) ? { errorMessage: withoutNumbers(error.message) } : {}),
    ...(frames.length > 0 ? { frames } : {}),
    ...causesOf(error),
  };
}

/** Frames of a stack that travels as text. */
export function framesIn(stack: string): readonly string[] {
  return stack
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES)
    .map((line) => codeOnly(line.trim()));
}

/** The stack begins with name and message; a message could hold lines that look like frames. */
function framesOf(error: Error): readonly string[] {
  const stack = error.stack ?? '';
  const at = stack.indexOf(error.message);
  return framesIn(error.message !== '' && at >= 0 ? stack.slice(at + error.message.length) : stack);
}

function nameAndCode(error: Error): Record<string, string> {
  const { code } = error as { readonly code?: unknown };
  const known = typeof code === 'number' || (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code));
  return { errorName: NAME.test(error.name) ? error.name : 'Error', ...(known ? { errorCode: String(code) } : {}) };
}

function causesOf(error: Error): Record<string, unknown> {
  const causes: Record<string, string>[] = [];
  for (let cause = error.cause; cause instanceof Error && causes.length < CAUSES; cause = cause.cause) {
    causes.push(nameAndCode(cause));
  }
  return causes.length > 0 ? { causes } : {};
}

/** An error already turned into text still says its name. */
function nameInText(error: unknown): string {
  const name = typeof error === 'string' ? /^([A-Z][A-Za-z0-9]{1,60})(?::|$)/.exec(error)?.[1] : undefined;
  return name ?? typeof error;
}
