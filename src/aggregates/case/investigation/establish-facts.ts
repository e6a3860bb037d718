import type { Access } from '../../../platform/change/aggregate.js';
import type { Decided } from '../../../platform/fact.js';
import { RuleBroken } from '../../../platform/rule-broken.js';
import type { SealedBox } from '../../../platform/sealing/sealed-box.js';
import type { CaseFile } from '../case.js';
import { caseFor } from '../status-by-command.js';
import { assertWritten } from '../../../platform/change/written-text.js';
import type { FactsEstablished } from './investigation.events.js';

/** One section of what has to be known about the family (S18 情况不清不放过). The last word on a section counts. */
export class EstablishFacts {
  constructor(
    readonly caseId: string,
    readonly established: Omit<FactsEstablished['data'], 'content'>,
    readonly content: SealedBox | undefined,
  ) {}
}

export const establishFactsAccess: Access = { roles: ['OFFICER', 'COORDINATOR'], purpose: 'OPEN_CASE' };

/** What is still being inquired after says how it was asked for: "unknown" alone is no answer (I-08). */
export function establishFacts(
  { established, content }: EstablishFacts,
  state: CaseFile,
): readonly Decided<FactsEstablished>[] {
  caseFor('EstablishFacts', state);
  if (established.status !== 'ESTABLISHED' && established.inquiryEvidence.length === 0)
    throw new RuleBroken('I-08', '尚未查清的，须附邻里访问、信函或信息核对的查询凭据', '/inquiryEvidence');
  return [
    { type: 'FactsEstablished', data: { ...established, content: assertWritten(content, '查实情况', '/content') } },
  ];
}
