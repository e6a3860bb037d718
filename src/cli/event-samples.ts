import type { Particulars } from '../aggregates/coordinator/appointment/particulars.js';
import type { Appointment, CoordinatorFact } from '../aggregates/coordinator/coordinator.events.js';
import type { FilingFact } from '../aggregates/filing/filing.events.js';
import type { GroupFact } from '../aggregates/group/group.events.js';
import type { GroupMember } from '../aggregates/group/members/group-member.js';
import type { Listing } from '../aggregates/household/listing/listing.js';
import type { HouseholdFact } from '../aggregates/household/household.events.js';
import type { MemberParticulars } from '../aggregates/household/members/member.js';
import type { VisitReport } from '../aggregates/household/visits/visit-report.js';
import type { PersonFact } from '../aggregates/person/person.events.js';
import type { RulebookFact } from '../aggregates/rulebook/rulebook.events.js';
import type { VillageFact } from '../aggregates/village/village.events.js';
import { schemaVersionIn } from '../known-facts.js';
import type { Envelope, JsonObject, Recorded } from '../platform/fact.js';
import type { SealedBox } from '../platform/sealing/sealed-box.js';
import { caseSamples } from './case-samples.js';
import { citySamples } from './city-samples.js';
import { movingSamples } from './moving-samples.js';
import type { SamplesOf } from './samples-of.js';
import { townshipSamples } from './township-samples.js';
import { watchSamples } from './watch-samples.js';

const HOUSEHOLD = '00000000-0000-7000-8000-0000000000a1';
const HEAD = '00000000-0000-7000-8000-0000000000b1';
const SPOUSE = '00000000-0000-7000-8000-0000000000b2';
const VISIT = '00000000-0000-7000-8000-0000000000c1';
const VISIT_PROPOSAL = '00000000-0000-7000-8000-0000000000d1';
const EXCUSE_PROPOSAL = '00000000-0000-7000-8000-0000000000d2';
const PROPOSAL = '00000000-0000-7000-8000-0000000000d3';
const COMMAND = '00000000-0000-7000-8000-0000000000f1';
const EVENT = '00000000-0000-7000-8000-0000000000f2';
const COORDINATOR = 'coordinator-1';
const SUCCESSOR = '00000000-0000-7000-8000-0000000000f4';
const DUTY = '00000000-0000-7000-8000-0000000000d4';
const MEMBER = '00000000-0000-7000-8000-0000000000b3';
const OTHER_MEMBER = '00000000-0000-7000-8000-0000000000b4';
const OTHER_COORDINATOR = '00000000-0000-7000-8000-0000000000f5';
const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);

const box: SealedBox = { subject: HOUSEHOLD, keyVersion: 1, nonce: 'n'.repeat(16), ciphertext: 'c'.repeat(32) };

const head: MemberParticulars = {
  memberId: HEAD,
  name: box,
  nameHash: HASH,
  surnameHash: OTHER_HASH,
  idNo: box,
  idHash: HASH,
  phone: box,
  relation: 'HEAD',
  birthYearMonth: box,
  ageBand: '60-79',
  minor: false,
  health: box,
  selfCare: 'FULL',
  student: false,
};

const listing: Listing = {
  listedOn: '2026-09-01',
  categoryCodes: ['DIBAO_EDGE'],
  hardshipCodes: ['SEVERE_ILLNESS'],
  currentAids: ['MEDICAL'],
  partialDibao: false,
  inDifficulty: true,
  kinFlag: false,
  source: 'SWEEP',
  coordinatorRef: COORDINATOR,
  remark: box,
};

const report: VisitReport = {
  visitId: VISIT,
  mode: 'HOME',
  visitors: [COORDINATOR],
  whoSeen: [HEAD],
  living: { food: { state: 'NORMAL' }, medical: { state: 'DIFFICULT', text: box } },
  changes: [{ kind: 'HEALTH', text: box }],
  needs: ['MEDICAL'],
  disposal: { kind: 'NONE' },
  evidence: [{ sha256: HASH, kind: 'PHOTO' }],
  acknowledgement: 'SIGNED',
  textHash: HASH,
};

