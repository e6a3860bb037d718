import type { CaseFact } from '../../aggregates/case/case.events.js';
import type { Recorded } from '../../platform/fact.js';
import type { FieldGroup, SealedBox } from '../../platform/sealing/sealed-box.js';

/** What a case knows of people who are on no roster, with the words printed for it. */
export const caseParticularNames = {
  subjectName: '对象姓名',
  subjectIdNo: '对象身份证号',
  subjectPhone: '对象电话',
  subjectAddress: '对象地址',
  callerName: '来电人姓名',
  callerPhone: '来电人电话',
} as const;

export type CaseParticular = keyof typeof caseParticularNames;

export interface SealedParticular {
  readonly box: SealedBox;
  readonly group: FieldGroup;
}

/** The particulars as they were said last; one that nobody said is not there. */
export function caseParticulars(
  facts: readonly Recorded[],
): Readonly<Partial<Record<CaseParticular, SealedParticular>>> {
  let known: Partial<Record<CaseParticular, SealedParticular>> = {};
  for (const told of facts) known = { ...known, ...saidBy(told as Recorded<CaseFact>) };
  return known;
}

function saidBy({ type, data }: Recorded<CaseFact>): Partial<Record<CaseParticular, SealedParticular>> {
  switch (type) {
    case 'HotlineCallReceived':
      return {
        callerName: sealed(data.caller.name, 'PI1'),
        callerPhone: sealed(data.caller.phone, 'PI2'),
      };
    case 'ClueReported':
      return {
        subjectName: sealed(data.subject?.name, 'PI1'),
        subjectIdNo: sealed(data.subject?.idNo, 'PI3'),
        subjectPhone: sealed(data.subject?.phone, 'PI2'),
        subjectAddress: sealed(data.subject?.address, 'PI2'),
      };
    default:
      return {};
  }
}

function sealed(box: SealedBox | undefined, group: FieldGroup): SealedParticular | undefined {
  return box && { box, group };
}
