import { Code, Pattern } from '../../platform/http/shape.js';
import { evidenceKindNames } from './codes.js';

/** A file that lies in the evidence store already, named by its content. */
export class CaseEvidenceBody {
  @Pattern(/^[0-9a-f]{64}$/, '须为 64 位小写十六进制', { description: '文件的 SHA-256' }) sha256: string;
  @Code(evidenceKindNames, { description: '种类' }) kind: string;
}
