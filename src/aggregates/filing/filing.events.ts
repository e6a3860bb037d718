import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact, Instant, LocalDate } from '../../platform/fact.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import type { FiledRoster } from './filed-roster.events.js';

/** Every fact of a stream `filing-<year>_<townCode>_<annex>`: one township's filing of one roster in one year (S31). */

/** 附件3 village coordinators, 附件4 members of the collection group. */
export type Annex = 'A3' | 'A4';

export const annexNames: Readonly<Record<Annex, string>> = {
  A3: '附件3 村级社会救助协理员花名册',
  A4: '附件4 困难救助信息采集组成员花名册',
};

export type FilingSubmitted = Fact<
  'FilingSubmitted',
  {
    readonly year: string;
    readonly townCode: string;
    readonly annex: Annex;
    /** `<stream>@<revision>` of the last fact the roster says: with it the same roster is drawn again. */
    readonly anchor: string;
    /** People on the roster. */
    readonly rows: number;
    /** SHA-256 over the sealed rows at the anchor, lower-case hex. */
    readonly contentHash: string;
    /** The lines themselves, which the hash is over; submissions recorded before lines were kept have none. */
    readonly kept?: FiledRoster;
    /** Name printed as 填报人. */
    readonly filledBy: SealedBox;
    /** Name printed as 审核人. */
    readonly reviewedBy: SealedBox;
  }
>;
/** Sent back; the township may submit again. */
export type FilingReturned = Fact<'FilingReturned', { readonly reasons: readonly SealedBox[] }>;
/** What counts for being on time is the submission accepted, not the day of accepting. */
export type FilingAccepted = Fact<'FilingAccepted', { readonly on: LocalDate }>;

/** Nothing stood at the end of the campaign's last day; written by a clock, as the first fact if need be. */
export type FilingOverdue = Fact<
  'FilingOverdue',
  {
    readonly year: string;
    readonly townCode: string;
    readonly annex: Annex;
    readonly deadlineId: string;
    readonly dueOn: LocalDate;
    readonly dueAt: Instant;
  }
>;

export type FilingFact = FilingSubmitted | FilingReturned | FilingAccepted | FilingOverdue;

export const filingSentences: Sentences<FilingFact> = {
  FilingSubmitted: ({ year, annex, rows, contentHash }) =>
    `报送 ${year} 年${annexNames[annex]}，${rows} 人，内容指纹 ${contentHash.slice(0, 12)}`,
  FilingReturned: ({ reasons }) => `退回备案，理由 ${reasons.length} 条`,
  FilingAccepted: ({ on }) => `${on} 接受备案`,
  FilingOverdue: ({ year, annex, dueOn }) => `${year} 年${annexNames[annex]}逾期未报，截止日 ${dueOn}`,
};
