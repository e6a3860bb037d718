import { addMonths, firstDayOf, monthOf, nextMonth } from '../platform/calendar/local-date.js';
import type { LocalDate } from '../platform/fact.js';
import type { CaseStory } from './demo-case-story.js';
import { workdayAfter } from './demo-case-story.js';

export type Path = 'DIBAO' | 'DIBAO_SINGLE' | 'TEKUN' | 'EDGE' | 'RIGID_EXP' | 'TEMPORARY';

/** 分 a month, or once. */
const money: Readonly<Record<Path, readonly [least: number, most: number]>> = {
  DIBAO: [42_000, 78_000],
  DIBAO_SINGLE: [38_000, 62_000],
  TEKUN: [101_000, 118_000],
  EDGE: [12_000, 20_000],
  RIGID_EXP: [15_000, 30_000],
  TEMPORARY: [100_000, 300_000],
};

/** Posted in the village before anybody decides. */
const postedPaths: readonly Path[] = ['DIBAO', 'DIBAO_SINGLE', 'TEKUN', 'TEMPORARY'];

/** Working days: a notice hangs seven days, and one over a holiday until the day behind it. */
const WHILE_NOTICE_HANGS = 7;
/** Working days after which the start of a check, an opinion of 特困, a decision come too late. */
const TOO_LATE = { check: 5, opinion: 17, decision: 24 };

const APPLICATION = 'application';

export interface Wish {
  readonly path: Path;
  /** Somebody speaks against the notice; where he is right, opinion and notice are made once more. */
  readonly objection?: 'UPHELD' | 'REJECTED';
  /** The reviewer gives it more time. */
  readonly extended?: boolean;
  /** The check finds too much: nothing is posted. */
  readonly above?: boolean;
}

/** The plan answers the need with what is about to be applied for. */
export function plansMeasure(story: CaseStory, need: string, path: Path): void {
  story.officerDoes('plan', ({ measures }, { door, caseId }) =>
    measures.proposeAidPlan(door, caseId, { answers: [{ need, kind: 'MEASURE', what: path }] }),
  );
}

export function applies(story: CaseStory, path: Path): void {
  story.wait(story.random.between(0, 2));
  const { town } = story.cast;
  if (story.random.chance(0.15) && story.coordinator !== town.officer) assists(story);
  const acceptedOn = story.today;
  const account = story.random.chance(0.7) ? town.window : town.officer;
  story.does(APPLICATION, account, ({ applications }, { door, caseId, headId: memberId, id }) =>
    applications.acceptApplication(door, caseId, {
      applicationId: id(APPLICATION),
      path,
      memberId,
      minor: false,
      acceptedOn,
      kin: false,
    }),
  );
}

/** Ill or disabled people are helped to apply (S27). */
function assists(story: CaseStory): void {
  const reason = story.random.pick(['ILLNESS', 'DISABILITY', 'OTHER']);
  story.does('assistance', story.coordinator, (play, { door, caseId, id }) =>
    play.applications.assistApplication(door, caseId, {
      applicationId: id(APPLICATION),
      reason,
      authority: '本人行动不便，签字委托协理员代办',
    }),
  );
}

/** From the check of the means to the day on which somebody may decide. */
export function isProcessed(story: CaseStory, { path, objection, extended = false, above = false }: Wish): void {
  checks(story, path, above);
  if (extended) extendsLimit(story);
  story.wait(path === 'TEKUN' && story.late() ? TOO_LATE.opinion : story.random.between(1, 2));
  gives(story, above ? 'DISAGREE' : 'AGREE');
  if (above) return;
  if (postedPaths.includes(path)) {
    posts(story);
    if (objection) contested(story, objection);
    else story.wait(WHILE_NOTICE_HANGS);
  }
  if (story.late()) story.wait(TOO_LATE.decision);
}

function checks(story: CaseStory, path: Path, above: boolean): void {
  story.wait(story.late() ? TOO_LATE.check : story.random.between(1, 2));
  story.officerDoes('check', ({ applications }, { door, caseId, id }) =>
    applications.startEconomicCheck(door, caseId, id(APPLICATION), {
      scope: path === 'RIGID_EXP' ? ['INCOME', 'PROPERTY', 'EXPENDITURE'] : ['INCOME', 'PROPERTY'],
      authorisation: '全家已签署核对授权书',
    }),
  );
  story.wait(story.random.between(1, 3));
  const found = {
    persons: 1 + story.cast.family.others.length,
    income: (above ? 3000 : 1000) * story.random.between(40, 90),
    property: above ? 9_000_000 : 0,
    expenditure: 10_000 * story.random.between(20, 90),
    result: above ? 'ABOVE' : 'WITHIN',
    validUntil: addMonths(story.today, 6),
  };
  story.officerDoes('check-result', ({ applications }, { door, caseId, id }) =>
    applications.finishEconomicCheck(door, caseId, id(APPLICATION), found),
  );
}

function gives(story: CaseStory, opinion: 'AGREE' | 'DISAGREE'): void {
  const text = opinion === 'AGREE' ? '符合条件，拟同意' : '家庭财产超出标准，拟不同意';
  story.officerDoes('opinion', ({ applications }, { door, caseId, id }) =>
    applications.proposeOpinion(door, caseId, id(APPLICATION), { opinion, text }),
  );
}

