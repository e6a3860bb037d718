import type { Role } from '../../../src/platform/auth/caller.js';

/** Who may do what, by the letters of the scheme's own table: C S O R W H B D I A and X for the administrator. */
export const letters: Readonly<Record<string, Exclude<Role, 'SYSTEM'>>> = {
  C: 'COORDINATOR',
  S: 'SECRETARY',
  O: 'OFFICER',
  R: 'REVIEWER',
  W: 'WINDOW',
  H: 'HOTLINE',
  B: 'BUREAU',
  D: 'DEPARTMENT',
  I: 'INSPECTOR',
  A: 'AUDITOR',
  X: 'ADMIN',
};

export const oracle: Readonly<Record<string, string>> = {
  registerHousehold: 'CO',
  addMember: 'CO',
  changeMember: 'CO',
  removeMember: 'CO',
  changeHead: 'O',
  changeAddress: 'CO',
  moveHousehold: 'O',
  acceptMovedHousehold: 'O',
  proposeSplit: 'O',
  approveSplit: 'R',
  rejectSplit: 'R',
  proposeMerge: 'O',
  approveMerge: 'RB',
  rejectMerge: 'RB',
  reportChange: 'CW',
  listHousehold: 'O',
  adjustListing: 'O',
  delist: 'O',
  recordPatrolVisit: 'CO',
  recordFailedVisit: 'CO',
  proposeVisitCorrection: 'CO',
  approveVisitCorrection: 'R',
  rejectVisitCorrection: 'R',
  proposeExcuse: 'O',
  approveExcuse: 'R',
  rejectExcuse: 'R',
  proposeCorrection: 'OB',
  approveCorrection: 'RB',
  rejectCorrection: 'RB',
  logCall: 'HO',
  respondFirst: 'HO',
  reportClue: 'CSOWHBD',
  endorseClue: 'S',
  verifyClue: 'OC',
  rejectClue: 'O',
  markDuplicate: 'O',
  openCase: 'O',
  openCaseFromRoster: 'O',
  assessUrgency: 'O',
  linkHousehold: 'O',
  recordHomeVisit: 'OC',
  recordVisitFailure: 'OC',
  establishFacts: 'OC',
  assessNeeds: 'O',
  identifyProblem: 'OC',
  proposeCountermeasure: 'OC',
  assessSelfCare: 'O',
  completeInvestigation: 'O',
  recordIneligibility: 'O',
  closeWithoutNeed: 'O',
  appointCoordinator: 'O',
  convertPostToCoordinator: 'O',
  changeCoordinator: 'O',
  assignVillages: 'O',
  suspendCoordinator: 'O',
  resumeCoordinator: 'O',
  transferCoordinator: 'O',
  relieveCoordinator: 'O',
  recordTraining: 'O',
  bindInsurance: 'O',
  issueEquipment: 'O',
  returnEquipment: 'O',
  payAllowance: 'O',
  paySalary: 'O',
  assignDuty: 'O',
  recordDuty: 'CO',
  mobiliseSocialForce: 'CO',
  recordPublicLabour: 'CO',
  constituteGroup: 'O',
  designateLeader: 'O',
  addGroupMember: 'O',
  changeGroupMember: 'O',
  removeGroupMember: 'O',
  publishHotline: 'O',
  submitFiling: 'O',
  returnFiling: 'B',
  acceptFiling: 'B',
  openFilingCampaign: 'B',
  publishPolicyBasis: 'B',
  designateSecretary: 'O',
  recordSweep: 'CO',
  recordPublicity: 'O',
  recordSupervision: 'O',
  holdTraining: 'O',
  assessVillage: 'O',
  recordRewardOrPenalty: 'O',
  designateResponsiblePerson: 'O',
  declareEmergencyOrder: 'O',
  endEmergencyOrder: 'O',
  acknowledgeAlert: 'OB',
  issueAuditOrder: 'B',
  endAuditOrder: 'B',
  proposeExport: 'OB',
  approveExport: 'RB',
  rejectExport: 'RB',
  openBreakGlass: 'ORWH',
  closeBreakGlass: 'ORWHB',
  reviewBreakGlass: 'B',
  publishParameter: 'B',
  publishCalendar: 'B',
  publishDivisions: 'B',
  runBatch: 'CSORWHBDIAX',
  uploadEvidence: 'CO',
  findRoster: 'CSORWB',
  exportRoster: 'ORB',
  findCoordinators: 'ORB',
  exportCoordinators: 'ORB',
  findCoverage: 'CSORB',
  findGroups: 'ORB',
  exportGroups: 'ORB',
  findFilings: 'ORB',
  getFiledRoster: 'ORB',
  exportFiledRoster: 'ORB',
  findChannels: 'ORB',
  findAlerts: 'ORB',
  exportAlerts: 'ORB',
  findGuarantees: 'ORB',
  exportGuarantees: 'ORB',
  findTraining: 'ORB',
  exportTraining: 'ORB',
  findNetwork: 'ORB',
  exportNetwork: 'ORB',
  exportChannels: 'ORB',
  findPatrolLedger: 'CSORB',
  getHouseholdPage: 'CSORB',
  exportHouseholdPage: 'CORB',
  openEvidence: 'CORBA',
  revealParticulars: 'CORBA',
  findVisitCalendar: 'CSORB',
  countVisitCalendar: 'CSORB',
  findProposals: 'CORB',
  searchHouseholds: 'CSORWHB',
  findNoIdNumber: 'ORB',
  findAccessHistory: 'OBA',
  findAuditTrail: 'ORBA',
  replayStream: 'BA',
  findClueInbox: 'CSORWHB',
  findCases: 'CSORWB',
  countCases: 'CSORWB',
  getCaseTimeline: 'CSORWBA',
  findParkedFacts: 'BX',
};
/** Asked by anybody, without a token. */
export const open = new Set([
  'getLiveness',
  'getReadiness',
  'getStartup',
  'getMetrics',
  'getApiDescription',
  'getApiPage',
  'findDemoAccounts',
  'issueDemoToken',
]);
/** The code of the city, whose area is everything. */
export const CITY = '341881';

/** Opened only for a purpose with a reference, whoever asks. */
const forPurpose = new Set(['openEvidence']);

/** The word of whoever was asked: here nobody was. */
const byRequest = new Set(['acceptMovedHousehold']);

/** Who asks: the letter of his role, and the codes of the area he answers for (an auditor: what his order names). */
export interface Asker {
  readonly letter: string;
  readonly areas: readonly string[];
  /** The village whose coordinator in post he is himself. */
  readonly post?: string;
}

export type Outcome = 403 | 404 | 'let in';

/** What the table says of an operation on a household, coordinator or case, or of a registration, in a village. */
export function expected(operation: string, path: string, { letter, areas, post }: Asker, village: string): Outcome {
  if (!(oracle[operation] ?? '').includes(letter)) return 403;
  if (letter === 'C' && path.includes('{coordinatorId}')) return post === village ? 'let in' : 404;
  if (byRequest.has(operation)) return 404;
  const within = areas.some((area) => area === CITY || village.startsWith(area));
  const ofOne =
    ['registerHousehold', 'replayStream'].includes(operation) || /\{(household|coordinator|filing|case)Id\}/.test(path);
  if (ofOne && !within) return 404;
  return forPurpose.has(operation) && letter !== 'A' ? 403 : 'let in';
}
