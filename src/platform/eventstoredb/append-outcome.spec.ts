import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotFoundError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { meaningOf } from './append-outcome.js';
import { NoAnswer } from './in-time.js';

const wrong = (current: bigint | 'no_stream') =>
  new WrongExpectedVersionError(undefined, { streamName: 'case-1', expected: 3n, current });
const raw = (code: number) => Object.assign(new Error('14 UNAVAILABLE: no connection'), { code });

describe('what the end of an append says', () => {
  it.each([
    ['a wrong version', wrong(7n), { kind: 'wrong revision', actual: 7 }],
    ['a stream that is not there', wrong('no_stream'), { kind: 'wrong revision', actual: 'none' }],
    ['an append over the limit', MaxAppendSizeExceededError.fromMaxAppendSize(1_048_576), { kind: 'too large' }],
    ['nobody allowed to', new AccessDeniedError(), { kind: 'refused', reason: '没有写入权限' }],
    ['a wrong password, raw', raw(16), { kind: 'refused', reason: '14 UNAVAILABLE: no connection' }],
    [
      'a stream deleted for good',
      StreamDeletedError.fromStreamName('case-1'),
      { kind: 'refused', reason: '该流已被永久删除' },
    ],
    [
      'a bad request',
      new UnknownError(undefined, 'Could not recognize BadRequest'),
      { kind: 'refused', reason: 'Could not recognize BadRequest' },
    ],
  ])('%s: nothing was written', (_, error, meaning) => {
    expect(meaningOf(error)).toEqual(meaning);
  });

  it.each([
    ['our own timer', new NoAnswer(10)],
    ['a server that is not there', new UnavailableError()],
    ['the same, raw', raw(14)],
    ['a call that was cancelled', new CancelledError()],
    ['a server whose write took too long', new DeadlineExceededError()],
    ['the same on the other path', new TimeoutError()],
    ['a call that ended without a status', new UnknownError()],
    ['a server that is still starting', new UnknownError(undefined, 'Could not recognize Server Is Not Ready')],
    ['another leader', new NotFoundError()],
    ['whatever else', new TypeError('undefined is not iterable')],
    ['no error at all', undefined],
  ])('%s: it may stand', (_, error) => {
    expect(meaningOf(error).kind).toBe('unknown');
  });
});
