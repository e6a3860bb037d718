import type { CommandDoor } from '../../../platform/http/command-door.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { Code, Codes, Pattern, Reference, References, Text } from '../../../platform/http/shape.js';
import { causeNames, classNames, closingNames, subItemNames } from '../codes.js';
import { ProposeReopen } from './propose-reopen.js';
import { ReopenCase } from './reopen-case.js';

export class CloseWithoutNeedBody {
  @Code(closingNames, { description: '结案原因' }) reason: string;
  @Text(1000, { description: '结案理由' }) text: string;
}

export class ClassifyCaseBody {
  @Code(classNames, { description: '类别' }) class: string;
  @Codes(subItemNames, { description: '新增救助的分项' }) subItems: string[];
  @References(50, { description: '对象' }) beneficiaries: string[];
}

export class ArchiveCaseBody {
  @Pattern(/^[0-9a-f]{64}$/, '须为 64 位小写十六进制', { description: '一户一页的内容摘要(SHA-256)' }) pageHash: string;
}

export class ReopenCaseBody {
  @Code(causeNames, { description: '重新核查的原因' }) cause: string;
  @Reference({ description: '抽查项目、线索或信访编号', optional: true }) ref?: string;
  @Text(1000, { description: '重新核查的理由' }) reason: string;
}

export async function reopenCaseFrom(caseId: string, body: ReopenCaseBody, door: CommandDoor): Promise<ReopenCase> {
  return new ReopenCase(caseId, body.cause, body.ref, await sealedUnlessBlank(caseId, body.reason, door));
}

export class ProposeReopenBody extends ReopenCaseBody {}

export async function proposeReopenFrom(
  caseId: string,
  { cause, ref, reason }: ProposeReopenBody,
  door: CommandDoor,
): Promise<ProposeReopen> {
  const proposal = { proposalId: door.newId(), cause, ...(ref === undefined ? {} : { ref }) };
  return new ProposeReopen(caseId, proposal, await sealedUnlessBlank(caseId, reason, door));
}

export class RejectReopenBody {
  @Text(500, { description: '退回原因' }) reason: string;
}
