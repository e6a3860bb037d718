import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TimelinessSheetController } from './timeliness-sheet.controller.js';
import { TimelinessController } from './timeliness.controller.js';
import { FindTimelinessHandler } from './timeliness.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [TimelinessController, TimelinessSheetController],
  providers: [FindTimelinessHandler],
})
export class TimelinessModule {}
