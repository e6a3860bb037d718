import type { TestApp, TestCaller } from './app.js';
import { decidableCase } from './case-clerk.js';
import { ok } from './clerk.js';

/** Builders of the care of 特困 persons who cannot look after themselves. Times suit 10 September 2026. */

type Fields = Readonly<Record<string, unknown>>;

const ON = '2026-09-10';
const ABLE = { eating: true, dressing: true, gettingUp: true, toilet: true, indoorMoving: true, bathing: true };
const evidence = [{ sha256: 'a'.repeat(64), kind: 'SIGNATURE' }];

export const careOffer: Fields = { memberId: 'm-head', institution: '港口镇敬老院', on: ON };
export const careWord: Fields = { memberId: 'm-head', by: 'SELF', evidence, on: ON };
export const careAgreement: Fields = {
  memberId: 'm-head',
  carer: { kind: 'NEIGHBOUR', name: '郑十一', phone: '13712345678' },
  services: ['MEALS', 'HOSPITAL'],
  frequency: 'DAILY',
  witness: '村主任冯十二',
  evidence,
  on: ON,
  until: '2027-09-09',
};

/** A case that granted 特困 to its head, who cannot bathe by himself; answers its id. */
export async function grantedTekunCase(officer: TestCaller, reviewer: TestCaller): Promise<string> {
  const decidable = await decidableCase(officer, { application: { path: 'TEKUN' } });
  await grantTekun(officer, reviewer, decidable, 'm-head');
  return decidable.caseId;
}

export async function grantTekun(
  officer: TestCaller,
  reviewer: TestCaller,
  { caseId, applicationId }: { readonly caseId: string; readonly applicationId: string },
  memberId: string,
): Promise<void> {
  const assessment = { memberId, indicators: { ...ABLE, bathing: false } };
  await ok(officer.post(`/cases/${caseId}/self-care-assessments`, assessment));
  const grant = { beneficiaries: [memberId], money: 90_000, period: 'MONTH', from: '2026-10-01' };
  await ok(reviewer.post(`/cases/${caseId}/applications/${applicationId}/grants`, grant));
}

const walks: readonly (readonly (readonly [path: string, form: Fields])[])[] = [
  [],
  [],
  [['central-care-offers', careOffer]],
  [['central-care-offers', careOffer]],
  [
    ['central-care-offers', careOffer],
    ['central-care-acceptances', careWord],
  ],
  [
    ['central-care-offers', careOffer],
    ['central-care-acceptances', careWord],
    ['central-care-placements', careOffer],
  ],
  [
    ['central-care-offers', careOffer],
    ['central-care-refusals', careWord],
  ],
  [
    ['central-care-offers', careOffer],
    ['central-care-refusals', careWord],
    ['care-agreements', careAgreement],
  ],
];

/** Persons at every step of their care. */
export async function stockCare(app: TestApp): Promise<void> {
  const officer = await app.as('officer-gangkou');
  const reviewer = await app.as('reviewer-gangkou');
  for (const walk of walks) {
    const caseId = await grantedTekunCase(officer, reviewer);
    for (const [path, form] of walk) await ok(officer.post(`/cases/${caseId}/${path}`, form));
  }
}
