import type { Role } from '../auth/caller.js';
import { roleName } from '../auth/caller.js';
import type { AccessLog } from '../access/access-log.js';
import type { Sentences } from '../change/sentences.js';
import { sentenceIn } from '../change/sentences.js';
import type { Fact, Instant, Recorded } from '../fact.js';
import type { Platform } from '../platform.js';
import { entityOf } from '../projections/reducer.js';
import type { Reading } from './reading.js';

/** One step of a stream as a clerk would read it aloud: who, for whom, when it happened and when it was known. */
export interface HistoryRow {
  /** What a correction names. */
  readonly factId: string;
  readonly revision: number;
  readonly type: string;
  readonly sentence: string;
  readonly actor: string;
  readonly roleName: string;
  readonly org: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly late: boolean;
  /** The step by which it was corrected last; null where it stands as it was told. */
  readonly correctedBy: number | null;
}

/**
 * The facts of one stream up to `asOf`, read from the log itself: a view that is behind, or lost, cannot hide a step. That
 * it was replayed goes on record.
 */
export async function replayed(
  { store, accessLog }: Platform,
  reading: Reading,
  stream: string,
): Promise<readonly Recorded[]> {
  const facts = await store.read(stream);
  const { asOf = Number.MAX_SAFE_INTEGER, now } = reading;
  recordReplay(accessLog, reading, stream, {
    subjects: [entityOf(stream)],
    asOf: reading.asOf === undefined ? undefined : now,
  });
  return facts.filter(({ position }) => position <= asOf);
}

/** Puts on record that somebody was shown how a stream went. `asOf`: until when, or between which points. */
export function recordReplay(
  accessLog: AccessLog,
  reading: Reading,
  stream: string,
  { subjects, asOf }: { readonly subjects: readonly string[]; readonly asOf?: string },
): void {
  const { caller, purpose } = reading;
  reading.seen(subjects, ['history']);
  accessLog.record(caller, {
    type: 'CaseHistoryReplayed',
    data: { stream, ...(asOf === undefined ? {} : { asOf }), purposeRef: purpose?.ref ?? caller.role, subjects },
  });
}

/** `corrections`: revision of the step that put a fact right last, by the fact's id. */
export function historyRow<F extends Fact>(
  fact: Recorded,
  sentences: Sentences<F>,
  corrections: ReadonlyMap<string, number>,
): HistoryRow {
  const { id: factId, revision, type, metadata } = fact;
  return {
    factId,
    revision,
    type,
    sentence: sentenceIn(sentences, fact),
    actor: metadata.actorId,
    roleName: roleName(metadata.actorRole as Role),
    org: metadata.actorOrg,
    occurredAt: metadata.occurredAt,
    recordedAt: metadata.recordedAt,
    late: metadata.lateEntry === 'true',
    correctedBy: corrections.get(factId) ?? null,
  };
}
