import type { ParameterPublished } from './rulebook.events.js';

type Row = readonly [id: string, value: number, unit: string, source: string, clocked?: boolean];

/**
 * The numbers the rules need, as published at a system's first start. Every one carries its source; the bureau
 * publishes another value with its own first day, and nothing recorded before changes.
 * Units: 日 calendar days, 工作日 working days, 小时 elapsed hours, 月 months, 分 money, bp basis points.
 */
const rows: readonly Row[] = [
  ['EARLIEST-DAY', 20_210_101, 'yyyymmdd', 'I-22，项目默认', false],
  ['LATE-CUTOFF', 5, '工作日', '次月第 5 个工作日 24 时，项目默认', false],
  ['NOTICE-VISIT', 1, '次/月', '通知 S15：每月不少于 1 次'],
  ['LISTING-LAST-DAY', 15, '日', '15 日后列入的自次月起走访，项目默认', false],
  ['BREAK-GLASS-HOURS', 4, '小时', '紧急授权最长时间，项目默认', false],
  ['BREAK-GLASS-REVIEW', 72, '小时', '紧急授权复核期限，项目默认', false],
  ['EXPORT-VALID', 24, '小时', '导出批准有效期，项目默认', false],
  ['DIBAO-STANDARD', 78_000, '分/月', '小额快救上限所依据的一个月低保标准，待市局确认', false],
  ['DIB-START', 3, '工作日', '低保审核确认办法第 15 条'],
  ['DIB-CHECK', 3, '工作日', '低保审核确认办法第 17 条', false],
  ['DIB-TEAM', 2, '人', '低保审核确认办法第 16 条', false],
  ['DIB-NOTICE', 7, '日', '低保审核确认办法第 19 条'],
  ['DIB-COUNTY', 10, '工作日', '低保审核确认办法第 20 条'],
  ['DIB-REFUSE', 3, '工作日', '低保审核确认办法第 21 条'],
  ['DIB-CONFIRM-BUREAU', 0, '0 乡镇 1 市局', '由谁审核确认：2022 年兜底保障通知四(一)，安徽由乡镇，项目默认', false],
  ['DIB-TOTAL', 30, '工作日', '低保审核确认办法第 22 条'],
  ['DIB-TOTAL-TOWN', 20, '工作日', '2022 年兜底保障通知四(一)'],
  ['DIB-TOTAL-LONG', 45, '工作日', '低保审核确认办法第 22 条'],
  ['DIB-REVIEW', 12, '月', '低保审核确认办法第 31 条'],
  ['DIB-REVIEW-SHORT', 6, '月', '低保审核确认办法第 31 条'],
  ['DIB-DEATH', 3, '月', '2022 年兜底保障通知', false],
  ['DIB-SELFREP', 3, '月', '2022 年兜底保障通知五(五)', false],
  ['DIB-FADE', 6, '月', '2022 年兜底保障通知', false],
  ['DIB-JOB', 3, '次', '低保审核确认办法第 34 条', false],
  ['TEK-TOWN', 15, '工作日', '特困人员认定办法第 13 条'],
  ['TEK-NOTICE', 7, '日', '特困人员认定办法第 15 条'],
  ['TEK-COUNTY', 15, '工作日', '特困人员认定办法第 16 条'],
  ['TEK-REFUSE', 3, '工作日', '特困人员认定办法第 18 条'],
  ['TEK-ABILITY', 10, '工作日', '特困人员认定办法第 23 条', false],
  ['TEK-END', 7, '日', '特困人员认定办法第 26 条', false],
  ['TEK-REVIEW', 12, '月', '社会救助制度改革意见(7)'],
  ['TEK-TOTAL', 30, '工作日', '特困人员认定办法第 13、16 条，15+15，项目默认'],
  ['RIG-TOTAL', 30, '工作日', '刚性支出困难家庭认定办法第 8 条'],
  ['RIG-VALID', 12, '月', '刚性支出困难家庭认定办法第 10 条'],
  ['TMP-FAST', 3, '日', '临时救助意见(2026)，待确认'],
  ['TMP-SPEND', 30, '工作日', '项目默认'],
  ['CLUE-REPORT', 3, '工作日', '通知 S08，项目默认'],
  ['CLUE-REPORT-URGENT', 24, '小时', '通知 S08，项目默认'],
  ['NOTICE-SPOT', 30, '日', '通知 S10，季后 30 日，项目默认'],
  ['NOTICE-FILE', 1112, 'mmdd', '通知 S31：11 月 12 日 24 时前'],
  ['NOTICE-1ST', 24, '小时', '通知 S13“第一响应”，项目默认'],
  ['TRAINING-DAYS', 90, '日', '通知 S05、S32：在岗满 90 日须参加过培训，项目默认', false],
  ['WATCH-REVIEW', 3, '月', '通知 S28：救助观察每 3 个月复核，项目默认'],
  ['INSURANCE-SOON', 30, '日', '通知 S33：意外伤害险到期前 30 日内提示，项目默认', false],
  ['CARE-AGREEMENT', 5, '工作日', '通知 S22：不愿集中供养后签订照料协议，项目默认'],
  ['REFERRAL', 10, '工作日', '转介反馈，项目默认'],
  ['TMP-PAPERS', 5, '工作日', '急难解除后补办手续，各地做法，待市局确认'],
  ['OBJECTION', 15, '工作日', '特困人员认定办法第 15 条：异议重新调查，项目默认及于各类申请'],
  ['DIB-TOTAL-PROMISED', 30, '工作日', '办事指南承诺时限，暂同法定，待市局公布'],
  ['DIB-TOTAL-TOWN-PROMISED', 20, '工作日', '办事指南承诺时限，暂同法定，待市局公布'],
  ['TEK-TOTAL-PROMISED', 30, '工作日', '办事指南承诺时限，暂同法定，待市局公布'],
  ['RIG-TOTAL-PROMISED', 30, '工作日', '办事指南承诺时限，暂同法定，待市局公布'],
  ['TMP-SPEND-PROMISED', 30, '工作日', '办事指南承诺时限，暂同法定，待市局公布'],
  ['DATA-CMP', 3, '月', '2022 年兜底保障通知三(三)', false],
];

export const defaultParameters: readonly ParameterPublished['data'][] = rows.map(
  ([id, value, unit, source, clocked = true]) => ({
    id,
    value,
    unit,
    source,
    effectiveFrom: '2021-01-01',
    overridableBy: '市民政局',
    clocked,
  }),
);
