import type { LocalDate } from '../../../platform/fact.js';

/** A risk that somebody is ill cared for (照料风险, S22): who, of which kind, since when. */
export type CareRisk = {
  readonly riskId: string;
  readonly memberId: string;
  readonly kind: string;
  readonly from: LocalDate;
  readonly until?: LocalDate;
};

/** What tells risks apart: one person can be at several, each of its own kind. */
export type RiskOf = Pick<CareRisk, 'memberId' | 'kind'>;

export function openCareRisk(risks: readonly CareRisk[], { memberId, kind }: RiskOf): CareRisk | undefined {
  return risks.find((risk) => risk.until === undefined && risk.memberId === memberId && risk.kind === kind);
}

/** The day on which the last risk of that kind ended for that person. */
export function lastCleared(risks: readonly CareRisk[], { memberId, kind }: RiskOf): LocalDate | undefined {
  const ends = risks.flatMap((risk) =>
    risk.until !== undefined && risk.memberId === memberId && risk.kind === kind ? [risk.until] : [],
  );
  return ends.sort().at(-1);
}

export function raisedRisk(
  risks: readonly CareRisk[],
  { riskId, memberId, kind, on }: Pick<CareRisk, 'riskId' | 'memberId' | 'kind'> & { readonly on: LocalDate },
): readonly CareRisk[] {
  return [...risks, { riskId, memberId, kind, from: on }];
}

export function clearedRisk(
  risks: readonly CareRisk[],
  { riskId, on }: { readonly riskId: string; readonly on: LocalDate },
): readonly CareRisk[] {
  return risks.map((risk) => (risk.riskId === riskId ? { ...risk, until: on } : risk));
}
