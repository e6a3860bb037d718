import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Recorded } from '../../platform/fact.js';
import { instantOf } from '../../platform/http/instant-of.js';
import { problem } from '../../platform/http/problem.js';
import { recordReplay } from '../../platform/http/history.js';
import type { Reading } from '../../platform/http/reading.js';
import { Refusal } from '../../platform/http/refusal.js';
import { Platform } from '../../platform/platform.js';
import type { ChangedField } from './case-differences.js';
import { changedFields } from './case-differences.js';
import { CaseStatesPort } from './case-states.port.js';
import type { TimelineRow } from './case-timeline.query.js';
import { timelineOf } from './case-timeline.query.js';

/** One field that is another at the later point, with the step of the timeline that changed it last. */
export interface DifferenceRow extends Omit<ChangedField, 'fact'> {
  readonly fact: TimelineRow;
}

export interface CaseDifferences {
  /** The last steps of both points; null before the first one. */
  readonly from: TimelineRow | null;
  readonly to: TimelineRow | null;
  /** In the order in which they last changed. */
  readonly rows: readonly DifferenceRow[];
}

/**
 * What of a case became another between two points: each a revision, or what `asOf` takes (what was known then). Throws
 * Refusal (422) for a revision the case does not have, a point that has not come, and points the wrong way round.
 */
export class GetCaseDifferences extends Query<CaseDifferences> {
  constructor(
    readonly reading: Reading,
    readonly caseId: string,
    readonly points: { readonly from: string; readonly to: string },
  ) {
    super();
  }
}

@QueryHandler(GetCaseDifferences)
export class GetCaseDifferencesHandler implements IQueryHandler<GetCaseDifferences> {
  constructor(
    private readonly platform: Platform,
    private readonly states: CaseStatesPort,
  ) {}

  /** Reads the stream itself, as the timeline does. */
  async execute({ reading, caseId, points }: GetCaseDifferences): Promise<CaseDifferences> {
    const stream = `case-${caseId}`;
    const { asOf = Number.MAX_SAFE_INTEGER } = reading;
    const facts = (await this.platform.store.read(stream)).filter(({ position }) => position <= asOf);
    const from = await this.revisionAt('from', points.from, facts);
    const to = await this.revisionAt('to', points.to, facts);
    if (from > to) throw refused('from', '起点不能晚于终点');
    const asked = { subjects: [caseId], asOf: `${points.from}..${points.to}` };
    recordReplay(this.platform.accessLog, reading, stream, asked);
    const told = timelineOf(facts);
    const rows = changedFields(facts, this.states.statesAfter(facts), { from, to }).flatMap(({ fact, ...field }) => {
      const step = told[fact.revision];
      return step ? [{ ...field, fact: step }] : [];
    });
    return { from: told[from] ?? null, to: told[to] ?? null, rows };
  }

  /** Of the last fact included; -1 before the first. */
  private async revisionAt(name: 'from' | 'to', point: string, facts: readonly Recorded[]): Promise<number> {
    const last = facts.length - 1;
    if (!/^\d{1,9}$/.test(point)) {
      const { position } = await instantOf(this.platform, point, name);
      return facts.findLastIndex((fact) => fact.position <= position);
    }
    if (Number(point) > last) throw refused(name, `个案没有第 ${point} 版，最后一版为第 ${last} 版`);
    return Number(point);
  }
}

function refused(name: 'from' | 'to', detail: string): Refusal {
  return new Refusal(problem(422, 'parameter', detail, { errors: [{ pointer: `#/query/${name}`, detail }] }));
}
