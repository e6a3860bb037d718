import { ErrorType, WrongExpectedVersionError, isCommandError } from '@eventstore/db-client';
import type { Expected } from '../event-store/event-store.port.js';
import { safe } from './recorded-fact.js';

/** What the end of an append says about the log. */
export type Meaning =
  /** The stream ends at another revision. Nothing was written by this try. */
  | { readonly kind: 'wrong revision'; readonly actual: Expected }
  /** Refused for good: nothing was written, and the same append will be refused again. */
  | { readonly kind: 'too large' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may stand, now or later. */
  | { readonly kind: 'unknown'; readonly reason: string };

const UNAUTHENTICATED = 16;
const PERMISSION_DENIED = 7;

/**
 * Only a handful of answers say for certain that nothing was written; everything else may have been. Told by the
 * client's `type` or, where it hands on a raw error of the transport, by the gRPC code: the first call of a client asks
 * what the server can do, and its errors come without a type.
 */
export function meaningOf(error: unknown): Meaning {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof WrongExpectedVersionError) return { kind: 'wrong revision', actual: actualOf(error) };
  if (codeOf(error) === UNAUTHENTICATED || codeOf(error) === PERMISSION_DENIED) return { kind: 'refused', reason };
  if (!(error instanceof Error && isCommandError(error))) return { kind: 'unknown', reason };
  switch (error.type) {
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return { kind: 'too large' };
    case ErrorType.ACCESS_DENIED:
      return { kind: 'refused', reason: '没有写入权限' };
    case ErrorType.STREAM_DELETED:
      return { kind: 'refused', reason: '该流已被永久删除' };
    default:
      // A bad request is a certain refusal too, but shares its type with answers that are none.
      if (reason.includes('BadRequest')) return { kind: 'refused', reason };
      return { kind: 'unknown', reason };
  }
}

function actualOf({ streamName, actualVersion }: WrongExpectedVersionError): Expected {
  return typeof actualVersion === 'bigint' ? safe(actualVersion, streamName) : 'none';
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
