import { sectionNames } from '../../src/aggregates/case/codes.js';
import type { CaseStatus } from '../../src/aggregates/case/case-status.js';
import { caseCommands } from '../../src/aggregates/case/case.commands.js';
import { RecordPolicyRefusal } from '../../src/aggregates/case/refused-steps/record-policy-refusal.js';
import { systemContext } from '../../src/platform/change/system-context.js';
import { rowIn } from '../../src/platform/policies/row-in.js';
import type { TestApp, TestCaller } from './app.js';
import { GANGKOU, ok, openCaseOf, registerHousehold, reportClue } from './clerk.js';

/** Builders that take a case of 港口镇's first village over HTTP to where a story begins. Times suit 10 September 2026. */

type Fields = Readonly<Record<string, unknown>>;

const AT = '2026-09-10T08:00:00+08:00';

export function homeVisitForm(given: Fields = {}): Fields {
  const investigators = ['o-1', 'o-2'];
  return { visitedAt: AT, investigators, whoSeen: ['m-head'], acknowledgement: 'SIGNED', ...given };
}

export function needsForm(given: Fields = {}): Fields {
  return {
    needs: [{ code: 'LIVING', met: false }],
    wholeHouseholdDifficulty: false,
    applicationDifficulty: false,
    monitoringEligible: false,
    text: '无收入来源',
    ...given,
  };
}

export function factsForm(section: string, given: Fields = {}): Fields {
  return { section, status: 'ESTABLISHED', content: '已核实', ...given };
}

/** A case under investigation with everything known and nothing completed. */
export async function investigatedSoFar(officer: TestCaller, needs?: unknown): Promise<string> {
  const lost = { idNo: undefined, noIdReason: 'LOST' };
  const { householdId } = await registerHousehold(officer, { head: lost });
  return familyInvestigatedSoFar(officer, householdId, needs);
}

async function familyInvestigatedSoFar(officer: TestCaller, householdId: string, needs?: unknown): Promise<string> {
  const caseId = await openCaseOf(officer, householdId);
  const post = (path: string, form: Fields) => ok(officer.post(`/cases/${caseId}/${path}`, form));
  await post('home-visits', homeVisitForm());
  for (const section of Object.keys(sectionNames)) await post('established-facts', factsForm(section));
  await post('needs-assessments', needsForm(needs === undefined ? {} : { needs }));
  const { problemId } = await post('problems', { need: 'LIVING', text: '失去收入' });
  await post('countermeasures', { problemId, kind: 'DIBAO', text: '申请低保' });
  return caseId;
}

export async function investigatedCase(officer: TestCaller, needs?: unknown): Promise<string> {
  const caseId = await investigatedSoFar(officer, needs);
  await ok(officer.post(`/cases/${caseId}/investigation-completions`, { result: 'PASSED' }));
  return caseId;
}

/** A case of this household, answered with monitoring alone and classified so. */
export async function monitoringCase(officer: TestCaller, householdId: string): Promise<string> {
  const caseId = await familyInvestigatedSoFar(officer, householdId);
  const post = (path: string, form: Fields) => ok(officer.post(`/cases/${caseId}/${path}`, form));
  await post('investigation-completions', { result: 'PASSED' });
  await post('aid-plans', { answers: [{ need: 'LIVING', kind: 'MONITORING' }] });
  await post('classifications', { class: 'NEW_AID', subItems: ['LOW_INCOME'], beneficiaries: ['m-head'] });
  return caseId;
}

export function applicationForm(given: Fields = {}): Fields {
  return { path: 'DIBAO', memberId: 'm-head', minor: false, acceptedOn: '2026-09-01', kin: false, ...given };
}

export const planForm: Fields = { answers: [{ need: 'LIVING', kind: 'MEASURE', what: 'DIBAO' }] };
export const checkResultForm: Fields = {
  persons: 2,
  income: 60_000,
  property: 0,
  expenditure: 0,
  result: 'WITHIN',
  validUntil: '2027-03-01',
};
export const noticeForm: Fields = {
  place: 'VILLAGE_BOARD',
  from: '2026-09-02',
  fields: [
    { field: 'APPLICANT_NAME', value: '周九' },
    { field: 'MEMBER_COUNT', value: '2 人' },
  ],
};

