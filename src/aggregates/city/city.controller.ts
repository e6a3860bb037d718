import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { plusMillis } from '../../platform/calendar/local-date.js';
import { Platform } from '../../platform/platform.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { EndAuditOrder, endAuditOrderAccess } from './audit-orders/end-audit-order.js';
import { IssueAuditOrder, issueAuditOrderAccess } from './audit-orders/issue-audit-order.js';
import { CloseBreakGlass, closeBreakGlassAccess } from './break-glass/close-break-glass.js';
import { OpenBreakGlass, openBreakGlassAccess } from './break-glass/open-break-glass.js';
import { ReviewBreakGlass, reviewBreakGlassAccess } from './break-glass/review-break-glass.js';
import { OpenFilingCampaign, openFilingCampaignAccess } from './campaigns/open-filing-campaign.js';
import * as dto from './city.dto.js';
import { ApproveExport, approveExportAccess } from './exports/approve-export.js';
import { ProposeExport, proposeExportAccess } from './exports/propose-export.js';
import { RejectExport, rejectExportAccess } from './exports/reject-export.js';
import { PublishPolicyBasis, publishPolicyBasisAccess } from './policy-basis/publish-policy-basis.js';

@Controller()
export class CityController {
  constructor(private readonly platform: Platform) {}

  @Post('audit-orders')
  @HttpCode(200)
  @CommandEndpoint(IssueAuditOrder, issueAuditOrderAccess, { summary: '下达审计指令', pii: 'none' })
  issueAuditOrder(@Door() door: CommandDoor, @Body() body: dto.IssueAuditOrderBody): Promise<WriteAnswer> {
    return door.issue(dto.issueAuditOrderFrom(body));
  }

  @Post('audit-orders/endings')
  @HttpCode(200)
  @CommandEndpoint(EndAuditOrder, endAuditOrderAccess, { summary: '结束审计指令', pii: 'none' })
  endAuditOrder(@Door() door: CommandDoor, @Body() body: dto.EndAuditOrderBody): Promise<WriteAnswer> {
    return door.issue(dto.endAuditOrderFrom(body));
  }

  @Post('exports')
  @HttpCode(200)
  @CommandEndpoint(ProposeExport, proposeExportAccess, { summary: '提请导出明文花名册', pii: 'none' })
  proposeExport(@Door() door: CommandDoor, @Body() body: dto.ProposeExportBody): Promise<WriteAnswer> {
    const command = dto.proposeExportFrom(body, door);
    return door.issue(command, { exportId: command.proposed.exportId });
  }

  @Post('exports/:exportId/approvals')
  @HttpCode(200)
  @CommandEndpoint(ApproveExport, approveExportAccess, { summary: '复核同意导出', pii: 'none' })
  approveExport(@Door() door: CommandDoor, @Param('exportId') exportId: string): Promise<WriteAnswer> {
    return door.issue(new ApproveExport(exportId));
  }

  @Post('exports/:exportId/rejections')
  @HttpCode(200)
  @CommandEndpoint(RejectExport, rejectExportAccess, { summary: '退回导出提请', pii: 'none' })
  rejectExport(
    @Door() door: CommandDoor,
    @Param('exportId') id: string,
    @Body() body: dto.RejectExportBody,
  ): Promise<WriteAnswer> {
    return door.issue(dto.rejectExportFrom(id, body));
  }

  @Post('break-glass-grants')
  @HttpCode(200)
  @CommandEndpoint(OpenBreakGlass, openBreakGlassAccess, { summary: '启用紧急授权', pii: 'none' })
  async openBreakGlass(@Door() door: CommandDoor, @Body() body: dto.OpenBreakGlassBody): Promise<WriteAnswer> {
    const command = dto.openBreakGlassFrom(body, door);
    const { grantId, hours } = command;
    const answer = await door.issue(command, { grantId });
    const until = plusMillis(door.now, hours * 3_600_000);
    this.platform.accessLog.record(door.context.caller, { type: 'BreakGlassOpened', data: { grantId, until } });
    return answer;
  }

  @Post('break-glass-grants/:grantId/closings')
  @HttpCode(200)
  @CommandEndpoint(CloseBreakGlass, closeBreakGlassAccess, { summary: '结束紧急授权', pii: 'none' })
  async closeBreakGlass(@Door() door: CommandDoor, @Param('grantId') grantId: string): Promise<WriteAnswer> {
    const answer = await door.issue(new CloseBreakGlass(grantId));
    this.platform.accessLog.record(door.context.caller, { type: 'BreakGlassClosed', data: { grantId } });
    return answer;
  }

  @Post('break-glass-grants/:grantId/reviews')
  @HttpCode(200)
  @CommandEndpoint(ReviewBreakGlass, reviewBreakGlassAccess, { summary: '复核紧急授权', pii: 'none' })
  reviewBreakGlass(
    @Door() door: CommandDoor,
    @Param('grantId') id: string,
    @Body() body: dto.ReviewBreakGlassBody,
  ): Promise<WriteAnswer> {
    return door.issue(dto.reviewBreakGlassFrom(id, body));
  }

  @Post('filing-campaigns')
  @HttpCode(200)
  @CommandEndpoint(OpenFilingCampaign, openFilingCampaignAccess, { summary: '发起花名册备案', pii: 'none' })
  openFilingCampaign(@Door() door: CommandDoor, @Body() body: dto.OpenFilingCampaignBody): Promise<WriteAnswer> {
    return door.issue(dto.openFilingCampaignFrom(body));
  }

  @Post('policy-bases')
  @HttpCode(200)
  @CommandEndpoint(PublishPolicyBasis, publishPolicyBasisAccess, { summary: '登记政策依据', pii: 'none' })
  publishPolicyBasis(@Door() door: CommandDoor, @Body() body: dto.PublishPolicyBasisBody): Promise<WriteAnswer> {
    const command = dto.publishPolicyBasisFrom(body, door);
    return door.issue(command, { basisId: command.basis.basisId });
  }
}
