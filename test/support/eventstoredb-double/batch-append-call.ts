import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendDesk, AppendRequest, Verdict } from './append-desk.js';
import { expectedOf, proposedOf, textOf } from './append-desk.js';
import type { ProposedEvent } from './double-log.js';
import type { AppendFault, Faults } from './faults.js';
import { batchAnswer, batchSuccess, streamName } from './messages.js';
import { notLeader, refusals } from './statuses.js';

/** What the real server lets pass before it answers a bad event a second time: its commit timeout. */
const COMMIT_TIMEOUT_MS = 2_000;

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Pending {
  readonly stream: string;
  readonly expected: number | undefined;
  readonly events: (ProposedEvent | undefined)[];
}

/** Serves one stream of batches: each append may come in several messages, the last of them marked final. */
export function serveBatchAppends(call: Call, desk: AppendDesk, faults: Faults): void {
  const pending = new Map<string, Pending>();
  const begun = faults.deafBefore;
  call.on('data', (request: BatchAppendReq) => {
    if (begun < faults.deafBefore) return;
    const correlation = request.getCorrelationId();
    const key = textOf(correlation);
    const options = request.getOptions();
    if (options) {
      const stream = streamName(options.getStreamIdentifier());
      pending.set(key, { stream, expected: expectedOf(options), events: [] });
    }
    const append = pending.get(key);
    if (!append) return;
    append.events.push(...request.getProposedMessagesList().map(proposedOf));
    if (!request.getIsFinal()) return;
    pending.delete(key);
    new BatchedAppend(call, correlation, append, faults).settle(desk);
  });
  call.on('end', () => call.end());
}

class BatchedAppend {
  constructor(
    private readonly call: Call,
    private readonly correlation: UUID | undefined,
    private readonly append: AppendRequest,
    private readonly faults: Faults,
  ) {}

  settle(desk: AppendDesk): void {
    const fault = desk.arrive(this.append.stream);
    if (fault === 'not leader') this.call.emit('error', notLeader(this.faults.leader));
    else if (fault === 'not ready') this.send((answer) => answer.setError(refusals.notReady()));
    else this.answer(desk.decide(this.append), fault);
  }

  private answer(verdict: Verdict, fault: AppendFault | undefined): void {
    const plain = (): void => this.send((answer) => this.fill(answer, verdict, fault));
    if (fault === 'lose answer') return;
    if (fault === 'break off') return this.faults.breakOff();
    if (fault === 'hold answer') return this.faults.hold(plain);
    plain();
    if (fault === 'answer twice') plain();
    if (verdict.kind === 'bad request') setTimeout(() => this.sendTimeout(), COMMIT_TIMEOUT_MS).unref();
  }

  private fill(answer: BatchAppendResp, verdict: Verdict, fault: AppendFault | undefined): void {
    const { expected = NaN } = this.append;
    if (fault === 'answer timeout') answer.setError(refusals.timeout());
    else if (verdict.kind === 'too large') answer.setError(refusals.tooLarge());
    else if (verdict.kind === 'bad request') answer.setError(refusals.badRequest('Exception was thrown by handler.'));
    else if (verdict.kind === 'wrong') answer.setError(refusals.wrongVersion(expected, verdict.current));
    else if (fault === 'answer wrong version') answer.setError(refusals.wrongVersion(expected, verdict.revision));
    else answer.setSuccess(batchSuccess(verdict, fault !== 'answer without position'));
  }

  private sendTimeout(): void {
    this.send((answer) => answer.setError(refusals.timeout()));
  }

  private send(fill: (answer: BatchAppendResp) => void): void {
    const answer = batchAnswer(this.correlation, this.append.stream);
    fill(answer);
    if (!this.call.cancelled) this.call.write(answer);
  }
}
