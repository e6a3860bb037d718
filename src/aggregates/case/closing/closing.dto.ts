import { Code, Text } from '../../../platform/http/shape.js';
import { closingNames } from '../codes.js';

export class CloseWithoutNeedBody {
  @Code(closingNames, { description: '结案原因' }) reason: string;
  @Text(1000, { description: '结案理由' }) text: string;
}
