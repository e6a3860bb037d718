import type { CommandDoor } from '../../platform/http/command-door.js';
import { sealedField, sealedName, sealedPhone } from '../../platform/http/sealed-fields.js';
import {
  Code,
  Day,
  Hashes,
  Id,
  Pattern,
  PersonName,
  Phone,
  Reference,
  References,
  Text,
  Whole,
  Words,
} from '../../platform/http/shape.js';
import type { Answer, Channel } from './codes.js';
import { answerNames, channelNames } from './codes.js';
import { DesignateResponsiblePerson } from './people/designate-responsible-person.js';
import { RecordSupervision } from './supervision/record-supervision.js';
import { RecordRewardOrPenalty } from './villages/record-reward-or-penalty.js';

const VILLAGE = /^\d{12}$/;
const VILLAGE_MESSAGE = '须为 12 位村(社区)代码';
const YEAR = /^(20|21)\d\d$/;
const YEAR_MESSAGE = '须为四位年份';
const ALERT = /^[A-Z_]{3,30}\.[A-Za-z0-9_-]{1,60}\.(20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Whose it is; every form says so. */
export class OfTownshipBody {
  @Pattern(/^\d{9}$/, '须为 9 位乡镇(街道)代码', { description: '乡镇(街道)代码' }) townCode: string;
}

export class RecordPublicityBody extends OfTownshipBody {
  @Code(channelNames, { description: '宣传渠道' }) channel: Channel;
  @Day({ description: '日期' }) on: string;
  @Hashes(20, { description: '已上传佐证文件的 SHA-256' }) evidence: string[];
}

export class RecordSupervisionBody extends OfTownshipBody {
  @Pattern(VILLAGE, VILLAGE_MESSAGE, { description: '被督查的村(社区)；不填为全乡镇(街道)', optional: true })
  villageCode?: string;
  @Day({ description: '日期' }) on: string;
  @Text(2000, { description: '督查情况' }) finding: string;
}

export class HoldTrainingBody extends OfTownshipBody {
  @Words(100, { description: '培训主题' }) subject: string;
  @Whole(1, 200, { description: '学时' }) hours: number;
  @Day({ description: '培训日期' }) on: string;
}

export class AssessVillageBody extends OfTownshipBody {
  @Pattern(VILLAGE, VILLAGE_MESSAGE, { description: '村(社区)代码' }) villageCode: string;
  @Pattern(YEAR, YEAR_MESSAGE, { description: '考核年度', example: '2026' }) year: string;
  @Day({ description: '考核日期' }) on: string;
  @Whole(0, 10_000, { description: '得分，单位 0.01 分，满分 10000' }) score: number;
  @Reference({ description: '评分标准版本' }) rubricVersion: string;
}

export class RecordRewardOrPenaltyBody extends OfTownshipBody {
  @Pattern(VILLAGE, VILLAGE_MESSAGE, { description: '村(社区)代码' }) villageCode: string;
  @Code(answerNames, { description: '奖惩' }) kind: Answer;
  @Day({ description: '日期' }) on: string;
  @Text(1000, { description: '奖惩内容' }) measure: string;
}

export class DesignateResponsiblePersonBody extends OfTownshipBody {
  @PersonName({ description: '姓名' }) name: string;
  @Phone({ description: '联系电话' }) phone: string;
  @Text(50, { description: '职务', optional: true }) post?: string;
  @Text(500, { description: '职责', optional: true }) duties?: string;
  @Day({ description: '自何日起' }) on: string;
}

export class DeclareEmergencyOrderBody extends OfTownshipBody {
  @References(60, { description: '适用的村(社区)代码，12 位；空为全乡镇(街道)' }) villages: string[];
  @Day({ description: '起始日，不早于今天' }) from: string;
  @Day({ description: '截止日(含当日)' }) until: string;
  @Words(300, { description: '事由' }) reason: string;
}

export class EndEmergencyOrderBody extends OfTownshipBody {
  @Pattern(YEAR, YEAR_MESSAGE, { description: '应急令起始日所在年度', example: '2026' }) year: string;
  @Id({ description: '应急令' }) orderId: string;
}

export class AcknowledgeAlertBody extends OfTownshipBody {
  @Pattern(ALERT, '须为提醒编号', { description: '提醒编号', example: 'COVERAGE_LOST.341881100201.2026-09-20' })
  alertId: string;
}

/** Each text is sealed under a key of its own. */
export async function recordSupervisionFrom(
  { finding, ...supervision }: RecordSupervisionBody,
  door: CommandDoor,
): Promise<RecordSupervision> {
  const sealed = await sealedField('finding', door.newId(), finding, door);
  return new RecordSupervision(supervision, sealed.finding);
}

export async function recordRewardOrPenaltyFrom(
  { measure, ...answer }: RecordRewardOrPenaltyBody,
  door: CommandDoor,
): Promise<RecordRewardOrPenalty> {
  const sealed = await sealedField('measure', door.newId(), measure, door);
  return new RecordRewardOrPenalty(answer, sealed.measure);
}

export async function designateResponsiblePersonFrom(
  { townCode, name, phone, post, duties, on }: DesignateResponsiblePersonBody,
  door: CommandDoor,
): Promise<DesignateResponsiblePerson> {
  const personId = door.newId();
  return new DesignateResponsiblePerson({
    townCode,
    personId,
    ...(await sealedName(personId, name, townCode, door)),
    phone: await sealedPhone(personId, phone, door),
    ...(await sealedField('post', personId, post, door)),
    ...(await sealedField('duties', personId, duties, door)),
    on,
  });
}
