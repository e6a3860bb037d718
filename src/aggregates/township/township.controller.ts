import { Body, Controller, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../platform/http/command-door.js';
import { Door } from '../../platform/http/command-door.js';
import { CommandEndpoint } from '../../platform/http/endpoint.js';
import { RecordPublicity, recordPublicityAccess } from './publicity/record-publicity.js';
import * as dto from './township.dto.js';

/** Every write URL of a township's own affairs. The township stands in the form, the year follows from the day. */
@Controller('townships')
export class TownshipController {
  @Post('publicity-acts')
  @CommandEndpoint(RecordPublicity, recordPublicityAccess, { summary: '登记政策宣传', pii: 'none' })
  recordPublicity(@Door() door: CommandDoor, @Body() body: dto.RecordPublicityBody): Promise<WriteAnswer> {
    return door.issue(new RecordPublicity({ ...body }));
  }
}
