import { Text } from '../../platform/http/shape.js';

/** What the second person writes who sends a proposal back. */
export class RejectionBody {
  @Text(500, { description: '退回原因' }) reason: string;
}
