/** What is timed in a case (rules.md, deadlines for the clocks), in the order of life, with the words printed for it. */
export const clockNames = {
  FIRST_RESPONSE: '第一响应',
  EMERGENCY_AID: '小额快救',
  PAPERWORK: '急难补办手续',
  CHECK_START: '启动家庭经济状况核对',
  TOWN_OPINION: '乡镇调查和初审',
  PUBLIC_NOTICE: '公示',
  OBJECTION: '异议处理',
  BUREAU_DECISION: '市民政局审核确认',
  DECISION: '申请办结',
  REFUSAL_NOTICE: '书面告知不予救助',
  REFERRAL: '转介反馈',
  STATUS: '刚性支出困难家庭资格',
  REVIEW: '定期核查',
  CARE_AGREEMENT: '签订照料服务协议',
  CARE_FOLLOW_UP: '照料服务每月回访',
} as const;

export type ClockKind = keyof typeof clockNames;

/** The fact that says a limit of this kind has passed. A public notice is not late: it is over (`PublicNoticeEnded`). */
export const breachTypes = {
  FIRST_RESPONSE: 'FirstResponseLate',
  EMERGENCY_AID: 'AidLate',
  PAPERWORK: 'PaperworkLate',
  CHECK_START: 'MeasureOverdue',
  TOWN_OPINION: 'MeasureOverdue',
  OBJECTION: 'MeasureOverdue',
  BUREAU_DECISION: 'MeasureOverdue',
  DECISION: 'MeasureOverdue',
  REFUSAL_NOTICE: 'MeasureOverdue',
  REFERRAL: 'ReferralOverdue',
  STATUS: 'StatusExpired',
  REVIEW: 'MeasureOverdue',
  CARE_AGREEMENT: 'CareAgreementLate',
  CARE_FOLLOW_UP: 'CareFollowUpMissed',
} as const satisfies Readonly<Record<Exclude<ClockKind, 'PUBLIC_NOTICE'>, string>>;

export type TimedKind = keyof typeof breachTypes;
