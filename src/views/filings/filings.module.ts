import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FiledRosterController } from './filed-roster.controller.js';
import { GetFiledRosterHandler } from './filed-roster.query.js';
import { FilingsController } from './filings.controller.js';
import { FindFilingsHandler } from './filings.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [FilingsController, FiledRosterController],
  providers: [FindFilingsHandler, GetFiledRosterHandler],
})
export class FilingsModule {}
