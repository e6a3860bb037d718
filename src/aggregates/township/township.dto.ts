import { Code, Day, Pattern, References } from '../../platform/http/shape.js';
import type { Channel } from './codes.js';
import { channelNames } from './codes.js';

/** Whose it is; every form says so. */
export class OfTownshipBody {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码' }) townCode: string;
}

export class RecordPublicityBody extends OfTownshipBody {
  @Code(channelNames, { description: '宣传渠道' }) channel: Channel;
  @Day({ description: '日期' }) on: string;
  @References(20, { description: '佐证文件的 SHA-256' }) evidence: string[];
}
