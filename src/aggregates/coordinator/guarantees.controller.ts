import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { RecordTraining, recordTrainingAccess } from './guarantees/record-training.js';
import { BindInsurance, bindInsuranceAccess } from './guarantees/bind-insurance.js';
import { IssueEquipment, issueEquipmentAccess } from './guarantees/issue-equipment.js';
import { ReturnEquipment, returnEquipmentAccess } from './guarantees/return-equipment.js';
import { PayAllowance, payAllowanceAccess } from './guarantees/pay-allowance.js';
import { PaySalary, paySalaryAccess } from './guarantees/pay-salary.js';
import * as dto from './guarantees/guarantees.dto.js';

/** Training, insurance, equipment and pay of a coordinator (S05, S32, S33). */
@Controller('coordinators/:coordinatorId')
export class GuaranteesController {
  @Post('trainings')
  @HttpCode(200)
  @CommandEndpoint(RecordTraining, recordTrainingAccess, { summary: '登记参加培训', pii: 'none' })
  async recordTraining(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.RecordTrainingBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.recordTrainingFrom(id, body, door));
  }

  @Post('insurances')
  @HttpCode(200)
  @CommandEndpoint(BindInsurance, bindInsuranceAccess, { summary: '登记意外伤害险', pii: 'none' })
  async bindInsurance(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.BindInsuranceBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.bindInsuranceFrom(id, body, door));
  }

  @Post('equipment')
  @HttpCode(200)
  @CommandEndpoint(IssueEquipment, issueEquipmentAccess, { summary: '发放设备', pii: 'none' })
  async issueEquipment(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.EquipmentBody,
  ): Promise<WriteAnswer> {
    return door.issue(new IssueEquipment(id, { ...body }));
  }

  @Post('equipment-returns')
  @HttpCode(200)
  @CommandEndpoint(ReturnEquipment, returnEquipmentAccess, { summary: '归还设备', pii: 'none' })
  async returnEquipment(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.EquipmentBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ReturnEquipment(id, { ...body }));
  }

  @Post('allowances')
  @HttpCode(200)
  @CommandEndpoint(PayAllowance, payAllowanceAccess, { summary: '登记补贴发放', pii: 'none' })
  async payAllowance(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.AllowanceBody,
  ): Promise<WriteAnswer> {
    return door.issue(new PayAllowance(id, { ...body }));
  }

  @Post('salaries')
  @HttpCode(200)
  @CommandEndpoint(PaySalary, paySalaryAccess, { summary: '登记薪资发放', pii: 'none' })
  async paySalary(
    @Door() door: CommandDoor,
    @Param('coordinatorId') id: string,
    @Body() body: dto.SalaryBody,
  ): Promise<WriteAnswer> {
    return door.issue(new PaySalary(id, { ...body }));
  }
}
