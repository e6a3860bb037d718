import type { Instant, Recorded } from '../platform/fact.js';
import { sentenceOf } from '../views/audit-trail/sentences-by-category.js';
import { NotUnderstood } from './console.js';
import type { CurrentLogReader } from './current-log-reader.js';

export interface ReplayWish {
  readonly stream: string;
  /** What was known then: facts recorded later are left out. */
  readonly asOf?: Instant;
  /** First revision shown. */
  readonly from: number;
  readonly json: boolean;
}

/** A fact of a stream's history as a clerk would read it aloud. */
interface HistoryLine {
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly sentence: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly role: string;
  readonly late: boolean;
}

/** A stream's history in its own order, one numbered sentence a line; `json`: one object a line. */
export async function replayStream(
  reader: CurrentLogReader,
  { stream, asOf, from, json }: ReplayWish,
): Promise<string> {
  const facts = await reader.stream(stream, { from });
  if (facts.length === 0)
    throw new NotUnderstood(`日志中没有流 ${stream}${from === 0 ? '' : ` 的第 ${from} 版及以后`}`);
  const known = facts.filter(({ metadata }) => asOf === undefined || metadata.recordedAt <= asOf).map(lineOf);
  return known.map((line) => `${json ? JSON.stringify(line) : textOf(line)}\n`).join('');
}

function lineOf(fact: Recorded): HistoryLine {
  const { revision, position, type, metadata } = fact;
  return {
    revision,
    position,
    type,
    sentence: sentenceOf(fact),
    occurredAt: metadata.occurredAt,
    recordedAt: metadata.recordedAt,
    actor: metadata.actorId,
    role: metadata.actorRole,
    late: metadata.lateEntry === 'true',
  };
}

function textOf({ revision, sentence, occurredAt, recordedAt, actor, role, late }: HistoryLine): string {
  const when = `发生 ${occurredAt}，记录 ${recordedAt}${late ? '【补录】' : ''}`;
  return `${revision}. ${sentence}（${when}，${role} ${actor}）`;
}
