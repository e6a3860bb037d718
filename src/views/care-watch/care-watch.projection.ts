import type { CareRisk } from '../../aggregates/household/care/care-risk.js';
import { clearedRisk, raisedRisk } from '../../aggregates/household/care/care-risk.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** One household as the care watch shows it; with the names of everybody who ever belonged to it. */
export interface CareWatchDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly group: string;
  readonly householdNo: string;
  readonly headId: string;
  /** By member id. */
  readonly names: Readonly<Record<string, SealedBox>>;
  readonly risks: readonly CareRisk[];
  /** `OPEN` while a risk of anybody is open, `ENDED` after the last, `NEVER` before the first. */
  readonly state: 'OPEN' | 'ENDED' | 'NEVER';
}

type CareWatch = Body<CareWatchDocument>;

/** Facts that say to which group of its village a household belongs. */
const SAYS_GROUP: readonly string[] = ['HouseholdRegistered', 'AddressChanged', 'HouseholdMoved'];

export const careWatchProjection: Projection<CareWatchDocument> = {
  name: 'care-watch',
  version: 1,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [{ name: 'state_village_group_no', key: { state: 1, village: 1, group: 1, householdNo: 1, _id: 1 } }],
  ...reducer<CareWatchDocument, HouseholdFact>({
    HouseholdRegistered: (_, { data: { townCode, villageCode, groupNo = '', householdNo, head } }) => ({
      town: townCode,
      village: villageCode,
      group: groupNo,
      householdNo,
      headId: head.memberId,
      names: { [head.memberId]: head.name },
      risks: [],
      state: 'NEVER',
    }),
    MemberAdded: (old, { data: { member, asHead } }) =>
      old && { ...named(old, member), headId: asHead ? member.memberId : old.headId },
    MemberChanged: (old, { data: { memberId, changed } }) =>
      old && (changed.name === undefined ? old : named(old, { memberId, name: changed.name })),
    MemberRemoved: (old, { data: { newHeadMemberId } }) => old && { ...old, headId: newHeadMemberId ?? old.headId },
    HeadChanged: (old, { data: { memberId } }) => old && { ...old, headId: memberId },
    AddressChanged: (old, { data: { groupNo } }) => old && { ...old, group: groupNo ?? old.group },
    HouseholdMoved: (old, { data: { toTown, toVillage, groupNo = '' } }) =>
      old && { ...old, town: toTown, village: toVillage, group: groupNo },
    FactCorrected: (old, { data: { correctsType, corrected } }) =>
      old && typeof corrected['groupNo'] === 'string' && SAYS_GROUP.includes(correctsType)
        ? { ...old, group: corrected['groupNo'] }
        : old,
    CareRiskIdentified: (old, { data }) => old && withRisks(old, raisedRisk(old.risks, data)),
    CareRiskCleared: (old, { data }) => old && withRisks(old, clearedRisk(old.risks, data)),
    HouseholdAbsorbed: (old, { data: { carried, newHeadMemberId } }) => {
      if (!old) return old;
      const all = carried.members.reduce((known, { particulars }) => named(known, particulars), old);
      const joined = withRisks(all, [...old.risks, ...(carried.careRisks ?? [])]);
      return { ...joined, headId: newHeadMemberId ?? old.headId };
    },
    HouseholdMergedInto: () => undefined,
  }),
};

function named(old: CareWatch, { memberId, name }: { readonly memberId: string; readonly name: SealedBox }): CareWatch {
  return { ...old, names: { ...old.names, [memberId]: name } };
}

function withRisks(old: CareWatch, risks: readonly CareRisk[]): CareWatch {
  const isOpen = risks.some(({ until }) => until === undefined);
  return { ...old, risks, state: isOpen ? 'OPEN' : risks.length > 0 ? 'ENDED' : 'NEVER' };
}
