import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Door } from '../../../platform/http/command-door.js';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { EndMonitoring, endMonitoringAccess } from './end-monitoring.js';
import { EndMonitoringBody, endMonitoringFrom } from './end-monitoring.dto.js';
import { StartMonitoring, startMonitoringAccess } from './start-monitoring.js';
import { StartMonitoringBody, startMonitoringFrom } from './start-monitoring.dto.js';

/** A household in the monitoring of low-income people (低收入人口动态监测). */
@Controller('households')
export class MonitoringController {
  @Post(':householdId/monitorings')
  @HttpCode(200)
  @CommandEndpoint(StartMonitoring, startMonitoringAccess, { summary: '纳入低收入人口动态监测' })
  async startMonitoring(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: StartMonitoringBody,
  ): Promise<WriteAnswer> {
    const command = await startMonitoringFrom(id, body, door);
    return door.issue(command, { monitoringId: command.monitoring.monitoringId });
  }

  @Post(':householdId/monitoring-ends')
  @HttpCode(200)
  @CommandEndpoint(EndMonitoring, endMonitoringAccess, { summary: '结束低收入人口动态监测' })
  async endMonitoring(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: EndMonitoringBody,
  ): Promise<WriteAnswer> {
    return door.issue(await endMonitoringFrom(id, body, door));
  }
}
