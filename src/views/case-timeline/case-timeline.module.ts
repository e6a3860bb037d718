import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CaseTimelineController } from './case-timeline.controller.js';
import { GetCaseTimelineHandler } from './case-timeline.query.js';

@Module({ imports: [CqrsModule], controllers: [CaseTimelineController], providers: [GetCaseTimelineHandler] })
export class CaseTimelineModule {}
