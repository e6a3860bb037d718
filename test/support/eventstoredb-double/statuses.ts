import type { ServiceError } from '@grpc/grpc-js';
import { Metadata, status } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb.js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb.js';
import {
  BadRequest,
  MaximumAppendSizeExceeded,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb.js';
import { Code } from '@eventstore/db-client/generated/code_pb.js';
import { Status } from '@eventstore/db-client/generated/status_pb.js';
import { NO_STREAM } from './double-log.js';
import type { Endpoint } from './faults.js';

export const MAX_APPEND_SIZE = 1_048_576;

/** An error that ends a call, told in its trailers. */
export function callError(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export const brokenHandler = (): ServiceError => callError(status.UNKNOWN, 'Exception was thrown by handler.');
export const failedRead = (result: string): ServiceError => callError(status.UNKNOWN, `Unexpected ${result}`);
export const tooSlow = (): ServiceError =>
  callError(status.ABORTED, 'Operation timed out: Consumer too slow to handle event while live.');
export const accessDenied = (): ServiceError =>
  callError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
export const serverNotReady = (): ServiceError => callError(status.UNAVAILABLE, 'Server Is Not Ready');
export const notLeader = ({ host, port }: Endpoint): ServiceError =>
  callError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

interface Packable {
  serializeBinary(): Uint8Array;
}

function inBatch(code: Code, message: string, type: string, detail: Packable): Status {
  const answer = new Status();
  answer.setCode(code);
  answer.setMessage(message);
  const details = new Any();
  details.pack(detail.serializeBinary(), type);
  answer.setDetails(details);
  return answer;
}

/** Refusals of one append on the stream of batches: they end nothing else. */
export const refusals = {
  wrongVersion: (expected: number, current: number): Status => {
    const wrong = new WrongExpectedVersion();
    if (current === NO_STREAM) wrong.setCurrentNoStream(new Empty());
    else wrong.setCurrentStreamRevision(String(current));
    if (expected === NO_STREAM) wrong.setExpectedNoStream(new Empty());
    else wrong.setExpectedStreamPosition(String(expected));
    return inBatch(Code.ALREADY_EXISTS, 'WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', wrong);
  },
  tooLarge: (): Status => {
    const exceeded = new MaximumAppendSizeExceeded();
    exceeded.setMaxappendsize(MAX_APPEND_SIZE);
    const type = 'event_store.client.MaximumAppendSizeExceeded';
    return inBatch(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', type, exceeded);
  },
  badRequest: (what: string): Status => {
    const bad = new BadRequest();
    bad.setMessage(what);
    return inBatch(Code.INVALID_ARGUMENT, 'BadRequest', 'event_store.client.BadRequest', bad);
  },
  timeout: (): Status => inBatch(Code.DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', new Timeout()),
  notReady: (): Status => inBatch(Code.OK, 'Server Is Not Ready', 'google.protobuf.Empty', new Empty()),
};
