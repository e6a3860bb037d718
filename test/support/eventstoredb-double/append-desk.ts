import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendOutcome, DoubleLog, ProposedEvent } from './double-log.js';
import { NO_STREAM } from './double-log.js';
import type { AppendFault, Faults } from './faults.js';
import { MAX_APPEND_SIZE } from './statuses.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NIL = /^[0-]+$/;

/** What a writer must have seen, as a revision; undefined for `any` and `stream exists`, which the double refuses. */
export function expectedOf(options: BatchAppendReq.Options | AppendReq.Options): number | undefined {
  if (options.hasNoStream()) return NO_STREAM;
  if (options.hasAny() || options.hasStreamExists()) return undefined;
  return Number('getStreamPosition' in options ? options.getStreamPosition() : options.getRevision());
}

/** An event as sent, its id in lower case as it will come back; undefined when it cannot be written. */
export function proposedOf(
  message: BatchAppendReq.ProposedMessage | AppendReq.ProposedMessage,
): ProposedEvent | undefined {
  const id = textOf(message.getId()).toLowerCase();
  const type = message.getMetadataMap().get('type') ?? '';
  if (type === '' || !ID.test(id) || NIL.test(id)) return undefined;
  return {
    id,
    type,
    contentType: message.getMetadataMap().get('content-type') ?? 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function textOf(id: UUID | undefined): string {
  return id?.getString() ?? '';
}

export interface AppendRequest {
  readonly stream: string;
  /** Undefined: not to be served. */
  readonly expected: number | undefined;
  /** Holds undefined where an event cannot be written. */
  readonly events: readonly (ProposedEvent | undefined)[];
}

export type Verdict = AppendOutcome | { readonly kind: 'too large' } | { readonly kind: 'bad request' };

/** Decides about appends, whichever call they came by, and counts them. */
export class AppendDesk {
  /** `arrived` takes the stream of every append that comes. */
  constructor(
    private readonly log: DoubleLog,
    private readonly faults: Faults,
    private readonly arrived: string[],
  ) {}

  /** The fault this append is to meet; asked once for each. */
  arrive(stream: string): AppendFault | undefined {
    this.arrived.push(stream);
    return this.faults.takeAppendFault();
  }

  decide({ stream, expected, events }: AppendRequest): Verdict {
    const sound = events.filter((event) => event !== undefined);
    if (expected === undefined || stream === '' || sound.length < events.length) return { kind: 'bad request' };
    // Only the data count.
    const bytes = sound.reduce((sum, { data }) => sum + data.byteLength, 0);
    if (bytes > MAX_APPEND_SIZE) return { kind: 'too large' };
    return this.log.append(stream, expected, sound);
  }
}
