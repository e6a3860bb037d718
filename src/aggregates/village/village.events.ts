import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../platform/fact.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** Every fact of a stream `village-<code>`: who answered for it from when to when, when nobody did, who leads it and when it was swept. */

/** From `on`, that day included, this coordinator answers for the village (again). */
export type ResponsibilityBegan = Fact<
  'ResponsibilityBegan',
  {
    readonly villageCode: string;
    readonly townCode: string;
    readonly coordinatorRef: string;
    readonly on: LocalDate;
    readonly takesOverFrom?: string;
  }
>;
/** `on` is the first day on which he no longer answers. */
export type ResponsibilityEnded = Fact<
  'ResponsibilityEnded',
  { readonly coordinatorRef: string; readonly on: LocalDate; readonly handOverTo?: string }
>;
/** From `on` nobody answers for the village (I-01): somebody must be told. */
export type VillageCoverageLost = Fact<'VillageCoverageLost', { readonly on: LocalDate }>;
export type VillageCoverageRegained = Fact<'VillageCoverageRegained', { readonly on: LocalDate }>;

/** The party secretary leads the work in the village from that day on (S08). */
export type SecretaryDesignated = Fact<
  'SecretaryDesignated',
  {
    readonly villageCode: string;
    readonly townCode: string;
    readonly personId: string;
    readonly name: SealedBox;
    readonly nameHash: string;
    readonly surnameHash: string;
    readonly phone?: SealedBox;
    readonly from: LocalDate;
  }
>;
/** 全面摸排 (S14): both days included. */
export type SweepCompleted = Fact<
  'SweepCompleted',
  {
    readonly villageCode: string;
    readonly townCode: string;
    readonly from: LocalDate;
    readonly until: LocalDate;
    /** Screened. */
    readonly households: number;
    /** References of the clues it brought. */
    readonly clues: readonly string[];
  }
>;

export type VillageFact =
  | ResponsibilityBegan
  | ResponsibilityEnded
  | VillageCoverageLost
  | VillageCoverageRegained
  | SecretaryDesignated
  | SweepCompleted;

export const villageSentences: Sentences<VillageFact> = {
  ResponsibilityBegan: ({ villageCode, coordinatorRef, on, takesOverFrom }) =>
    `自 ${on} 起由协理员 ${short(coordinatorRef)} 负责 ${villageCode}${takesOverFrom === undefined ? '' : `（接自 ${short(takesOverFrom)}）`}`,
  ResponsibilityEnded: ({ coordinatorRef, on, handOverTo }) =>
    `自 ${on} 起协理员 ${short(coordinatorRef)} 不再负责本村(社区)${handOverTo === undefined ? '' : `（移交 ${short(handOverTo)}）`}`,
  VillageCoverageLost: ({ on }) => `自 ${on} 起本村(社区)无在岗协理员`,
  VillageCoverageRegained: ({ on }) => `自 ${on} 起本村(社区)恢复协理员覆盖`,
  SecretaryDesignated: ({ villageCode, personId, from }) =>
    `自 ${from} 起确定 ${villageCode} 党组织书记 ${short(personId)}`,
  SweepCompleted: ({ villageCode, from, until, households, clues }) =>
    `${from} 至 ${until} 完成 ${villageCode} 全面摸排，${households} 户，线索 ${clues.length} 条`,
};

function short(id: string): string {
  return id.slice(0, 8);
}
