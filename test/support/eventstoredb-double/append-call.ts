import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import type { AppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendDesk, Verdict } from './append-desk.js';
import { expectedOf, proposedOf } from './append-desk.js';
import { NO_STREAM } from './double-log.js';
import type { ProposedEvent } from './double-log.js';
import type { Faults } from './faults.js';
import { streamName } from './messages.js';
import { MAX_APPEND_SIZE, brokenHandler, callError, notLeader, serverNotReady } from './statuses.js';

/** Serves one append that came by its own call, as clients do whose server knows no batches. */
export function serveAppend(
  call: ServerReadableStream<AppendReq, AppendResp>,
  respond: sendUnaryData<AppendResp>,
  desk: AppendDesk,
  faults: Faults,
): void {
  let stream = '';
  let expected: number | undefined;
  const events: (ProposedEvent | undefined)[] = [];
  call.on('data', (request: AppendReq) => {
    const options = request.getOptions();
    const message = request.getProposedMessage();
    if (options) {
      stream = streamName(options.getStreamIdentifier());
      expected = expectedOf(options);
    }
    if (message) events.push(proposedOf(message));
  });
  call.on('end', () => {
    const fault = desk.arrive(stream);
    if (fault === 'not leader') return respond(notLeader(faults.leader));
    if (fault === 'not ready') return respond(serverNotReady());
    const verdict = desk.decide({ stream, expected, events });
    if (fault === 'lose answer') return;
    if (fault === 'break off') return faults.breakOff();
    if (fault === 'hold answer') return faults.hold(() => answer(respond, verdict, expected));
    answer(respond, verdict, expected);
  });
}

function answer(respond: sendUnaryData<AppendResp>, verdict: Verdict, expected: number | undefined): void {
  if (verdict.kind === 'bad request') return respond(brokenHandler());
  if (verdict.kind === 'too large') {
    return respond(
      callError(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
        exception: 'maximum-append-size-exceeded',
        'maximum-append-size': String(MAX_APPEND_SIZE),
      }),
    );
  }
  const response = new AppendResp();
  if (verdict.kind === 'wrong') response.setWrongExpectedVersion(wrongVersion(verdict.current, expected));
  else response.setSuccess(success(verdict.revision, verdict.position));
  respond(null, response);
}

function success(revision: number, position: number): AppendResp.Success {
  const at = new AppendResp.Position();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  const appended = new AppendResp.Success();
  appended.setCurrentRevision(String(revision));
  appended.setPosition(at);
  return appended;
}

function wrongVersion(current: number, expected: number | undefined): AppendResp.WrongExpectedVersion {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (current === NO_STREAM) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === NO_STREAM) wrong.setExpectedNoStream(new Empty());
  else wrong.setExpectedRevision(String(expected));
  return wrong;
}
