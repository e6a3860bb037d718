import type { CaseFact } from '../../src/aggregates/case/case.events.js';
import { sectionNames } from '../../src/aggregates/case/codes.js';
import { localDateOf } from '../../src/platform/calendar/local-date.js';
import type { Recorded } from '../../src/platform/fact.js';

type Told = Recorded<CaseFact>;
type Of<Type extends CaseFact['type']> = Extract<Told, { type: Type }>;
type Rule<F extends Told> = (fact: F, before: readonly Told[]) => readonly (string | false)[];

const all = <Type extends CaseFact['type']>(facts: readonly Told[], type: Type): readonly Of<Type>[] =>
  facts.filter((fact): fact is Of<Type> => fact.type === type);
/** What was told since the case was taken up last: an inquiry begins anew with it. */
const anew = (facts: readonly Told[]) => facts.slice(facts.findLastIndex(({ type }) => type === 'CaseReopened') + 1);
const of = <T extends Told>(facts: readonly T[], name: string, id: string | undefined): readonly T[] =>
  facts.filter(({ data }) => (data as Readonly<Record<string, unknown>>)[name] === id);
const seenIn = (facts: readonly Told[]) => all(facts, 'HomeVisitMade').some(({ data }) => data.whoSeen.length > 0);
const POSTED = ['DIBAO', 'DIBAO_SINGLE', 'TEKUN', 'TEMPORARY'];

const onceDecided: Rule<Of<'ApplicationWithdrawn' | 'MeasureRefused' | 'MeasureGranted'>> = ({ data }, before) => {
  const ends = before.filter(({ type }) => ['ApplicationWithdrawn', 'MeasureRefused', 'MeasureGranted'].includes(type));
  const { applicationId } = data;
  return [
    of(ends, 'applicationId', applicationId).length > 0 && 'an application is decided once',
    of(all(before, 'ApplicationAccepted'), 'applicationId', applicationId).length !== 1 &&
      'who decides has an application',
  ];
};

const afterHearing: Rule<Of<'MeasureReduced' | 'MeasureEnded'>> = ({ data, metadata }, before) => {
  const own = of(before, 'measureId', data.measureId);
  const since = own.slice(own.findLastIndex(({ type }) => type === 'MeasureReduced') + 1);
  const announced = all(since, 'EndingAnnounced').at(-1);
  const ended = all(own, 'MeasureEnded').length > 0 && 'nothing changes what has ended';
  if (data.reason === 'DEATH') return [ended];
  return [
    ended,
    all(since, 'HearingHeld').length === 0 && 'heard before less is given',
    announced === undefined && 'told in writing before less is given',
    announced !== undefined && announced.data.from > data.from && 'nothing is taken before the day announced',
    announced?.metadata.actorPerson === metadata.actorPerson && 'who told the family does not decide',
  ];
};