/** A case whose application waits for its decision, the notice over. Answers case and application. */
export async function decidableCase(
  officer: TestCaller,
  given: { readonly application?: Fields; readonly notice?: Fields } = {},
): Promise<{ readonly caseId: string; readonly applicationId: string }> {
  const caseId = await investigatedCase(officer);
  const post = (path: string, form: Fields) => ok(officer.post(`/cases/${caseId}/${path}`, form));
  await post('aid-plans', planForm);
  const applicationId = String((await post('applications', applicationForm(given.application)))['applicationId']);
  const of = `applications/${applicationId}`;
  await post(`${of}/economic-checks`, { scope: ['INCOME'], authorisation: '已签授权书' });
  await post(`${of}/economic-check-results`, checkResultForm);
  await post(`${of}/opinions`, { opinion: 'AGREE', text: '拟同意' });
  await post(`${of}/notices`, { ...noticeForm, ...given.notice });
  return { caseId, applicationId };
}

/** An open case judged urgent: money may go out at once. */
export async function urgentCase(officer: TestCaller): Promise<string> {
  const caseId = await openCaseOf(officer, '0b0e7a0e-3a39-4c3c-9b1e-1d2f3a4b5c6d');
  await ok(officer.post(`/cases/${caseId}/urgency-assessments`, { urgency: 'URGENT', basis: '房屋失火' }));
  return caseId;
}

export function emergencyForm(given: Fields = {}): Fields {
  return { disbursedAt: AT, beneficiaries: ['m-head'], money: 60_000, method: 'CASH', ...given };
}

/** A family helped at once and planned for monitoring; its papers are still out. */
export async function aidedCase(officer: TestCaller): Promise<string> {
  const caseId = await investigatedSoFar(officer);
  const post = (path: string, form: Fields) => ok(officer.post(`/cases/${caseId}/${path}`, form));
  await post('urgency-assessments', { urgency: 'URGENT', basis: '断粮' });
  await post('emergency-aids', emergencyForm());
  await post('investigation-completions', { result: 'PASSED' });
  await post('aid-plans', { answers: [{ need: 'LIVING', kind: 'MONITORING' }] });
  return caseId;
}

/** A family in real difficulty that does not qualify, on the observation list. */
export async function watchedCase(officer: TestCaller): Promise<string> {
  const caseId = await investigatedCase(officer);
  const refusal = { reasonCodes: ['AGE'], text: '未满六十', hasRealDifficulty: true };
  await ok(officer.post(`/cases/${caseId}/ineligibilities`, refusal));
  const classified = { class: 'WATCH', subItems: [], beneficiaries: ['m-head'] };
  await ok(officer.post(`/cases/${caseId}/classifications`, classified));
  return caseId;
}

/** A case to which 低保边缘 was granted from 1 September on; nothing is posted for it. */
export async function grantedCase(
  officer: TestCaller,
  reviewer: TestCaller,
): Promise<{ readonly caseId: string; readonly measureId: string }> {
  return grantedIn(await investigatedCase(officer), officer, reviewer, ['m-head']);
}

/** The same of this household, for these of its members. */
export async function grantedCaseOf(
  officer: TestCaller,
  reviewer: TestCaller,
  householdId: string,
  beneficiaries: readonly string[],
): Promise<{ readonly caseId: string; readonly measureId: string }> {
  const caseId = await familyInvestigatedSoFar(officer, householdId);
  await ok(officer.post(`/cases/${caseId}/investigation-completions`, { result: 'PASSED' }));
  return grantedIn(caseId, officer, reviewer, beneficiaries);
}

async function grantedIn(
  caseId: string,
  officer: TestCaller,
  reviewer: TestCaller,
  beneficiaries: readonly string[],
): Promise<{ readonly caseId: string; readonly measureId: string }> {
  const post = (who: TestCaller, path: string, form: Fields) => ok(who.post(`/cases/${caseId}/${path}`, form));
  await post(officer, 'aid-plans', planForm);
  const { applicationId } = await post(officer, 'applications', applicationForm({ path: 'EDGE' }));
  const of = `applications/${String(applicationId)}`;
  await post(officer, `${of}/economic-checks`, { scope: ['INCOME'], authorisation: '已签授权书' });
  await post(officer, `${of}/economic-check-results`, checkResultForm);
  await post(officer, `${of}/opinions`, { opinion: 'AGREE', text: '拟同意' });
  const grant = { beneficiaries, money: 40_000, period: 'MONTH', from: '2026-09-01' };
  const { measureId } = await post(reviewer, `${of}/grants`, grant);
  return { caseId, measureId: String(measureId) };
}

