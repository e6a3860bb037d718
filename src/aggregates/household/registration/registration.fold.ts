import { localDateOf } from '../../../platform/calendar/local-date.js';
import type { Chapter } from '../fold-chapter.js';
import { memberFrom } from '../members/member.fold.js';

export const registrationFold: Chapter<'HouseholdRegistered' | 'RegistrationAbandoned'> = {
  HouseholdRegistered: (state, { id, type, data, metadata }) => ({
    status: 'registered',
    householdNo: data.householdNo,
    townCode: data.townCode,
    villageCode: data.villageCode,
    registeredOn: localDateOf(metadata.occurredAt),
    stays: [{ townCode: data.townCode, villageCode: data.villageCode, from: localDateOf(metadata.occurredAt) }],
    groupFrom: id,
    headId: data.head.memberId,
    members: [memberFrom(data.head, localDateOf(metadata.occurredAt), id)],
    listings: [],
    visits: [],
    watches: [],
    monitorings: [],
    careRisks: [],
    open: { corrections: {}, visitCorrections: {}, excuses: {}, merges: {}, splits: {} },
    excusedMonths: [],
    missedMonths: [],
    factTypes: { [id]: type },
    abandoned: state.abandoned,
    absorbed: [],
  }),
  RegistrationAbandoned: (state, { data }) => ({ ...state, abandoned: [...state.abandoned, data.commandId] }),
};
