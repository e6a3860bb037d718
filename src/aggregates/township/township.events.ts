import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../platform/fact.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';
import type { Answer, Channel } from './codes.js';
import { answerNames, channelNames } from './codes.js';

/**
 * Every fact of a stream `township-<townCode>_<year>`: what one township did of the notice in one year, apart from its
 * households and its staff. The year is the one in which the day of the fact lies; of an assessment the year assessed,
 * of an order the year of its first day, of an acknowledgement the year of the alert.
 */

/** Any of these may be the stream's first fact: each says whose it is. */
type OfTown = { readonly townCode: string };

/** The policy was carried to the people by one of the seven channels of S12. */
export type PublicityActRecorded = Fact<
  'PublicityActRecorded',
  OfTown & {
    readonly channel: Channel;
    readonly on: LocalDate;
    /** SHA-256 of photos or papers. */
    readonly evidence: readonly string[];
  }
>;
/** Without a village it concerned the whole township (S35). */
export type SupervisionRecorded = Fact<
  'SupervisionRecorded',
  OfTown & { readonly villageCode?: string; readonly on: LocalDate; readonly finding: SealedBox }
>;
export type TrainingHeld = Fact<
  'TrainingHeld',
  OfTown & {
    readonly trainingId: string;
    /** In clear: it names no person. */
    readonly subject: string;
    readonly hours: number;
    readonly on: LocalDate;
  }
>;
export type VillageAssessed = Fact<
  'VillageAssessed',
  OfTown & {
    readonly villageCode: string;
    /** Year assessed. */
    readonly year: string;
    readonly on: LocalDate;
    /** Hundredths of a point, 0 to 10000. */
    readonly score: number;
    readonly rubricVersion: string;
  }
>;
export type RewardOrPenaltyRecorded = Fact<
  'RewardOrPenaltyRecorded',
  OfTown & {
    readonly villageCode: string;
    readonly kind: Answer;
    readonly on: LocalDate;
    readonly measure: SealedBox;
  }
>;
/** From `on`, that day included, this person answers for the work in the township (S30). */
export type ResponsiblePersonDesignated = Fact<
  'ResponsiblePersonDesignated',
  OfTown & {
    readonly personId: string;
    readonly name: SealedBox;
    readonly nameHash: string;
    readonly surnameHash: string;
    readonly phone: SealedBox;
    readonly post?: SealedBox;
    readonly duties?: SealedBox;
    readonly on: LocalDate;
  }
>;
export type EmergencyOrderDeclared = Fact<
  'EmergencyOrderDeclared',
  OfTown & {
    readonly orderId: string;
    /** Empty for the whole township. */
    readonly villages: readonly string[];
    readonly from: LocalDate;
    /** Last day. */
    readonly until: LocalDate;
    /** In clear: it names no person. */
    readonly reason: string;
  }
>;
/** `on` is the last day on which the order holds. */
export type EmergencyOrderEnded = Fact<'EmergencyOrderEnded', OfTown & { readonly orderId: string; readonly on: LocalDate }>;
/** Who and when stand in the envelope. */
export type AlertAcknowledged = Fact<'AlertAcknowledged', OfTown & { readonly alertId: string }>;

export type TownshipFact =
  | PublicityActRecorded
  | SupervisionRecorded
  | TrainingHeld
  | VillageAssessed
  | RewardOrPenaltyRecorded
  | ResponsiblePersonDesignated
  | EmergencyOrderDeclared
  | EmergencyOrderEnded
  | AlertAcknowledged;

export const townshipSentences: Sentences<TownshipFact> = {
  PublicityActRecorded: ({ channel, on, evidence }) =>
    `${on} 通过${channelNames[channel]}开展政策宣传，佐证 ${evidence.length} 件`,
  SupervisionRecorded: ({ villageCode, on }) => `${on} 对${villageCode ?? '全乡镇(街道)'}急难发现报告开展督查`,
  TrainingHeld: ({ trainingId, subject, hours, on }) =>
    `${on} 举办培训“${subject}”，${hours} 学时，培训编号 ${trainingId.slice(0, 8)}`,
  VillageAssessed: ({ villageCode, year, on, score, rubricVersion }) =>
    `${on} 考核 ${villageCode} ${year} 年度得分 ${(score / 100).toFixed(2)}，评分标准 ${rubricVersion}`,
  RewardOrPenaltyRecorded: ({ villageCode, kind, on }) => `${on} 对 ${villageCode} ${answerNames[kind]}`,
  ResponsiblePersonDesignated: ({ personId, on }) => `自 ${on} 起确定专人 ${personId.slice(0, 8)} 负责社会救助主动发现`,
  EmergencyOrderDeclared: ({ orderId, villages, from, until, reason }) =>
    `宣布重大突发事件应急令 ${orderId.slice(0, 8)}，${from} 至 ${until}，范围：${villages.join('、') || '全乡镇(街道)'}，事由：${reason}`,
  EmergencyOrderEnded: ({ orderId, on }) => `应急令 ${orderId.slice(0, 8)} 于 ${on} 提前结束`,
  AlertAcknowledged: ({ alertId }) => `已阅知提醒 ${alertId}`,
};
