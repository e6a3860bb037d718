import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { careRiskNames, nameAll } from '../codes.js';

/** Facts of a household in which somebody may be ill cared for (S22), in the order of life. */

export type CareRiskIdentified = Fact<
  'CareRiskIdentified',
  {
    readonly riskId: string;
    readonly memberId: string;
    readonly kind: string;
    readonly on: LocalDate;
    readonly text: SealedBox;
  }
>;
export type CareRiskCleared = Fact<
  'CareRiskCleared',
  {
    readonly riskId: string;
    readonly memberId: string;
    readonly kind: string;
    readonly on: LocalDate;
    readonly text: SealedBox;
  }
>;

export type CareFact = CareRiskIdentified | CareRiskCleared;

export const careSentences: Sentences<CareFact> = {
  CareRiskIdentified: ({ memberId, kind, on }) =>
    `${on} 发现成员 ${memberId.slice(0, 8)} 的照料风险：${nameAll([kind], careRiskNames)}`,
  CareRiskCleared: ({ memberId, kind, on }) =>
    `${on} 解除成员 ${memberId.slice(0, 8)} 的照料风险：${nameAll([kind], careRiskNames)}`,
};