const household: SamplesOf<HouseholdFact> = {
  HouseholdRegistered: {
    householdNo: 'NG-341881100201-000001',
    townCode: '341881100',
    villageCode: '341881100201',
    groupNo: '01',
    head,
    address: box,
    source: 'SWEEP',
  },
  RegistrationAbandoned: { commandId: COMMAND, memberId: HEAD },
  MemberAdded: { member: { ...head, memberId: SPOUSE, relation: 'SPOUSE', idHash: OTHER_HASH }, on: '2026-09-02' },
  MemberChanged: { memberId: HEAD, formerIdHash: OTHER_HASH, changed: { phone: box, idNo: box, idHash: HASH } },
  MemberRemoved: { memberId: SPOUSE, reason: 'DEATH', on: '2026-09-20', idHash: OTHER_HASH },
  HeadChanged: { memberId: SPOUSE, on: '2026-09-05', reason: box },
  AddressChanged: { address: box, groupNo: '02', on: '2026-09-06' },
  HouseholdListedAsKey: listing,
  KeyListingAdjusted: { changed: { currentAids: ['MEDICAL', 'TEMPORARY'], remark: box }, reason: box },
  HouseholdDelisted: { on: '2026-09-30', reason: 'RECOVERED', text: box },
  PatrolVisitRecorded: report,
  PatrolVisitAttempted: { visitId: VISIT, mode: 'HOME', visitors: [COORDINATOR], reason: 'NOBODY_HOME', text: box },
  VisitCorrectionProposed: {
    proposalId: VISIT_PROPOSAL,
    correctsVisitId: VISIT,
    corrected: { visitedAt: '2026-09-09T02:00:00.000Z', needs: ['MEDICAL'] },
    reason: box,
  },
  PatrolVisitCorrected: {
    proposalId: VISIT_PROPOSAL,
    correctsVisitId: VISIT,
    corrected: { visitedAt: '2026-09-09T02:00:00.000Z', needs: ['MEDICAL'] },
    reason: box,
    proposedBy: 'officer-1',
  },
  VisitCorrectionRejected: { proposalId: VISIT_PROPOSAL, reason: box },
  HouseholdChangeReported: { kind: 'HEALTH', text: box, reportedBy: COORDINATOR },
  ExcuseProposed: {
    proposalId: EXCUSE_PROPOSAL,
    month: '2026-09',
    reason: 'DEATH',
    text: box,
    evidence: [{ sha256: HASH, kind: 'PHOTO' }],
  },
  MonthlyVisitExcused: {
    month: '2026-09',
    reason: 'DEATH',
    ground: { kind: 'APPROVED', proposalId: EXCUSE_PROPOSAL, proposedBy: 'officer-1' },
  },
  ExcuseRejected: { proposalId: EXCUSE_PROPOSAL, reason: box },
  MonthlyVisitMissed: {
    deadlineId: '00000000-0000-7000-8000-0000000000f3',
    month: '2026-09',
    dueAt: '2026-10-13T16:00:00.000Z',
    responsible: [COORDINATOR],
    attempts: 1,
  },
  CorrectionProposed: {
    proposalId: PROPOSAL,
    corrects: EVENT,
    correctsType: 'AddressChanged',
    corrected: { on: '2026-09-07' },
    reason: box,
  },
  FactCorrected: {
    proposalId: PROPOSAL,
    corrects: EVENT,
    correctsType: 'AddressChanged',
    corrected: { on: '2026-09-07' },
    reason: box,
    proposedBy: 'officer-1',
  },
  CorrectionRejected: { proposalId: PROPOSAL, reason: box },
  ...movingSamples,
  ...watchSamples,
};

const particulars: Particulars = {
  name: box,
  nameHash: HASH,
  surnameHash: OTHER_HASH,
  idNo: box,
  idHash: HASH,
  phone: box,
  gender: box,
  birthYearMonth: box,
  ethnicity: box,
  politics: box,
  education: box,
  personRef: 'person-2',
};

const appointment: Appointment = {
  townCode: '341881100',
  particulars,
  villages: [{ villageCode: '341881100201', from: '2026-09-01' }],
  source: 'VILLAGE_COMMITTEE',
  post: box,
  remark: box,
};

