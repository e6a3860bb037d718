import type { CaseFact } from '../../../src/aggregates/case/case.events.js';
import type { CaseStatus } from '../../../src/aggregates/case/case-status.js';
import { statusAfter } from '../../../src/aggregates/case/case-status.js';
import type { JsonObject, Recorded } from '../../../src/platform/fact.js';
import type { CareStage } from './care-stages.js';
import { stageAfter } from './care-stages.js';

export type ProposalKind = 'visit-corrections' | 'excuses' | 'corrections' | 'mergers' | 'splits';

/** What a clerk would remember of a household. */
export interface Home {
  readonly id: string;
  villageCode: string;
  /** A move into another township that nobody there has answered. */
  moveRequest?: string;
  headMemberId: string;
  listed: boolean;
  watched: boolean;
  monitored: boolean;
  /** The care risk that was raised last and is open. */
  atRisk?: { readonly memberId: string; readonly kind: string };
  readonly members: string[];
  readonly visits: string[];
  /** Ids of facts that a correction may name. */
  readonly facts: string[];
  readonly evidence: string[];
  readonly open: Readonly<Record<ProposalKind, Set<string>>>;
}

/** What is known of a coordinator: whose he is and whether he serves. */
export interface Servant {
  readonly id: string;
  townCode: string;
  state: 'on-duty' | 'suspended' | 'relieved';
}

/** What is known of a case: whose it is and where it stands. */
export interface KnownFile {
  readonly id: string;
  townCode: string;
  villageCode: string;
  status: CaseStatus;
  /**
   * Ids of each kind that its facts brought: `problemId` …; of applications those that wait, of measures those granted, of
   * corrections those that nobody has answered.
   */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** The last application that was refused. */
  readonly refused?: string;
  readonly urgent: boolean;
  /** What it may be classified by: sub-items of the ledger that something was given for. */
  readonly given: readonly string[];
  readonly care?: CareStage;
}

interface Step {
  readonly home: Home;
  readonly fact: Recorded;
}

const DECIDED: readonly string[] = ['MeasureGranted', 'MeasureRefused', 'ApplicationWithdrawn'];

const CORRECTIONS: readonly string[] = ['CorrectionProposed', 'FactCorrected', 'CorrectionRejected'];

function stillOpen(open: readonly string[], { type, data }: Recorded): readonly string[] {
  const proposal = String(data['proposalId']);
  return type === 'CorrectionProposed' ? [...open, proposal] : open.filter((one) => one !== proposal);
}

/** Of the paths that the forms apply for. */
const subItems: Readonly<Record<string, string>> = {
  EDGE: 'LOW_INCOME',
  RIGID_EXP: 'LOW_INCOME',
  DIBAO_SINGLE: 'DIBAO',
};

function givenBy({ type, data }: Recorded): readonly string[] {
  const kind = String(data['kind']);
  if (type === 'EmergencyAidDisbursed') return ['TEMPORARY'];
  return type === 'MeasureGranted' ? [subItems[kind] ?? kind] : [];
}

/** Money that was given at once is no measure that runs, and an application is named by many facts after its end. */
function counts(name: string, type: string): boolean {
  if (name === 'applicationId') return type === 'ApplicationAccepted';
  return name !== 'measureId' || type === 'MeasureGranted';
}

/** The ids that exist by now, learnt from the facts: what a stateful request needs to reach its operation. */
export class KnownWorld {
  readonly homes = new Map<string, Home>();
  readonly cases = new Map<string, KnownFile>();
  readonly coordinators = new Map<string, Servant>();
  /** Of the one group that is known, the latest last. */
  readonly groupMembers: string[] = [];
  /** Handed out, by whose they are. */
  readonly devices: { readonly holder: string; readonly kind: string; readonly deviceNo: string }[] = [];
  readonly orders: string[] = [];
  readonly proposedExports = new Set<string>();
  readonly approvedExports: string[] = [];
  readonly grants = new Set<string>();
  readonly evidence: string[] = [];
  /** Years of the campaigns opened. */
  readonly campaigns: string[] = [];
  /** Filings the bureau has to answer. */
  readonly filings = new Set<string>();
  /** Declared by the one township that is known. */
  readonly emergencyOrders: string[] = [];
  /** Held by that township. */
  readonly trainings: string[] = [];
  readonly cursors: string[] = [];
  readonly positions: string[] = [];

