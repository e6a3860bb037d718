import type { Sentences } from '../../platform/change/sentences.js';
import type { Fact, LocalDate } from '../../platform/fact.js';

/** Every fact of a stream `village-<code>`: who answered for it from when to when, and when nobody did. */

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

export type VillageFact = ResponsibilityBegan | ResponsibilityEnded | VillageCoverageLost | VillageCoverageRegained;

export const villageSentences: Sentences<VillageFact> = {
  ResponsibilityBegan: ({ villageCode, coordinatorRef, on, takesOverFrom }) =>
    `自 ${on} 起由协理员 ${short(coordinatorRef)} 负责 ${villageCode}${takesOverFrom === undefined ? '' : `（接自 ${short(takesOverFrom)}）`}`,
  ResponsibilityEnded: ({ coordinatorRef, on, handOverTo }) =>
    `自 ${on} 起协理员 ${short(coordinatorRef)} 不再负责本村(社区)${handOverTo === undefined ? '' : `（移交 ${short(handOverTo)}）`}`,
  VillageCoverageLost: ({ on }) => `自 ${on} 起本村(社区)无在岗协理员`,
  VillageCoverageRegained: ({ on }) => `自 ${on} 起本村(社区)恢复协理员覆盖`,
};

function short(id: string): string {
  return id.slice(0, 8);
}