function posts(story: CaseStory): void {
  const { family } = story.cast;
  const from = story.today;
  const fields = [
    { field: 'APPLICANT_NAME', value: family.head.name },
    { field: 'MEMBER_COUNT', value: `${1 + family.others.length} 人` },
  ];
  story.officerDoes('notice', ({ notices }, { door, caseId, id }) =>
    notices.postNotice(door, caseId, id(APPLICATION), { place: 'VILLAGE_BOARD', from, fields }),
  );
}

function contested(story: CaseStory, outcome: 'UPHELD' | 'REJECTED'): void {
  story.wait(2);
  story.does('objection', story.cast.town.window, ({ notices }, { door, caseId, id }) =>
    notices.raiseObjection(door, caseId, id(APPLICATION), { by: '赵某', text: '该户名下有车辆，请再核查' }),
  );
  story.wait(story.late() ? 16 : story.random.between(3, 5));
  const text = outcome === 'UPHELD' ? '经查情况属实，重新调查核定' : '经查车辆已报废，异议不成立';
  story.officerDoes('settlement', ({ notices }, { door, caseId, id }) =>
    notices.settleObjection(door, caseId, id(APPLICATION), id('objection'), { outcome, text }),
  );
  if (outcome === 'UPHELD') {
    story.wait(1);
    gives(story, 'AGREE');
    posts(story);
  }
  story.wait(WHILE_NOTICE_HANGS);
}

function extendsLimit(story: CaseStory): void {
  const until = workdayAfter(story.today, 25);
  story.does('extension', story.cast.town.reviewer, ({ applications }, { door, caseId, id }) =>
    applications.extendApplication(door, caseId, id(APPLICATION), { reason: 'COMPLEX', until }),
  );
}

/** Some files go up to the bureau for it to look at. */
export function goesUp(story: CaseStory): void {
  const on = story.today;
  story.officerDoes('forwarding', ({ notices }, { door, caseId, id }) =>
    notices.forwardFile(door, caseId, id(APPLICATION), { to: 'CITY', on }),
  );
  story.wait(1);
  const receivedOn = story.today;
  story.does('receipt', 'bureau', ({ notices }, { door, caseId, id }) =>
    notices.receiveFile(door, caseId, id(APPLICATION), { on: receivedOn }),
  );
  story.wait(story.late() ? TOO_LATE.opinion : story.random.between(2, 5));
}

/** What was granted, as the story goes on with it. */
export interface Granted {
  readonly path: Path;
  readonly from: LocalDate;
  readonly validUntil?: LocalDate;
  readonly money: number;
}

/** Decided by somebody else than who gave the opinion. */
export function isGranted(story: CaseStory, path: Path, decider = story.cast.town.reviewer): Granted {
  const [least, most] = money[path];
  const once = path === 'TEMPORARY';
  const from = once ? story.today : firstDayOf(nextMonth(monthOf(story.today)));
  const months = story.random.pick([3, 6, 12]);
  const term = path === 'RIGID_EXP' ? { validUntil: addMonths(from, months) } : {};
  const granted = {
    path,
    from,
    ...term,
    money: 1000 * story.random.between(least / 1000, most / 1000),
  };
  const reviewEvery = once ? {} : { reviewEvery: story.random.pick(['STABLE', 'UNSTABLE']) };
  story.does('grant', decider, ({ measures }, { door, caseId, headId, id }) =>
    measures.grantMeasure(door, caseId, id(APPLICATION), {
      beneficiaries: [headId],
      money: granted.money,
      period: once ? 'ONCE' : 'MONTH',
      from,
      ...term,
      ...reviewEvery,
    }),
  );
  return granted;
}

export function isRefused(story: CaseStory): void {
  story.wait(1);
  story.does('refusal', story.cast.town.reviewer, ({ measures }, { door, caseId, id }) =>
    measures.refuseMeasure(door, caseId, id(APPLICATION), {
      reasonCodes: ['PROPERTY_ABOVE'],
      text: '核对结果显示家庭财产超出规定标准',
    }),
  );
  isTold(story, true);
}

/** In writing within DIB-REFUSE working days, or too late: of the application, or of the family as a whole. */
export function isTold(story: CaseStory, ofApplication: boolean): void {
  story.wait(story.late() ? 5 : story.random.between(1, 2));
  const on = story.today;
  const channel = story.random.pick(['IN_PERSON', 'IN_PERSON', 'POST', 'LEFT']);
  story.officerDoes(ofApplication ? 'refusal-told' : 'ineligibility-told', ({ measures }, { door, caseId, id }) =>
    measures.notifyRefusal(door, caseId, { ...(ofApplication ? { applicationId: id(APPLICATION) } : {}), channel, on }),
  );
}

export function isWithdrawn(story: CaseStory): void {
  story.wait(story.random.between(2, 6));
  story.does('withdrawal', story.cast.town.window, ({ applications }, { door, caseId, id }) =>
    applications.withdrawApplication(door, caseId, id(APPLICATION), { text: '子女已就业，不再需要' }),
  );
}

export function isAssessedAsAWhole(story: CaseStory): void {
  story.officerDoes('whole-household', ({ benefits }, { door, caseId }) =>
    benefits.assessWholeHousehold(door, caseId, { result: 'SINGLE', reason: '整户收入略超标准，重残人员单独纳入' }),
  );
}
