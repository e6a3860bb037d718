import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseDifferencesController } from './case-differences.controller.js';
import { GetCaseDifferencesHandler } from './case-differences.query.js';
import { CaseTimelineController } from './case-timeline.controller.js';
import { GetCaseTimelineHandler } from './case-timeline.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [CaseTimelineController, CaseDifferencesController],
  providers: [GetCaseTimelineHandler, GetCaseDifferencesHandler],
})
export class CaseTimelineModule {}
