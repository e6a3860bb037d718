import type { CareRisk } from '../../aggregates/household/care/care-risk.js';
import { clearedRisk, raisedRisk } from '../../aggregates/household/care/care-risk.js';
import type { HouseholdFact } from '../../aggregates/household/household.events.js';
import { joinedListings } from '../../aggregates/household/merging/merge.js';
import type { Monitoring } from '../../aggregates/household/monitoring/monitoring.js';
import { begunMonitoring, endedMonitoring, openMonitoring } from '../../aggregates/household/monitoring/monitoring.js';
import type { Watch } from '../../aggregates/household/watch/watch.js';
import {
  begunWatch,
  missedWatch,
  openWatch,
  releasedWatch,
  reviewedWatch,
} from '../../aggregates/household/watch/watch.js';
import type { Body, Projection, ViewDocument } from '../../platform/projections/projection.js';
import { entityOf, reducer } from '../../platform/projections/reducer.js';
import type { SealedBox } from '../../platform/sealing/sealed-box.js';

/** One household as the watch list, the monitoring and the care watch show it; with the names of everybody who ever belonged to it. */
export interface CareListsDocument extends ViewDocument {
  readonly town: string;
  readonly village: string;
  readonly group: string;
  readonly householdNo: string;
  readonly headId: string;
  /** By member id. */
  readonly names: Readonly<Record<string, SealedBox>>;
  readonly watches: readonly Watch[];
  /** `ON_WATCH` while one is open, `RELEASED` after the last, `NEVER` before the first. */
  readonly watchState: 'ON_WATCH' | 'RELEASED' | 'NEVER';
  readonly monitorings: readonly Monitoring[];
  /** `MONITORED` while one is open, `ENDED` after the last, `NEVER` before the first. */
  readonly monitoringState: 'MONITORED' | 'ENDED' | 'NEVER';
  readonly risks: readonly CareRisk[];
  /** `OPEN` while a care risk of anybody is open, `ENDED` after the last, `NEVER` before the first. */
  readonly riskState: 'OPEN' | 'ENDED' | 'NEVER';
}

type CareLists = Body<CareListsDocument>;

/** Facts that say to which group of its village a household belongs. */
const SAYS_GROUP: readonly string[] = ['HouseholdRegistered', 'AddressChanged', 'HouseholdMoved'];

export const careListsProjection: Projection<CareListsDocument> = {
  name: 'care-lists',
  version: 2,
  categories: ['household'],
  keys: ({ stream }) => [entityOf(stream)],
  indexes: [
    { name: 'watch_village_group_no', key: { watchState: 1, village: 1, group: 1, householdNo: 1, _id: 1 } },
    { name: 'monitoring_village_group_no', key: { monitoringState: 1, village: 1, group: 1, householdNo: 1, _id: 1 } },
    { name: 'risk_village_group_no', key: { riskState: 1, village: 1, group: 1, householdNo: 1, _id: 1 } },
  ],
  ...reducer<CareListsDocument, HouseholdFact>({
    HouseholdRegistered: (_, { data: { townCode, villageCode, groupNo = '', householdNo, head } }) => ({
      town: townCode,
      village: villageCode,
      group: groupNo,
      householdNo,
      headId: head.memberId,
      names: { [head.memberId]: head.name },
      watches: [],
      watchState: 'NEVER',
      monitorings: [],
      monitoringState: 'NEVER',
      risks: [],
      riskState: 'NEVER',
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
    HouseholdPutOnWatch: (old, { data }) => old && withWatches(old, begunWatch(old.watches, data)),
    WatchReviewed: (old, { data, metadata }) =>
      old && withWatches(old, reviewedWatch(old.watches, data, metadata.recordedAt)),
    WatchReviewMissed: (old, { data }) => old && withWatches(old, missedWatch(old.watches, data)),
    WatchReleased: (old, { data, metadata }) =>
      old && withWatches(old, releasedWatch(old.watches, data, metadata.recordedAt)),
    LowIncomeMonitoringStarted: (old, { data }) => old && withMonitorings(old, begunMonitoring(old.monitorings, data)),
    LowIncomeMonitoringEnded: (old, { data }) => old && withMonitorings(old, endedMonitoring(old.monitorings, data)),
    CareRiskIdentified: (old, { data }) => old && withRisks(old, raisedRisk(old.risks, data)),
    CareRiskCleared: (old, { data }) => old && withRisks(old, clearedRisk(old.risks, data)),
    HouseholdAbsorbed: (old, { data: { carried, newHeadMemberId } }) => {
      if (!old) return old;
      const all = carried.members.reduce((known, { particulars }) => named(known, particulars), old);
      const watched = withWatches(all, joinedListings(old.watches, carried.watches ?? []));
      const monitored = withMonitorings(watched, joinedListings(old.monitorings, carried.monitorings ?? []));
      const joined = withRisks(monitored, [...old.risks, ...(carried.careRisks ?? [])]);
      return { ...joined, headId: newHeadMemberId ?? old.headId };
    },
    HouseholdMergedInto: () => undefined,
  }),
};

function named(old: CareLists, { memberId, name }: { readonly memberId: string; readonly name: SealedBox }): CareLists {
  return { ...old, names: { ...old.names, [memberId]: name } };
}

function withWatches(old: CareLists, watches: readonly Watch[]): CareLists {
  const watchState = openWatch(watches) ? 'ON_WATCH' : watches.length > 0 ? 'RELEASED' : 'NEVER';
  return { ...old, watches, watchState };
}

function withMonitorings(old: CareLists, monitorings: readonly Monitoring[]): CareLists {
  const monitoringState = openMonitoring(monitorings) ? 'MONITORED' : monitorings.length > 0 ? 'ENDED' : 'NEVER';
  return { ...old, monitorings, monitoringState };
}

function withRisks(old: CareLists, risks: readonly CareRisk[]): CareLists {
  const isOpen = risks.some(({ until }) => until === undefined);
  return { ...old, risks, riskState: isOpen ? 'OPEN' : risks.length > 0 ? 'ENDED' : 'NEVER' };
}