  learn(fact: Recorded): void {
    const id = fact.stream.startsWith('household-') ? fact.stream.slice('household-'.length) : undefined;
    if (fact.stream.startsWith('coordinator-')) this.learnOfCoordinator(fact);
    else if (fact.stream.startsWith('group-')) this.learnOfGroup(fact);
    else if (fact.stream.startsWith('filing-')) this.learnOfFiling(fact);
    else if (fact.stream.startsWith('case-')) this.learnOfCase(fact);
    else if (fact.type === 'EmergencyOrderDeclared') this.emergencyOrders.push(String(fact.data['orderId']));
    else if (fact.type === 'TrainingHeld') this.trainings.push(String(fact.data['trainingId']));
    else if (id === undefined) this.learnOfCity(fact);
    else if (fact.type === 'HouseholdRegistered') this.homes.set(id, newHome(id, fact.data));
    const home = id === undefined ? undefined : this.homes.get(id);
    if (!home) return;
    home.facts.push(fact.id);
    learners[fact.type]?.({ home, fact });
    // Who lives in another township, or has ended in another household, is out of these accounts' reach.
    if (!home.villageCode.startsWith('341881100') || fact.type === 'MergeApproved') this.homes.delete(home.id);
  }

  private learnOfCase(fact: Recorded): void {
    const id = fact.stream.slice('case-'.length);
    const known = this.cases.get(id);
    const status = statusAfter(known?.status, fact as Recorded<CaseFact>);
    if (status === undefined) return;
    const { townCode = '', villageCode = '' } = fact.metadata;
    const ids: Record<string, readonly string[]> = { ...known?.ids };
    for (const [name, value] of Object.entries(fact.data))
      if (
        !CORRECTIONS.includes(fact.type) &&
        name.endsWith('Id') &&
        typeof value === 'string' &&
        counts(name, fact.type)
      )
        ids[name] = [...new Set([...(ids[name] ?? []), value])];
    if (fact.type === 'ClueReported') ids['clueFact'] = [fact.id];
    if (CORRECTIONS.includes(fact.type)) ids['correctionId'] = stillOpen(ids['correctionId'] ?? [], fact);
    if (DECIDED.includes(fact.type))
      ids['applicationId'] = (ids['applicationId'] ?? []).filter((one) => one !== fact.data['applicationId']);
    // The world stands still on 10 September 2026: a notice that ended before is not hanging.
    if (fact.type === 'PublicNoticePosted') ids['hanging'] = [String(fact.data['applicationId'])];
    if (DECIDED.includes(fact.type) || fact.type === 'ObjectionSettled' || String(fact.data['until']) < '2026-09-10')
      delete ids['hanging'];
    const refused = fact.type === 'MeasureRefused' ? String(fact.data['applicationId']) : known?.refused;
    const care = stageAfter(known?.care, fact);
    this.cases.set(id, {
      id,
      townCode,
      villageCode,
      status,
      ids,
      urgent: fact.type === 'UrgencyAssessed' ? fact.data['urgency'] === 'URGENT' : (known?.urgent ?? false),
      given: [...(known?.given ?? []), ...givenBy(fact)],
      care,
      ...(refused === undefined ? {} : { refused }),
    });
  }

  private learnOfFiling({ stream, type }: Recorded): void {
    const id = stream.slice('filing-'.length);
    if (type === 'FilingSubmitted') this.filings.add(id);
    else this.filings.delete(id);
  }

  private learnOfGroup({ type, data }: Recorded): void {
    const { memberId } = (data['leader'] ?? data['member'] ?? data) as { memberId: string };
    if (type === 'GroupConstituted' || type === 'GroupMemberAdded') this.groupMembers.push(memberId);
    if (type === 'GroupMemberRemoved') this.groupMembers.splice(this.groupMembers.indexOf(memberId), 1);
  }

  private learnOfCoordinator({ stream, type, data }: Recorded): void {
    const id = stream.slice('coordinator-'.length);
    if (type === 'CoordinatorAppointed' || type === 'CoordinatorConverted')
      this.coordinators.set(id, { id, townCode: String(data['townCode']), state: 'on-duty' });
    const known = this.coordinators.get(id);
    if (!known) return;
    if (type === 'EquipmentIssued')
      this.devices.push({ holder: id, kind: String(data['kind']), deviceNo: String(data['deviceNo']) });
    if (type === 'EquipmentReturned' || type === 'CoordinatorTransferred') {
      // What went along to another township is out of this officer's reach.
      const left = this.devices.filter(
        ({ holder, deviceNo }) => holder !== id || (type === 'EquipmentReturned' && deviceNo !== data['deviceNo']),
      );
      this.devices.splice(0, this.devices.length, ...left);
    }
    if (type === 'CoordinatorSuspended') known.state = 'suspended';
    if (type === 'CoordinatorResumed' || type === 'CoordinatorTransferred') known.state = 'on-duty';
    if (type === 'CoordinatorTransferred') known.townCode = String(data['toTown']);
    if (type === 'CoordinatorRelieved') known.state = 'relieved';
  }

