import { randomUUID } from 'node:crypto';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb.js';
import { AllStreamPosition, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { BatchAppendResp, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendOutcome, LogRecord } from './double-log.js';

const TICKS_PER_MILLISECOND = 10_000n;

export function streamName(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

function identifierOf(stream: string): StreamIdentifier {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

function recorded(record: LogRecord): ReadResp.ReadEvent.RecordedEvent {
  const event = new ReadResp.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(record.id);
  event.setId(id);
  event.setStreamIdentifier(identifierOf(record.stream));
  event.setStreamRevision(String(record.revision));
  event.setCommitPosition(String(record.position));
  event.setPreparePosition(String(record.position));
  event.getMetadataMap().set('type', record.type);
  event.getMetadataMap().set('content-type', record.contentType);
  event.getMetadataMap().set('created', String(BigInt(record.created) * TICKS_PER_MILLISECOND));
  event.setCustomMetadata(record.metadata);
  event.setData(record.data);
  return event;
}

/** An event, or with `asLink` a link whose target is gone. */
export function eventMessage(record: LogRecord, asLink = false): ReadResp {
  const resolved = new ReadResp.ReadEvent();
  if (asLink) resolved.setLink(recorded(record));
  else resolved.setEvent(recorded(record));
  resolved.setCommitPosition(String(record.position));
  const message = new ReadResp();
  message.setEvent(resolved);
  return message;
}

export function checkpointMessage(commit: bigint, prepare: bigint): ReadResp {
  const checkpoint = new ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(commit));
  checkpoint.setPreparePosition(String(prepare));
  const message = new ReadResp();
  message.setCheckpoint(checkpoint);
  return message;
}

export function confirmationMessage(): ReadResp {
  const confirmation = new ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  const message = new ReadResp();
  message.setConfirmation(confirmation);
  return message;
}

export function caughtUpMessage(): ReadResp {
  const message = new ReadResp();
  message.setCaughtUp(new ReadResp.CaughtUp());
  return message;
}

export function streamNotFoundMessage(stream: string): ReadResp {
  const missing = new ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifierOf(stream));
  const message = new ReadResp();
  message.setStreamNotFound(missing);
  return message;
}

/** The answer to one append of a batch call, its content to be filled in. */
export function batchAnswer(correlation: UUID | undefined, stream: string): BatchAppendResp {
  const answer = new BatchAppendResp();
  answer.setCorrelationId(correlation);
  answer.setStreamIdentifier(identifierOf(stream));
  return answer;
}

export function batchSuccess(
  { revision, position }: Extract<AppendOutcome, { kind: 'appended' }>,
  withPosition = true,
): BatchAppendResp.Success {
  const success = new BatchAppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (!withPosition) success.setNoPosition(new Empty());
  else {
    const at = new AllStreamPosition();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    success.setPosition(at);
  }
  return success;
}
