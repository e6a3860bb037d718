import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { PublishCalendar, publishCalendarAccess } from './publishing/publish-calendar.js';
import { PublishCalendarBody, publishCalendarFrom } from './publishing/publish-calendar.dto.js';
import { PublishDivisions, publishDivisionsAccess } from './publishing/publish-divisions.js';
import { PublishDivisionsBody, publishDivisionsFrom } from './publishing/publish-divisions.dto.js';
import { PublishParameter, publishParameterAccess } from './publishing/publish-parameter.js';
import { PublishParameterBody, publishParameterFrom } from './publishing/publish-parameter.dto.js';

@Controller('rulebook')
export class RulebookController {
  @Post('parameters')
  @HttpCode(200)
  @CommandEndpoint(PublishParameter, publishParameterAccess, { summary: '发布参数', pii: 'none' })
  publishParameter(@Door() door: CommandDoor, @Body() body: PublishParameterBody): Promise<WriteAnswer> {
    return door.issue(publishParameterFrom(body));
  }

  @Post('calendars')
  @HttpCode(200)
  @CommandEndpoint(PublishCalendar, publishCalendarAccess, { summary: '发布工作日历', pii: 'none' })
  publishCalendar(@Door() door: CommandDoor, @Body() body: PublishCalendarBody): Promise<WriteAnswer> {
    return door.issue(publishCalendarFrom(body));
  }

  @Post('divisions')
  @HttpCode(200)
  @CommandEndpoint(PublishDivisions, publishDivisionsAccess, { summary: '发布区划版本', pii: 'none' })
  publishDivisions(@Door() door: CommandDoor, @Body() body: PublishDivisionsBody): Promise<WriteAnswer> {
    return door.issue(publishDivisionsFrom(body));
  }
}
