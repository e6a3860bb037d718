import { Parts, Pattern, Words, Code, Day } from '../../../platform/http/shape.js';
import { PublishDivisions } from './publish-divisions.js';

const levels = { township: '乡镇(街道)', village: '村(社区)' };

export class DivisionBody {
  @Code(levels, { description: '级别' }) level: 'township' | 'village';
  @Pattern(/^\d{9}(\d{3})?$/, '须为 9 位或 12 位区划代码', { description: '代码' }) code: string;
  @Words(30, { description: '名称' }) name: string;
  @Pattern(/^\d{6}(\d{3})?$/, '须为上级区划代码', { description: '上级代码' }) parent: string;
  @Words(10, { description: '类别：街道、镇、乡、居委会、村委会' }) kind: string;
}

export class MergedVillageBody {
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '不再设立的村(社区)代码' }) code: string;
  @Pattern(/^\d{12}$/, '须为 12 位村(社区)代码', { description: '并入的村(社区)代码' }) into: string;
}

export class PublishDivisionsBody {
  @Pattern(/^\d{4}(-\d{1,2})?$/, '版本形如 2023 或 2023-2', { description: '区划版本' }) edition: string;
  @Parts(() => DivisionBody, 2000, { description: '全部单位' }) divisions: DivisionBody[];
  @Words(200, { description: '依据' }) source: string;
  @Day({ description: '施行日期，默认自发布起', optional: true }) effectiveFrom?: string;
  @Parts(() => MergedVillageBody, 200, { description: '自施行日起并入他村的村(社区)', optional: true })
  mergers?: MergedVillageBody[];
}

export function publishDivisionsFrom(body: PublishDivisionsBody): PublishDivisions {
  const { edition, divisions, source, effectiveFrom, mergers } = body;
  return new PublishDivisions({
    edition,
    source,
    divisions: divisions.map((division) => ({ ...division })),
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    ...(mergers === undefined ? {} : { mergers: mergers.map((merger) => ({ ...merger })) }),
  });
}
