import { Body, Controller, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { AcknowledgeAlert, acknowledgeAlertAccess } from './alerts/acknowledge-alert.js';
import { DeclareEmergencyOrder, declareEmergencyOrderAccess } from './orders/declare-emergency-order.js';
import { EndEmergencyOrder, endEmergencyOrderAccess } from './orders/end-emergency-order.js';
import { DesignateResponsiblePerson, designateResponsiblePersonAccess } from './people/designate-responsible-person.js';
import { RecordPublicity, recordPublicityAccess } from './publicity/record-publicity.js';
import { RecordSupervision, recordSupervisionAccess } from './supervision/record-supervision.js';
import * as dto from './township.dto.js';
import { HoldTraining, holdTrainingAccess } from './training/hold-training.js';
import { AssessVillage, assessVillageAccess } from './villages/assess-village.js';
import { RecordRewardOrPenalty, recordRewardOrPenaltyAccess } from './villages/record-reward-or-penalty.js';

/** Every write URL of a township's own affairs. The township stands in the form, the year follows from it. */
@Controller('townships')
export class TownshipController {
  @Post('publicity-acts')
  @CommandEndpoint(RecordPublicity, recordPublicityAccess, { summary: '登记政策宣传', pii: 'none' })
  recordPublicity(@Door() door: CommandDoor, @Body() body: dto.RecordPublicityBody): Promise<WriteAnswer> {
    return door.issue(new RecordPublicity({ ...body }));
  }

  @Post('supervisions')
  @CommandEndpoint(RecordSupervision, recordSupervisionAccess, { summary: '登记督查' })
  async recordSupervision(@Door() door: CommandDoor, @Body() body: dto.RecordSupervisionBody): Promise<WriteAnswer> {
    return door.issue(await dto.recordSupervisionFrom(body, door));
  }

  @Post('trainings')
  @CommandEndpoint(HoldTraining, holdTrainingAccess, { summary: '登记举办培训', pii: 'none' })
  holdTraining(@Door() door: CommandDoor, @Body() body: dto.HoldTrainingBody): Promise<WriteAnswer> {
    const trainingId = door.newId();
    return door.issue(new HoldTraining({ ...body, trainingId }), { trainingId });
  }

  @Post('village-assessments')
  @CommandEndpoint(AssessVillage, assessVillageAccess, { summary: '考核村(社区)', pii: 'none' })
  assessVillage(@Door() door: CommandDoor, @Body() body: dto.AssessVillageBody): Promise<WriteAnswer> {
    return door.issue(new AssessVillage({ ...body }));
  }

  @Post('rewards-and-penalties')
  @CommandEndpoint(RecordRewardOrPenalty, recordRewardOrPenaltyAccess, { summary: '登记对村(社区)的奖惩' })
  async recordRewardOrPenalty(
    @Door() door: CommandDoor,
    @Body() body: dto.RecordRewardOrPenaltyBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.recordRewardOrPenaltyFrom(body, door));
  }

  @Post('responsible-persons')
  @CommandEndpoint(DesignateResponsiblePerson, designateResponsiblePersonAccess, { summary: '确定专人负责' })
  async designateResponsiblePerson(
    @Door() door: CommandDoor,
    @Body() body: dto.DesignateResponsiblePersonBody,
  ): Promise<WriteAnswer> {
    const command = await dto.designateResponsiblePersonFrom(body, door);
    return door.issue(command, { personId: command.designation.personId });
  }

  @Post('emergency-orders')
  @CommandEndpoint(DeclareEmergencyOrder, declareEmergencyOrderAccess, {
    summary: '宣布重大突发事件应急令',
    pii: 'none',
  })
  declareEmergencyOrder(@Door() door: CommandDoor, @Body() body: dto.DeclareEmergencyOrderBody): Promise<WriteAnswer> {
    const orderId = door.newId();
    return door.issue(new DeclareEmergencyOrder({ ...body, orderId }), { orderId });
  }

  @Post('emergency-order-endings')
  @CommandEndpoint(EndEmergencyOrder, endEmergencyOrderAccess, { summary: '提前结束应急令', pii: 'none' })
  endEmergencyOrder(@Door() door: CommandDoor, @Body() body: dto.EndEmergencyOrderBody): Promise<WriteAnswer> {
    return door.issue(new EndEmergencyOrder(body.townCode, body.year, body.orderId));
  }

  @Post('alert-acknowledgements')
  @CommandEndpoint(AcknowledgeAlert, acknowledgeAlertAccess, { summary: '阅知提醒', pii: 'none' })
  acknowledgeAlert(@Door() door: CommandDoor, @Body() body: dto.AcknowledgeAlertBody): Promise<WriteAnswer> {
    return door.issue(new AcknowledgeAlert(body.townCode, body.alertId));
  }
}
