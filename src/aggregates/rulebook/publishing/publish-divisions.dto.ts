import { Parts, Pattern, Words, Code } from '../../../platform/http/shape.js';
import { PublishDivisions } from './publish-divisions.js';

const levels = { township: '乡镇(街道)', village: '村(社区)' };

export class DivisionBody {
  @Code(levels, { description: '级别' }) level: 'township' | 'village';
  @Pattern(/^\d{9}(\d{3})?$/, '须为 9 位或 12 位区划代码', { description: '代码' }) code: string;
  @Words(30, { description: '名称' }) name: string;
  @Pattern(/^\d{6}(\d{3})?$/, '须为上级区划代码', { description: '上级代码' }) parent: string;
  @Words(10, { description: '类别：街道、镇、乡、居委会、村委会' }) kind: string;
}

export class PublishDivisionsBody {
  @Pattern(/^\d{4}(-\d{1,2})?$/, '版本形如 2023 或 2023-2', { description: '区划版本' }) edition: string;
  @Parts(() => DivisionBody, 2000, { description: '全部单位' }) divisions: DivisionBody[];
  @Words(200, { description: '依据' }) source: string;
}

export function publishDivisionsFrom({ edition, divisions, source }: PublishDivisionsBody): PublishDivisions {
  return new PublishDivisions({ edition, source, divisions: divisions.map((division) => ({ ...division })) });
}