const coordinator: SamplesOf<CoordinatorFact> = {
  CoordinatorAppointed: appointment,
  CoordinatorConverted: { ...appointment, source: 'CONVERTED_STAFF', fromPost: 'CIVIL_AFFAIRS' },
  CoordinatorChanged: { changed: { phone: box, remark: box } },
  VillagesAssigned: {
    villages: [{ villageCode: '341881100202', from: '2026-09-16' }],
    begun: ['341881100202'],
    ended: ['341881100201'],
    from: '2026-09-16',
    reason: 'ADJUSTMENT',
    text: box,
    handOverTo: SUCCESSOR,
    takesOverFrom: SUCCESSOR,
  },
  CoordinatorSuspended: {
    from: '2026-09-17',
    until: '2026-09-30',
    reason: 'ILLNESS',
    text: box,
    villages: ['341881100202'],
    handOverTo: SUCCESSOR,
  },
  CoordinatorResumed: { from: '2026-09-25', reason: 'RETURNED', text: box, villages: ['341881100202'] },
  CoordinatorTransferred: {
    fromTown: '341881100',
    toTown: '341881002',
    from: '2026-09-28',
    reason: 'ADJUSTMENT',
    text: box,
    villages: ['341881100202'],
    handOverTo: SUCCESSOR,
  },
  CoordinatorRelieved: {
    from: '2026-09-30',
    reason: 'RETIRED',
    text: box,
    villages: ['341881100202'],
    handOverTo: SUCCESSOR,
  },
  TrainingAttended: { trainingId: 'training-1', on: '2026-09-10', hours: 8, subject: box },
  InsuranceBound: { validFrom: '2026-09-01', validUntil: '2027-08-31', policyNo: box },
  InsuranceExpired: {
    deadlineId: '00000000-0000-7000-8000-0000000000f6',
    validUntil: '2027-08-31',
    dueAt: '2027-08-31T15:59:59.999Z',
  },
  EquipmentIssued: { kind: 'RECORDER', deviceNo: '0079', on: '2026-09-02' },
  EquipmentReturned: { kind: 'RECORDER', deviceNo: '0079', on: '2026-09-30' },
  AllowancePaid: { kind: 'TRANSPORT', period: '2026-09', money: 10_000 },
  SalaryPaid: { period: '2026-09', money: 200_000 },
  DutyAssigned: { dutyId: DUTY, kind: 'S06-6', on: '2026-09-10', text: box },
  DutyPerformed: { kind: 'S06-6', on: '2026-09-11', dutyId: DUTY, text: box },
  SocialForceMobilised: { kind: 'VOLUNTEERS', on: '2026-09-12', who: box, text: box },
  PublicLabourParticipated: { on: '2026-09-13', hours: 2, text: box },
};

const groupMember: GroupMember = {
  memberId: MEMBER,
  name: box,
  nameHash: HASH,
  surnameHash: OTHER_HASH,
  idNo: box,
  idHash: HASH,
  gender: box,
  phone: box,
  unit: box,
  post: box,
  civilAffairsStaff: true,
  villages: ['341881100201'],
  remark: box,
};

const filing: SamplesOf<FilingFact> = {
  FilingSubmitted: {
    year: '2026',
    townCode: '341881100',
    annex: 'A3',
    anchor: `coordinator-${SUCCESSOR}@3`,
    rows: 9,
    contentHash: HASH,
    filledBy: box,
    reviewedBy: box,
  },
  FilingReturned: { reasons: [box] },
  FilingAccepted: { on: '2026-11-20' },
  FilingOverdue: {
    year: '2026',
    townCode: '341881100',
    annex: 'A3',
    deadlineId: '00000000-0000-7000-8000-0000000000f7',
    dueOn: '2026-11-12',
    dueAt: '2026-11-12T15:59:59.999Z',
  },
};

const group: SamplesOf<GroupFact> = {
  GroupConstituted: { townCode: '341881100', on: '2026-09-01', leader: groupMember },
  LeaderDesignated: { memberId: OTHER_MEMBER, on: '2026-09-05' },
  GroupMemberAdded: { member: { ...groupMember, memberId: OTHER_MEMBER, civilAffairsStaff: false }, on: '2026-09-02' },
  GroupMemberChanged: { memberId: OTHER_MEMBER, changed: { phone: box, civilAffairsStaff: true } },
  GroupMemberRemoved: { memberId: MEMBER, on: '2026-09-10', reason: 'TRANSFER', newLeaderMemberId: OTHER_MEMBER },
  HotlinePublished: { number: '0563-4000000', on: '2026-09-01' },
};

