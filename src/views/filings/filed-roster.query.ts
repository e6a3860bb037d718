import type { IQueryHandler } from '@nestjs/cqrs';
import { Query, QueryHandler } from '@nestjs/cqrs';
import type { Annex, FilingSubmitted } from '../../aggregates/filing/filing.events.js';
import { NotFound } from '../../platform/change/refusals.js';
import type { Instant, Recorded } from '../../platform/fact.js';
import type { Reading } from '../../platform/http/reading.js';
import { Platform } from '../../platform/platform.js';
import type { DrawnRoster } from './filed-roster.port.js';
import { FiledRosterPort } from './filed-roster.port.js';

/** A roster as it was filed; nothing in it changes with what happened since, but that the erased are erased. */
export interface FiledRosterPage {
  readonly filingId: string;
  /** Which submission of the filing, from 1. */
  readonly submission: number;
  readonly year: string;
  readonly annex: Annex;
  readonly townCode: string;
  readonly townName: string;
  readonly submittedAt: Instant;
  readonly filledBy: string | null;
  readonly reviewedBy: string | null;
  readonly anchor: string;
  /** Written with the submission. */
  readonly contentHash: string;
  /** Whether the lines kept still have that hash. */
  readonly intact: boolean;
  readonly rows: readonly object[];
}

export interface FiledRosterAnswer {
  readonly page: FiledRosterPage;
  readonly drawn: DrawnRoster;
}

/** One submission of a filing, the last one unless another is named. Throws NotFound where there is none. */
export class GetFiledRoster extends Query<FiledRosterAnswer> {
  constructor(
    readonly reading: Reading,
    readonly filingId: string,
    readonly submission: number | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetFiledRoster)
export class GetFiledRosterHandler implements IQueryHandler<GetFiledRoster> {
  constructor(
    private readonly platform: Platform,
    private readonly rosters: FiledRosterPort,
  ) {}

  /** Read from the filing's own stream, whose facts hold the lines: no view is asked, and none can be behind. */
  async execute({ reading, filingId, submission }: GetFiledRoster): Promise<FiledRosterAnswer> {
    const submissions = await this.submissions(filingId, reading);
    const ordinal = submission ?? submissions.length;
    const fact = submissions[ordinal - 1];
    if (!fact) throw new NotFound('没有这次报送');
    const { year, annex, townCode, anchor, contentHash, kept, filledBy, reviewedBy } = fact.data;
    if (!kept) throw new NotFound('这次报送早于留存功能，没有留存花名册');
    const submittedAt = fact.metadata.recordedAt;
    const then = { ...reading, now: submittedAt, rules: await this.platform.rulesAt(fact.position, submittedAt) };
    const drawn = await this.rosters.draw(kept, then);
    reading.seen([filledBy.subject, ...drawn.subjects], ['filledBy', 'reviewedBy', ...drawn.fields]);
    const page = {
      filingId,
      submission: ordinal,
      year,
      annex,
      townCode,
      townName: then.rules.divisions.nameOf(townCode),
      submittedAt,
      filledBy: await reading.open.name(filledBy),
      reviewedBy: await reading.open.name(reviewedBy),
      anchor,
      contentHash,
      intact: drawn.contentHash === contentHash,
      rows: drawn.rows,
    };
    return { page, drawn };
  }

  private async submissions(filingId: string, { asOf }: Reading): Promise<readonly Recorded<FilingSubmitted>[]> {
    const facts = await this.platform.store.read(`filing-${filingId}`);
    return facts.filter(isSubmission).filter(({ position }) => asOf === undefined || position <= asOf);
  }
}

function isSubmission(fact: Recorded): fact is Recorded<FilingSubmitted> {
  return fact.type === 'FilingSubmitted';
}
