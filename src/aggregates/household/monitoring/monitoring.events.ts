import type { Sentences } from '../../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../../platform/fact.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import { categoryNames, delistNames, nameAll } from '../codes.js';

/** Facts of a household in the monitoring of low-income people (S26), in the order of life. */

export type LowIncomeMonitoringStarted = Fact<
  'LowIncomeMonitoringStarted',
  {
    readonly monitoringId: string;
    readonly category: string;
    /** Members for whose sake the household is monitored. */
    readonly beneficiaries: readonly string[];
    readonly from: LocalDate;
    /** The case by whose classification it began. */
    readonly caseRef?: string;
    /** Absent where a case says it. */
    readonly reason?: SealedBox;
  }
>;
export type LowIncomeMonitoringEnded = Fact<
  'LowIncomeMonitoringEnded',
  { readonly monitoringId: string; readonly until: LocalDate; readonly reason: string; readonly text?: SealedBox }
>;

export type MonitoringFact = LowIncomeMonitoringStarted | LowIncomeMonitoringEnded;

export const monitoringSentences: Sentences<MonitoringFact> = {
  LowIncomeMonitoringStarted: ({ category, from, caseRef }) =>
    `自 ${from} 起纳入低收入人口动态监测，类别：${nameAll([category], categoryNames)}${caseRef === undefined ? '' : '（按个案归类）'}`,
  LowIncomeMonitoringEnded: ({ until, reason }) =>
    `${until} 结束低收入人口动态监测，原因：${nameAll([reason], delistNames)}`,
};