/** The family was heard and told in writing on 10 September that this happens from 16 September on. */
export async function announcedCase(
  officer: TestCaller,
  reviewer: TestCaller,
  change: 'REDUCE' | 'END',
): Promise<{ readonly caseId: string; readonly measureId: string }> {
  const granted = await grantedCase(officer, reviewer);
  const of = `/cases/${granted.caseId}/measures/${granted.measureId}`;
  await ok(officer.post(`${of}/hearings`, { on: '2026-09-10', heard: ['m-head'], statement: '愿意配合' }));
  await ok(officer.post(`${of}/announcements`, { change, on: '2026-09-10', from: '2026-09-16' }));
  return granted;
}

/** A case whose notice hangs, spoken against by somebody; its file is on its way up. */
export async function contestedCase(officer: TestCaller): Promise<void> {
  const { caseId, applicationId } = await decidableCase(officer, { notice: { from: '2026-09-10' } });
  const of = `/cases/${caseId}/applications/${applicationId}`;
  await ok(officer.post(`${of}/objections`, { by: '吴十', text: '名下有车' }));
  await ok(officer.post(`${of}/forwardings`, { to: 'CITY', on: '2026-09-10' }));
}

const walks: Readonly<Partial<Record<CaseStatus, (officer: TestCaller) => Promise<unknown>>>> = {
  CALL_LOGGED: async (officer) => {
    const call = { townCode: GANGKOU, channel: 'H12345', callAt: AT, callNo: 'c-1' };
    const { caseId } = await ok(officer.post('/cases/calls', call));
    const answer = { respondedAt: AT, how: 'PHONE', helpNeeded: false };
    return ok(officer.post(`/cases/${String(caseId)}/first-responses`, answer));
  },
  REPORTED: async (officer) => {
    const caseId = await reportClue(officer);
    const seen = { verifiedAt: AT, result: 'CONFIRMED', needsListing: false };
    return ok(officer.post(`/cases/${caseId}/verifications`, seen));
  },
  INVESTIGATING: (officer) => investigatedSoFar(officer),
  INVESTIGATED: (officer) => investigatedCase(officer, []),
  AIDING: (officer) => decidableCase(officer),
  AIDED: async (officer) => {
    const caseId = await aidedCase(officer);
    const paperwork = { items: ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'] };
    await ok(officer.post(`/cases/${caseId}/paperwork`, paperwork));
    const classified = { class: 'NEW_AID', subItems: ['TEMPORARY'], beneficiaries: ['m-head'] };
    return ok(officer.post(`/cases/${caseId}/classifications`, classified));
  },
  WATCHED: async (officer) => {
    const caseId = await watchedCase(officer);
    return ok(officer.post(`/cases/${caseId}/archives`, { pageHash: 'a'.repeat(64) }));
  },
  OPEN: async (officer) => {
    const caseId = await urgentCase(officer);
    for (const department of ['MEDICAL', 'CHARITY'])
      await ok(officer.post(`/cases/${caseId}/referrals`, { department, need: 'MEDICAL', beneficiaries: ['m-head'] }));
    return caseId;
  },
  INELIGIBLE: async (officer) => {
    const caseId = await investigatedCase(officer);
    const refusal = { reasonCodes: ['OTHER'], text: '暂不符合', hasRealDifficulty: false };
    return ok(officer.post(`/cases/${caseId}/ineligibilities`, refusal));
  },
};

/** A family in real difficulty that does not qualify, not classified yet. */
async function unclassifiedCase(officer: TestCaller): Promise<void> {
  const caseId = await investigatedCase(officer);
  const refusal = { reasonCodes: ['AGE'], text: '未满六十', hasRealDifficulty: true };
  await ok(officer.post(`/cases/${caseId}/ineligibilities`, refusal));
}

/** Cases in every state that takes more than a step to reach. */
export async function stockCases(app: TestApp): Promise<void> {
  const officer = await app.as('officer-gangkou');
  const reviewer = await app.as('reviewer-gangkou');
  for (const change of ['REDUCE', 'REDUCE', 'END'] as const) await announcedCase(officer, reviewer, change);
  for (const walk of [...Object.values(walks), contestedCase, unclassifiedCase, walks.REPORTED, walks.REPORTED])
    await walk?.(officer);
  await refusedStep(app, await urgentCase(officer));
}

/** Something was to follow from this case by itself and was refused; from which fact is known no more. */
export async function refusedStep({ system }: TestApp, caseId: string): Promise<void> {
  const refused = {
    policy: 'case-watch',
    causationId: 'f-1',
    step: 0,
    rule: 'household-merged',
    reason: '已并入另一户',
  };
  const command = new RecordPolicyRefusal(caseId, refused);
  await system.change.run(rowIn(caseCommands, RecordPolicyRefusal), command, systemContext('refused-steps', caseId));
}