const person: SamplesOf<PersonFact> = {
  PersonReserved: { householdRef: HOUSEHOLD, memberId: HEAD, commandId: COMMAND },
  PersonConfirmed: { householdRef: HOUSEHOLD, memberId: HEAD },
  PersonReleased: { householdRef: HOUSEHOLD, memberId: HEAD, reason: 'DEATH' },
};

const rulebook: SamplesOf<RulebookFact> = {
  ParameterPublished: {
    id: 'LATE-CUTOFF',
    value: 3,
    unit: '日',
    source: 'project default',
    effectiveFrom: '2026-01-01',
    overridableBy: 'BUREAU',
    clocked: true,
  },
  CalendarPublished: {
    year: 2026,
    holidays: ['2026-10-01', '2026-10-02'],
    makeUpWorkdays: ['2026-10-10'],
    source: 'project default',
  },
  DivisionsPublished: {
    edition: '2023',
    divisions: [
      { level: 'township', code: '341881100', name: '港口镇', parent: '341881', kind: '镇' },
      { level: 'village', code: '341881100201', name: '灰山村', parent: '341881100', kind: '村委会' },
    ],
    source: 'project default',
  },
};

const village: SamplesOf<VillageFact> = {
  ResponsibilityBegan: {
    villageCode: '341881100201',
    townCode: '341881100',
    coordinatorRef: SUCCESSOR,
    on: '2026-09-16',
    takesOverFrom: OTHER_COORDINATOR,
  },
  ResponsibilityEnded: { coordinatorRef: SUCCESSOR, on: '2026-09-20', handOverTo: OTHER_COORDINATOR },
  VillageCoverageLost: { on: '2026-09-20' },
  VillageCoverageRegained: { on: '2026-09-25' },
  SecretaryDesignated: {
    villageCode: '341881100201',
    townCode: '341881100',
    personId: MEMBER,
    name: box,
    nameHash: HASH,
    surnameHash: OTHER_HASH,
    phone: box,
    from: '2026-09-01',
  },
  SweepCompleted: {
    villageCode: '341881100201',
    townCode: '341881100',
    from: '2026-09-01',
    until: '2026-09-10',
    households: 412,
    clues: ['clue-1'],
  },
};

/**
 * One fact of every type as this release writes it, complete for the compiler. `npm run generate` stores each as
 * `test/golden/events/<Type>.v<n>.json`; what is stored there was written into somebody's log and never changes again:
 * a new shape is a new version beside the old one. Nobody real is meant; no box opens.
 * Payloads by stream category and type, in the order of life.
 */
export const eventSamples: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  case: caseSamples({ box, hash: HASH, householdRef: HOUSEHOLD, memberId: HEAD, coordinatorRef: COORDINATOR }),
  city: citySamples,
  coordinator,
  filing,
  group,
  household,
  person,
  rulebook,
  township: townshipSamples({ box, hash: HASH }),
  village,
};

const streams: Readonly<Record<string, string>> = {
  case: 'case-00000000-0000-7000-8000-0000000000a2',
  city: 'city',
  coordinator: `coordinator-${SUCCESSOR}`,
  filing: 'filing-2026_341881100_A3',
  group: 'group-341881100',
  household: `household-${HOUSEHOLD}`,
  person: `person-${HASH}`,
  rulebook: 'rulebook',
  township: 'township-341881100_2026',
  village: 'village-341881100201',
};

const metadata: Omit<Envelope, 'schemaVersion'> = {
  $correlationId: COMMAND,
  $causationId: COMMAND,
  commandId: COMMAND,
  requestHash: HASH,
  actorId: 'officer-1',
  actorPerson: 'person-1',
  actorRole: 'OFFICER',
  actorOrg: '341881100',
  townCode: '341881100',
  villageCode: '341881100201',
  subjectPeriod: '2026-09',
  divisionEdition: '2023',
  rulebookVersion: '1',
  occurredAt: '2026-09-10T01:00:00.000Z',
  recordedAt: '2026-09-10T02:00:00.000Z',
};

/** The sample of a type as a whole recorded fact, alone in its stream. */
export function sampleFact(category: string, type: string): Recorded {
  const data = eventSamples[category]?.[type];
  const stream = streams[category];
  if (data === undefined || stream === undefined) throw new Error(`no sample of ${category}/${type}`);
  return {
    type,
    data: data as JsonObject,
    id: EVENT,
    stream,
    revision: 0,
    position: 1,
    metadata: { ...metadata, schemaVersion: schemaVersionIn(category, type) },
  };
}
