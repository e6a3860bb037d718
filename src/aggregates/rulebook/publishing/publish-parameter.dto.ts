import { Day, Flag, Pattern, Whole, Words } from '../../../platform/http/shape.js';
import { PublishParameter } from './publish-parameter.js';

export class PublishParameterBody {
  @Pattern(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, '参数编号须为大写字母、数字和连字符', {
    description: '参数编号',
    example: 'NOTICE-1ST',
  })
  id: string;
  @Whole(0, 1_000_000_000, { description: '值(整数，按单位)' }) value: number;
  @Words(20, { description: '单位' }) unit: string;
  @Words(200, { description: '依据：法条、通知句号或项目默认' }) source: string;
  @Day({ description: '施行起日' }) effectiveFrom: string;
  @Day({ description: '施行止日', optional: true }) effectiveTo?: string;
  @Words(50, { description: '可另行规定的单位', optional: true }) overridableBy?: string;
  @Flag({ description: '是否起算时限' }) clocked: boolean;
}

export function publishParameterFrom(body: PublishParameterBody): PublishParameter {
  return new PublishParameter({ ...body });
}
