import { canaries } from '../../support/canary.js';

export type Marks = Readonly<Record<string, string>>;

/** Every personal field of every form, each with a marker of its own; two seeds share none. */
export function marksOf(seed: string): Marks {
  const person = (who: string) => canaries(`${seed} ${who}`);
  const note = (of: string): string => person(of).note;
  const [head, member, other] = [person('head'), person('member'), person('other')];
  return {
    headName: head.name,
    headIdNo: head.idNumber,
    headPhone: head.phone,
    headAddress: head.address,
    headHealth: note('health'),
    headDisability: note('disability'),
    memberName: member.name,
    memberIdNo: member.idNumber,
    memberPhone: member.phone,
    newAddress: member.address,
    remark: note('remark'),
    adjustReason: note('adjust'),
    delistText: note('delist'),
    headReason: note('head-reason'),
    living: note('living'),
    change: note('change'),
    disposal: note('disposal'),
    place: note('place'),
    device: note('device'),
    attempt: note('attempt'),
    report: note('report'),
    visitReason: note('visit-reason'),
    rejection: note('rejection'),
    excuse: note('excuse'),
    correctionReason: note('correction-reason'),
    correctedRemark: note('corrected-remark'),
    otherName: other.name,
    otherIdNo: other.idNumber,
    otherPhone: other.phone,
    otherAddress: other.address,
    otherNote: other.note,
  };
}
