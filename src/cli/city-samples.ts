import type { CityFact } from '../aggregates/city/city.events.js';
import type { SamplesOf } from './samples-of.js';

const EXPORT = '00000000-0000-7000-8000-0000000000e1';
const GRANT = '00000000-0000-7000-8000-0000000000e2';

/** The city's facts. */
export const citySamples: SamplesOf<CityFact> = {
  AuditOrderIssued: {
    orderNo: 'A-2026-01',
    towns: ['341881100'],
    auditors: ['auditor'],
    until: '2026-12-31T16:00:00.000Z',
    reason: '年度审计',
  },
  AuditOrderEnded: { orderNo: 'A-2026-01', reason: '审计结束' },
  ExportProposed: {
    exportId: EXPORT,
    view: 'roster',
    filters: { month: '2026-09' },
    fields: ['phone'],
    reason: '上级核查',
    townCode: '341881100',
  },
  ExportApproved: { exportId: EXPORT, proposedBy: 'officer-1', validUntil: '2026-09-20T16:00:00.000Z' },
  ExportRejected: { exportId: EXPORT, reason: '理由不足' },
  BreakGlassOpened: {
    grantId: GRANT,
    townCode: '341881100',
    reason: '汛情紧急',
    until: '2026-09-10T09:00:00.000Z',
    reviewDueAt: '2026-09-13T16:00:00.000Z',
  },
  BreakGlassClosed: { grantId: GRANT },
  BreakGlassReviewed: { grantId: GRANT, justified: true, text: '确有必要' },
  FilingCampaignOpened: { year: '2026', dueOn: '2026-11-12' },
  PolicyBasisRecorded: {
    basisId: '00000000-0000-7000-8000-0000000000d7',
    title: '关于建立完善社会救助主动发现工作机制的通知',
    issuer: '天湖街道办事处',
    documentNo: '宁办发〔2021〕73号',
    indexNo: '11341702723347876T/202202-00080',
    on: '2022-02-25',
    goals: ['主动发现', '及时救助', '应救尽救'],
  },
};
