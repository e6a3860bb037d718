import type { LocalDate } from '../../../platform/fact.js';

/** One stay in the monitoring of low-income people (低收入人口动态监测, S26). */
export type Monitoring = {
  readonly monitoringId: string;
  readonly category: string;
  readonly beneficiaries: readonly string[];
  readonly from: LocalDate;
  /** The case by whose classification it began. */
  readonly caseRef?: string;
  readonly until?: LocalDate;
  readonly endReason?: string;
};

export function openMonitoring(monitorings: readonly Monitoring[]): Monitoring | undefined {
  return monitorings.find(({ until }) => until === undefined);
}

export function endedMonitoring(
  monitorings: readonly Monitoring[],
  {
    monitoringId,
    until,
    reason,
  }: { readonly monitoringId: string; readonly until: LocalDate; readonly reason: string },
): readonly Monitoring[] {
  return monitorings.map((one) => (one.monitoringId === monitoringId ? { ...one, until, endReason: reason } : one));
}

export function begunMonitoring(
  monitorings: readonly Monitoring[],
  { monitoringId, category, beneficiaries, from, caseRef }: Omit<Monitoring, 'until' | 'endReason'>,
): readonly Monitoring[] {
  const begun = { monitoringId, category, beneficiaries, from, ...(caseRef === undefined ? {} : { caseRef }) };
  return [...monitorings, begun];
}
