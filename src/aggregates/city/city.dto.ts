import type { CommandDoor } from '../../platform/http/command-door.js';
import { toInstant } from '../../platform/calendar/local-date.js';
import {
  Code,
  Day,
  Flag,
  Moment,
  Part,
  Parts,
  Pattern,
  Reference,
  References,
  Whole,
  Words,
} from '../../platform/http/shape.js';
import { EndAuditOrder } from './audit-orders/end-audit-order.js';
import { IssueAuditOrder } from './audit-orders/issue-audit-order.js';
import { OpenBreakGlass } from './break-glass/open-break-glass.js';
import { ReviewBreakGlass } from './break-glass/review-break-glass.js';
import { OpenFilingCampaign } from './campaigns/open-filing-campaign.js';
import { ProposeExport } from './exports/propose-export.js';
import { RejectExport } from './exports/reject-export.js';
import { PublishPolicyBasis } from './policy-basis/publish-policy-basis.js';

export const exportViews = { roster: '重点人群花名册(附件1)' };

export class IssueAuditOrderBody {
  @Reference({ description: '指令编号', example: 'SJ-2026-01' }) orderNo: string;
  @References(19, { description: '乡镇(街道)代码；空为全市' }) towns: string[];
  @References(50, { description: '审计人员账号' }) auditors: string[];
  @Moment({ description: '截止时间' }) until: string;
  @Words(300, { description: '事由' }) reason: string;
}

export function issueAuditOrderFrom(body: IssueAuditOrderBody): IssueAuditOrder {
  return new IssueAuditOrder({ ...body, until: toInstant(body.until) ?? '' });
}

export class EndAuditOrderBody {
  @Reference({ description: '指令编号' }) orderNo: string;
  @Words(300, { description: '事由' }) reason: string;
}

export function endAuditOrderFrom({ orderNo, reason }: EndAuditOrderBody): EndAuditOrder {
  return new EndAuditOrder(orderNo, reason);
}

export class OpenFilingCampaignBody {
  @Pattern(/^(20|21)\d\d$/, '须为四位年份', { description: '备案年度', example: '2026' }) year: string;
  @Day({ description: '截止日；不填用已公布的日期', optional: true }) dueOn?: string;
}

export function openFilingCampaignFrom({ year, dueOn }: OpenFilingCampaignBody): OpenFilingCampaign {
  return new OpenFilingCampaign(year, dueOn);
}

export class PolicyGoalBody {
  @Words(100, { description: '目标', example: '应救尽救' }) goal: string;
}

export class PublishPolicyBasisBody {
  @Words(200, { description: '文件名称' }) title: string;
  @Words(100, { description: '发布机构' }) issuer: string;
  @Words(100, { description: '文号', optional: true }) documentNo?: string;
  @Words(100, { description: '索引号', optional: true }) indexNo?: string;
  @Day({ description: '发文日期' }) on: string;
  @Parts(() => PolicyGoalBody, 20, { description: '目标，逐条' }) goals: PolicyGoalBody[];
}

export function publishPolicyBasisFrom(body: PublishPolicyBasisBody, door: CommandDoor): PublishPolicyBasis {
  return new PublishPolicyBasis({ ...body, basisId: door.newId(), goals: body.goals.map(({ goal }) => goal) });
}

export class ExportFiltersBody {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码', optional: true }) town?: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '村(社区)代码', optional: true }) village?: string;
}

export class ProposeExportBody {
  @Code(exportViews, { description: '要导出的表' }) view: string;
  @Part(() => ExportFiltersBody, { description: '范围' }) filters: ExportFiltersBody;
  @References(4, { description: '需要明文的字段：idNo phone address' }) fields: string[];
  @Words(300, { description: '事由' }) reason: string;
}

export function proposeExportFrom(body: ProposeExportBody, door: CommandDoor): ProposeExport {
  const { town, village } = body.filters;
  const filters = { ...(town === undefined ? {} : { town }), ...(village === undefined ? {} : { village }) };
  return new ProposeExport({
    exportId: door.newId(),
    view: body.view,
    filters,
    fields: body.fields,
    reason: body.reason,
  });
}

export class RejectExportBody {
  @Words(300, { description: '理由' }) reason: string;
}

export function rejectExportFrom(exportId: string, { reason }: RejectExportBody): RejectExport {
  return new RejectExport(exportId, reason);
}

export class OpenBreakGlassBody {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '需要进入的乡镇(街道)' }) townCode: string;
  @Words(300, { description: '紧急事由' }) reason: string;
  @Whole(1, 24, { description: '小时数，最长见参数 BREAK-GLASS-HOURS' }) hours: number;
}

export function openBreakGlassFrom({ townCode, reason, hours }: OpenBreakGlassBody, door: CommandDoor): OpenBreakGlass {
  return new OpenBreakGlass(door.newId(), townCode, reason, hours);
}

export class ReviewBreakGlassBody {
  @Flag({ description: '是否必要' }) justified: boolean;
  @Words(500, { description: '复核意见' }) text: string;
}

export function reviewBreakGlassFrom(grantId: string, { justified, text }: ReviewBreakGlassBody): ReviewBreakGlass {
  return new ReviewBreakGlass(grantId, justified, text);
}
