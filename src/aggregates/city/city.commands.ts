import { commandRow } from '../../platform/change/aggregate.js';
import type { TableRow } from '../../platform/change/command-table.js';
import { EndAuditOrder, endAuditOrder, endAuditOrderAccess } from './audit-orders/end-audit-order.js';
import { IssueAuditOrder, issueAuditOrder, issueAuditOrderAccess } from './audit-orders/issue-audit-order.js';
import { CloseBreakGlass, closeBreakGlass, closeBreakGlassAccess } from './break-glass/close-break-glass.js';
import { OpenBreakGlass, openBreakGlass, openBreakGlassAccess } from './break-glass/open-break-glass.js';
import { ReviewBreakGlass, reviewBreakGlass, reviewBreakGlassAccess } from './break-glass/review-break-glass.js';
import { OpenFilingCampaign, openFilingCampaign, openFilingCampaignAccess } from './campaigns/open-filing-campaign.js';
import { city } from './city.js';
import { ApproveExport, approveExport, approveExportAccess } from './exports/approve-export.js';
import { ProposeExport, proposeExport, proposeExportAccess } from './exports/propose-export.js';
import { RejectExport, rejectExport, rejectExportAccess } from './exports/reject-export.js';
import {
  PublishPolicyBasis,
  publishPolicyBasis,
  publishPolicyBasisAccess,
} from './policy-basis/publish-policy-basis.js';

const own = { aggregate: city, scope: 'any', id: () => '' } as const;

export const cityCommands: readonly TableRow[] = [
  commandRow({ ...own, command: IssueAuditOrder, decide: issueAuditOrder, access: issueAuditOrderAccess }),
  commandRow({ ...own, command: EndAuditOrder, decide: endAuditOrder, access: endAuditOrderAccess }),
  commandRow({ ...own, command: ProposeExport, decide: proposeExport, access: proposeExportAccess }),
  commandRow({ ...own, command: ApproveExport, decide: approveExport, access: approveExportAccess }),
  commandRow({ ...own, command: RejectExport, decide: rejectExport, access: rejectExportAccess }),
  commandRow({ ...own, command: OpenBreakGlass, decide: openBreakGlass, access: openBreakGlassAccess }),
  commandRow({ ...own, command: CloseBreakGlass, decide: closeBreakGlass, access: closeBreakGlassAccess }),
  commandRow({ ...own, command: ReviewBreakGlass, decide: reviewBreakGlass, access: reviewBreakGlassAccess }),
  commandRow({ ...own, command: OpenFilingCampaign, decide: openFilingCampaign, access: openFilingCampaignAccess }),
  commandRow({ ...own, command: PublishPolicyBasis, decide: publishPolicyBasis, access: publishPolicyBasisAccess }),
];