  private learnOfCity({ type, data }: Recorded): void {
    const exportId = String(data['exportId']);
    const grantId = String(data['grantId']);
    if (type === 'AuditOrderIssued') this.orders.push(String(data['orderNo']));
    if (type === 'ExportProposed') this.proposedExports.add(exportId);
    if (type === 'ExportApproved' || type === 'ExportRejected') this.proposedExports.delete(exportId);
    if (type === 'ExportApproved') this.approvedExports.push(exportId);
    if (type === 'FilingCampaignOpened') this.campaigns.push(String(data['year']));
    if (type === 'BreakGlassOpened') this.grants.add(grantId);
    if (type === 'BreakGlassReviewed') this.grants.delete(grantId);
  }
}

function newHome(id: string, data: JsonObject): Home {
  const { memberId } = data['head'] as { memberId: string };
  return {
    id,
    villageCode: String(data['villageCode']),
    headMemberId: memberId,
    listed: false,
    watched: false,
    monitored: false,
    members: [memberId],
    visits: [],
    facts: [],
    evidence: [],
    open: {
      'visit-corrections': new Set(),
      excuses: new Set(),
      corrections: new Set(),
      mergers: new Set(),
      splits: new Set(),
    },
  };
}

const learners: Readonly<Record<string, (step: Step) => void>> = {
  MemberAdded: ({ home, fact: { data } }) => {
    const { memberId } = data['member'] as { memberId: string };
    home.members.push(memberId);
    if (data['asHead'] === true) home.headMemberId = memberId;
  },
  MemberRemoved: ({ home, fact: { data } }) => {
    home.members.splice(home.members.indexOf(String(data['memberId'])), 1);
    if (data['newHeadMemberId'] !== undefined) home.headMemberId = String(data['newHeadMemberId']);
  },
  HouseholdMoveRequested: ({ home, fact: { data } }) => (home.moveRequest = String(data['requestId'])),
  HouseholdMoved: ({ home, fact: { data } }) => {
    home.villageCode = String(data['toVillage']);
    home.moveRequest = undefined;
  },
  HeadChanged: ({ home, fact: { data } }) => (home.headMemberId = String(data['memberId'])),
  HouseholdListedAsKey: ({ home }) => (home.listed = true),
  HouseholdDelisted: ({ home }) => (home.listed = false),
  LowIncomeMonitoringStarted: ({ home }) => (home.monitored = true),
  LowIncomeMonitoringEnded: ({ home }) => (home.monitored = false),
  CareRiskIdentified: ({ home, fact: { data } }) =>
    (home.atRisk = { memberId: String(data['memberId']), kind: String(data['kind']) }),
  CareRiskCleared: ({ home }) => (home.atRisk = undefined),
  HouseholdPutOnWatch: ({ home }) => (home.watched = true),
  WatchReleased: ({ home }) => (home.watched = false),
  PatrolVisitRecorded: ({ home, fact: { data } }) => {
    home.visits.push(String(data['visitId']));
    home.evidence.push(...(data['evidence'] as { sha256: string }[]).map(({ sha256 }) => sha256));
  },
  VisitCorrectionProposed: opened('visit-corrections'),
  PatrolVisitCorrected: settled('visit-corrections'),
  VisitCorrectionRejected: settled('visit-corrections'),
  SplitProposed: opened('splits'),
  SplitRejected: settled('splits'),
  HouseholdSplit: (step) => {
    settled('splits')(step);
    const { memberIds } = step.fact.data as unknown as { readonly memberIds: readonly string[] };
    for (const memberId of memberIds) step.home.members.splice(step.home.members.indexOf(memberId), 1);
  },
  MergeProposed: opened('mergers'),
  MergeRejected: settled('mergers'),
  ExcuseProposed: opened('excuses'),
  MonthlyVisitExcused: ({ home, fact: { data } }) => {
    const { proposalId } = data['ground'] as { proposalId?: string };
    home.open.excuses.delete(String(proposalId));
  },
  ExcuseRejected: settled('excuses'),
  CorrectionProposed: opened('corrections'),
  FactCorrected: settled('corrections'),
  CorrectionRejected: settled('corrections'),
};

function opened(kind: ProposalKind) {
  return ({ home, fact }: Step) => void home.open[kind].add(String(fact.data['proposalId']));
}

function settled(kind: ProposalKind) {
  return ({ home, fact }: Step) => void home.open[kind].delete(String(fact.data['proposalId']));
}
