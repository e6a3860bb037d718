import type { departmentsAsked } from './demo-city.js';
import type { CaseStory } from './demo-case-story.js';

export type Department = (typeof departmentsAsked)[number] | 'CHARITY';

/** Working days: papers and outcomes that come after so many are late (TMP-PAPERS, REFERRAL). */
const TOO_LATE = { aid: 4, papers: 8, outcome: 13 };

/** 小额快救 within three days, or too late; its papers come when it is over. */
export function isHelpedAtOnce(story: CaseStory): void {
  const { reviewer, officer } = story.cast.town;
  story.wait(story.late() ? TOO_LATE.aid : story.random.between(0, 1));
  const disbursedAt = story.now;
  const aid = {
    disbursedAt,
    money: 1000 * story.random.between(20, 78),
    method: story.random.pick(['CASH', 'CARD', 'GOODS']),
  };
  story.does(
    'emergency-aid',
    story.random.chance(0.6) ? reviewer : officer,
    ({ emergencies }, { door, caseId, headId }) =>
      emergencies.disburseEmergencyAid(door, caseId, { ...aid, beneficiaries: [headId] }),
  );
}

/** The emergency is over; the papers are in, too late, or never. */
export function handsInPapers(story: CaseStory, papers: 'in' | 'never'): void {
  story.wait(story.random.between(1, 3));
  const on = story.today;
  story.officerDoes('emergency-end', ({ emergencies }, { door, caseId }) =>
    emergencies.endEmergency(door, caseId, { on }),
  );
  if (papers === 'never') return;
  story.wait(story.late() ? TOO_LATE.papers : story.random.between(1, 4));
  const items = ['REGISTER', 'IDENTITY', 'RECEIPT', 'REPORT'];
  story.officerDoes('papers', ({ emergencies }, { door, caseId }) =>
    emergencies.completePaperwork(door, caseId, { items }),
  );
}

/** The plan answers the need by monitoring alone. */
export function plansMonitoring(story: CaseStory, need: string): void {
  story.officerDoes('plan', ({ measures }, { door, caseId }) =>
    measures.proposeAidPlan(door, caseId, { answers: [{ need, kind: 'MONITORING' }] }),
  );
}

export type ReferralTurn = 'HELPED' | 'NOT_ELIGIBLE' | 'RETURNED' | 'no-answer';

/** To a department that answers or does not, or to a charity that gives something. */
export function isReferred(story: CaseStory, need: string, department: Department, turn: ReferralTurn): void {
  story.officerDoes('plan', ({ measures }, { door, caseId }) =>
    measures.proposeAidPlan(door, caseId, { answers: [{ need, kind: 'REFERRAL', what: department }] }),
  );
  story.wait(story.random.between(0, 2));
  story.officerDoes('referral', ({ referrals }, { door, caseId, headId }) =>
    referrals.refer(door, caseId, { department, need, beneficiaries: [headId], text: '请按职责核实并给予帮助' }),
  );
  if (department === 'CHARITY') charityGives(story);
  else answers(story, department, turn);
}

function answers(story: CaseStory, department: Department, turn: ReferralTurn): void {
  const clerk = story.cast.departmentOf(department) ?? story.cast.town.officer;
  if (story.random.chance(0.8)) {
    story.wait(story.random.between(1, 3));
    story.does('acknowledgement', clerk, ({ referrals }, { door, caseId, id }) =>
      referrals.acknowledgeReferral(door, caseId, id('referral')),
    );
  }
  if (turn === 'no-answer') return;
  story.wait(story.late() ? TOO_LATE.outcome : story.random.between(2, 6));
  const text = turn === 'HELPED' ? '已按政策落实' : '经核实不属于本部门帮扶范围';
  story.does('outcome', clerk, ({ referrals }, { door, caseId, id }) =>
    referrals.reportOutcome(door, caseId, id('referral'), { outcome: turn, text }),
  );
}

function charityGives(story: CaseStory): void {
  story.wait(story.random.between(2, 4));
  story.officerDoes('charity', ({ referrals }, { door, caseId, id }) =>
    referrals.matchCharity(door, caseId, id('referral'), { organisation: '宁国市慈善会' }),
  );
  story.wait(story.random.between(1, 4));
  const gift = { kind: story.random.pick(['MONEY', 'GOODS']), value: 10_000 * story.random.between(3, 20) };
  story.officerDoes('gift', ({ referrals }, { door, caseId, id }) =>
    referrals.deliverCharityAid(door, caseId, id('referral'), gift),
  );
}
