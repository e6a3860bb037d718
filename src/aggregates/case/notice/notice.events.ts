import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { fileTargetNames, nameAll, nameOf, noticeFieldNames, objectionNames, placeNames } from '../codes.js';

/** Public notice of a first opinion, what is said against it, and the way of the file upwards (L2 arts. 19, 20). */

type Of = { readonly applicationId: string };

/** One printed field; the words stay sealed at rest and end with the notice. */
export type NoticeField = { readonly field: string; readonly value: SealedBox };

export type PublicNoticePosted = Fact<
  'PublicNoticePosted',
  Of & {
    readonly place: string;
    readonly from: LocalDate;
    /** Its last day; a last day that is a rest day yields to the next working day (民法典 art. 203). */
    readonly until: LocalDate;
    readonly fields: readonly NoticeField[];
  }
>;
export type PublicNoticeEnded = Fact<'PublicNoticeEnded', Of>;
export type ObjectionRaised = Fact<
  'ObjectionRaised',
  Of & { readonly objectionId: string; readonly by: SealedBox; readonly text: SealedBox }
>;
export type ObjectionSettled = Fact<
  'ObjectionSettled',
  Of & { readonly objectionId: string; readonly outcome: string; readonly text: SealedBox }
>;
export type FileForwarded = Fact<'FileForwarded', Of & { readonly to: string; readonly on: LocalDate }>;
export type FileReceived = Fact<'FileReceived', Of & { readonly on: LocalDate }>;

export type NoticeFact =
  PublicNoticePosted | PublicNoticeEnded | ObjectionRaised | ObjectionSettled | FileForwarded | FileReceived;

export const noticeSentences: Sentences<NoticeFact> = {
  PublicNoticePosted: ({ place, from, until, fields }) =>
    `自 ${from} 至 ${until} 在${nameOf(place, placeNames)}公示：${nameAll(
      fields.map(({ field }) => field),
      noticeFieldNames,
    )}`,
  PublicNoticeEnded: () => '公示期满',
  ObjectionRaised: ({ objectionId }) => `收到异议 ${objectionId.slice(0, 8)}`,
  ObjectionSettled: ({ objectionId, outcome }) =>
    `异议 ${objectionId.slice(0, 8)} 处理结果：${nameOf(outcome, objectionNames)}`,
  FileForwarded: ({ to, on }) => `${on} 材料上报${nameOf(to, fileTargetNames)}`,
  FileReceived: ({ on }) => `${on} 收到上报材料`,
};