/** What may never be, by the fact that would show it; each answers what is broken. */
const rules: { readonly [Type in CaseFact['type']]?: Rule<Of<Type>> } = {
  ApplicationWithdrawn: onceDecided,
  MeasureRefused: (fact, before) => [
    ...onceDecided(fact, before),
    fact.data.reasonCodes.length === 0 && 'no refusal without a reason',
  ],
  MeasureGranted: (fact, before) => {
    const { applicationId, kind, measureId } = fact.data;
    const own = of(before, 'applicationId', applicationId);
    const opinion = all(own, 'FirstOpinionProposed').at(-1);
    const checks = own.filter(({ type }) => type === 'EconomicCheckFinished' || type === 'EconomicCheckReused');
    const notice = all(own, 'PublicNoticePosted').at(-1);
    const settled = all(own, 'ObjectionSettled').map(({ data }) => data.objectionId);
    const day = localDateOf(fact.metadata.recordedAt);
    return [
      ...onceDecided(fact, before),
      of(all(before, 'MeasureGranted'), 'measureId', measureId).length > 0 && 'a measure has its own id',
      !seenIn(anew(before)) && 'no grant without somebody seen',
      checks.length === 0 && 'no grant without a check of the means',
      opinion?.data.opinion !== 'AGREE' && 'no grant without an opinion for it',
      opinion?.metadata.actorPerson === fact.metadata.actorPerson && 'who gave the opinion does not decide',
      POSTED.includes(kind) &&
        (notice === undefined || notice.data.until >= day) &&
        'no grant before the notice is over',
      all(own, 'ObjectionRaised').some(({ data }) => !settled.includes(data.objectionId)) &&
        'no grant over an objection',
    ];
  },
  InvestigationCompleted: ({ data }, before) => {
    const inquiry = anew(before);
    const known = all(inquiry, 'FactsEstablished').map(({ data: { section } }) => section);
    const answered = all(inquiry, 'CountermeasureProposed').map(({ data: { problemId } }) => problemId);
    return [
      (data.result === 'PASSED') !== seenIn(inquiry) && 'passed is who was seen',
      Object.keys(sectionNames).some((name) => !known.includes(name)) && 'nothing is left unknown',
      all(inquiry, 'NeedsAssessed').length === 0 && 'needs are assessed',
      all(inquiry, 'ProblemIdentified').some((one) => !answered.includes(one.data.problemId)) &&
        'every problem has a countermeasure',
    ];
  },
  EmergencyAidDisbursed: ({ data }, before) => {
    const money = all(before, 'EmergencyAidDisbursed').reduce((sum, one) => sum + one.data.money, data.money);
    return [money > data.limit && 'no more than a month’s standard for the whole case'];
  },
  BenefitPaid: ({ data }, before) => {
    const granted = of(all(before, 'MeasureGranted'), 'measureId', data.measureId)[0];
    const paid = of(all(before, 'BenefitPaid'), 'measureId', data.measureId);
    return [
      granted === undefined && 'nothing is paid that was not granted',
      granted !== undefined && data.money > granted.data.money && 'never more is paid than was granted',
      of(paid, 'period', data.period).length > 0 && 'a month is paid once',
      granted?.data.period === 'ONCE' && paid.length > 0 && 'what is given once is paid once',
    ];
  },
  MeasureReduced: afterHearing,
  MeasureEnded: afterHearing,
  RefusalNotified: ({ data: { applicationId } }, before) => {
    const refusals: readonly Told[] =
      applicationId === undefined ? all(anew(before), 'IneligibilityRecorded') : all(before, 'MeasureRefused');
    const told = applicationId === undefined ? anew(before) : before;
    return [
      of(refusals, 'applicationId', applicationId).length === 0 && 'only a refusal is told',
      of(all(told, 'RefusalNotified'), 'applicationId', applicationId).length > 0 && 'a refusal is told once',
    ];
  },
  CaseClassified: ({ data }, before) => {
    const refused = all(anew(before), 'IneligibilityRecorded').at(-1);
    const watch = data.class === 'WATCH';
    return [
      watch && refused?.data.hasRealDifficulty !== true && 'watched is who is in difficulty and was refused',
      watch === data.subItems.length > 0 && 'newly aided bears sub-items, watched none',
    ];
  },
  CaseArchived: (_, before) => {
    const money = before.findLastIndex(({ type }) => type === 'EmergencyAidDisbursed');
    const papers = before.findLastIndex(({ type }) => type === 'PaperworkCompleted');
    return [money > papers && 'nothing is filed with papers out'];
  },
  CaseReopened: ({ data, metadata }, before) => {
    const refused = all(before, 'MeasureRefused').length + all(anew(before), 'IneligibilityRecorded').length > 0;
    const proposed = of(all(anew(before), 'ReopenProposed'), 'proposalId', data.proposalId)[0];
    return [
      refused && proposed === undefined && 'a refusal is turned round by two persons',
      proposed?.metadata.actorPerson === metadata.actorPerson && 'who proposed does not approve',
    ];
  },
  FactCorrected: ({ data: { corrects, correctsType, proposalId }, metadata }, before) => {
    const proposed = of(all(before, 'CorrectionProposed'), 'proposalId', proposalId).at(-1);
    return [
      before.find(({ id }) => id === corrects)?.type !== correctsType && 'a correction points to an earlier fact',
      proposed === undefined && 'nothing is corrected that nobody proposed',
      proposed?.metadata.actorPerson === metadata.actorPerson && 'who proposed a correction does not approve it',
    ];
  },
  ReferralOutcomeReported: ({ data: { referralId } }, before) => [
    of(all(before, 'ReferralSent'), 'referralId', referralId).length !== 1 && 'only what was referred is answered',
    of(all(before, 'ReferralOutcomeReported'), 'referralId', referralId).length > 0 && 'a referral is answered once',
  ],
  CentralCarePlaced: ({ data: { memberId } }, before) => {
    const words = of(before, 'memberId', memberId).filter(({ type }) => type.startsWith('CentralCare'));
    return [words.at(-1)?.type !== 'CentralCareAccepted' && 'nobody moves in without his word'];
  },
  CareAgreementSigned: ({ data: { memberId, on } }, before) => {
    const own = of(before, 'memberId', memberId);
    const ended = all(own, 'CareAgreementEnded').map(({ data }) => data.agreementId);
    const standing = all(own, 'CareAgreementSigned').filter(
      ({ data }) => !ended.includes(data.agreementId) && on <= data.until,
    );
    return [
      standing.length > 0 && 'one agreement at a time',
      !own.some(({ type }) => type === 'CentralCareDeclined' || type === 'CentralCareLeft') && 'agreed by who declined',
    ];
  },
};

/** What a fact breaks, given everything that was told before it. */
export function brokenBy(fact: Told, before: readonly Told[]): readonly string[] {
  const rule: ((fact: never, before: readonly Told[]) => readonly (string | false)[]) | undefined = rules[fact.type];
  return (rule?.(fact as never, before) ?? []).filter((broken): broken is string => broken !== false);
}
