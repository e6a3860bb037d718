/** What decisions remember of one referral. */
export interface ReferralMemory {
  readonly department: string;
  readonly acknowledged: boolean;
  readonly outcome?: string;
  /** Of a referral to a charity: somebody was found, something was given. */
  readonly matched: boolean;
  readonly delivered: boolean;
}

export type Referrals = Readonly<Record<string, ReferralMemory>>;

/** Whether a referral has come to help: the department says so, or a charity gave something. */
export function helped(referrals: Referrals): boolean {
  return Object.values(referrals).some(({ outcome, delivered }) => outcome === 'HELPED' || delivered);
}
